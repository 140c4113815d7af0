/** What the page's JavaScript holds on to. */
import type { CDPSession, Page } from 'playwright';

const sessions = new WeakMap<Page, Promise<CDPSession>>();

function sessionOf(page: Page): Promise<CDPSession> {
  const session = sessions.get(page) ?? page.context().newCDPSession(page);
  sessions.set(page, session);
  return session;
}

/**
 * Bytes in use on the page's JavaScript heap, and in the buffers of its typed arrays, after what nobody
 * holds has been collected.
 */
export async function usedHeap(page: Page): Promise<number> {
  const session = await sessionOf(page);
  // What a first collection lets go of, such as finalised objects, a second one takes.
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize = 0 } = await session.send('Runtime.getHeapUsage');
  return usedSize + backingStorageSize;
}

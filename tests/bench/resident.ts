/** The memory of the page's process, as Linux counts it. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Browser } from 'playwright';

/** The process of the page, where its worker lives, too: the largest of those that render. */
export async function rendererOf(browser: Browser): Promise<number> {
  const client = await browser.newBrowserCDPSession();
  const { processInfo } = await client.send('SystemInfo.getProcessInfo');
  const sizes = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => ({ id, bytes: resident(id).now }))
    .sort((a, b) => b.bytes - a.bytes);
  if (!sizes[0]) throw new Error('No process renders the page.');
  return sizes[0].id;
}

/** Bytes of memory that a process has, and the most that it had; as Linux counts them. */
export function resident(id: number): { readonly now: number; readonly most: number } {
  const status = readFileSync(`/proc/${id}/status`, 'utf8');
  const bytes = (name: string) => {
    const kibibytes = new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1];
    if (!kibibytes) throw new Error(`Linux does not say the ${name} of process ${id}.`);
    return Number(kibibytes) * 1024;
  };
  return { now: bytes('VmRSS'), most: bytes('VmHWM') };
}

/** From now on, the most memory that a process had is counted anew. */
export const forgetMost = (id: number) => writeFileSync(`/proc/${id}/clear_refs`, '5');

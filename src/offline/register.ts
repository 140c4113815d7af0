/** Registers the service worker, where there is one: on https and localhost, in a production build. */
import type { TakeOver } from './messages.ts';

/**
 * @param base the page's address: the worker lies beside it, and sees nothing outside of its folder.
 * @param program the address of the page's own program.
 */
export async function keepForOffline(base: URL, program: string): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  try {
    const { Workbox } = await import('workbox-window');
    const workbox = new Workbox(new URL('sw.js', base).href);
    const takeOver: TakeOver = { type: 'take over', program };
    // A worker that waits was made for a newer version than the last visit's; perhaps for this page's.
    workbox.addEventListener('waiting', ({ sw }) => sw?.postMessage(takeOver));
    await workbox.register();
  } catch {
    // Private windows and full disks may refuse: the page then works as it does for the first time.
  }
}

/** What has to be ended when the run is over, however it ends: servers, browsers, their displays. */
import { setTimeout as wait } from 'node:timers/promises';

const open = new Set<() => unknown>();

/** Does `end` once: when it is called, or when the run is interrupted. */
export function once(end: () => unknown): () => Promise<void> {
  const mine = async () => {
    if (open.delete(mine)) await end();
  };
  open.add(mine);
  return mine;
}

/** What does not end by itself within this is ended by what it runs in. */
const PATIENCE_MS = 3000;

/** Ends everything, the newest first. */
export async function endAll(): Promise<void> {
  for (const end of [...open].reverse()) {
    const ended = Promise.resolve(end()).catch(() => undefined);
    await Promise.race([ended, wait(PATIENCE_MS, undefined, { ref: false })]);
  }
}

/** From now on an interrupted run ends what it began. */
export function endOnInterrupt(): void {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.once(signal, () => {
      console.log(`\nInterrupted (${signal}): closing the browsers.`);
      void endAll().finally(() => process.exit(code));
    });
  }
}

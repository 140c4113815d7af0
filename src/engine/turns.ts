/**
 * One page at a time: five frames of this page in another, or five tabs, each want the same files. The first
 * fetches them, and the others find them kept.
 */

import { allowed } from './allowed.ts';

/** What is used of `LockManager`. */
export type Locks = Pick<LockManager, 'request'>;

/** Longer than this nobody waits for another page, which the browser may have put to sleep. */
const PATIENCE_MS = 60_000;

/**
 * Runs a task when no other page of this host runs one of the same name; at once where the browser has no
 * locks (plain http, frames without storage), or where the wait gets too long.
 *
 * @param locks undefined where the browser has none.
 */
export async function inTurn<Value>(
  name: string,
  task: () => Promise<Value>,
  locks: Locks | undefined = allowed(() => navigator.locks as LockManager | undefined),
): Promise<Value> {
  if (!locks) return task();
  let begun: Promise<Value> | null = null;
  const begin = () => {
    begun ??= task();
    return begun;
  };
  try {
    await locks.request(name, { signal: AbortSignal.timeout(PATIENCE_MS) }, begin);
  } catch {
    // The task's own failure is told below; anything else is a lock that could not be had.
  }
  return begin();
}

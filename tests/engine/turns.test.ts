import { afterEach, describe, expect, it, vi } from 'vitest';
import { inTurn, type Locks } from '../../src/engine/turns.ts';

/** Locks as the browser has them: one holder a name, in the order in which they are asked for. */
function fakeLocks() {
  const last = new Map<string, Promise<unknown>>();
  const request = (
    name: string,
    { signal }: { signal: AbortSignal },
    task: () => Promise<unknown>,
  ) => {
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
    });
    const run = Promise.race([last.get(name) ?? Promise.resolve(), aborted]).then(task);
    last.set(
      name,
      run.catch(() => undefined),
    );
    return run;
  };
  return { request } as unknown as Locks;
}

afterEach(() => vi.useRealTimers());

describe('one page at a time', () => {
  it('runs tasks of one name one after the other, and of other names beside them', async () => {
    const locks = fakeLocks();
    const done: string[] = [];
    let release = () => {};
    const slow = inTurn(
      'a',
      () =>
        new Promise<void>((resolve) => {
          release = () => {
            done.push('first');
            resolve();
          };
        }),
      locks,
    );
    const next = inTurn('a', async () => void done.push('second'), locks);
    await inTurn('b', async () => void done.push('other'), locks);
    expect(done).toEqual(['other']);
    release();
    await Promise.all([slow, next]);
    expect(done).toEqual(['other', 'first', 'second']);
  });

  it('runs at once where there are no locks, or where they are refused', async () => {
    const refusing = {
      request: () => Promise.reject(new DOMException('no', 'SecurityError')),
    } as unknown as Locks;
    expect(await inTurn('a', async () => 1, undefined)).toBe(1);
    expect(await inTurn('a', async () => 2, refusing)).toBe(2);
  });

  it('tells of a failure of the task itself, which is not run twice', async () => {
    const task = vi.fn(() => Promise.reject(new Error('the task')));
    await expect(inTurn('a', task, fakeLocks())).rejects.toThrow('the task');
    expect(task).toHaveBeenCalledOnce();
  });

  it('does not wait for ever for a page that sleeps', async () => {
    vi.useFakeTimers();
    const abort = new AbortController();
    vi.spyOn(AbortSignal, 'timeout').mockReturnValue(abort.signal);
    const locks = fakeLocks();
    void inTurn('a', () => new Promise(() => undefined), locks);
    const waiting = inTurn('a', async () => 'went on', locks);
    abort.abort(new DOMException('late', 'TimeoutError'));
    expect(await waiting).toBe('went on');
  });
});

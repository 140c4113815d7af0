import { expect, it, vi } from 'vitest';
import { renderHook } from 'vitest-browser-react';
import { deferred } from '../../src/engine/deferred.ts';
import { useRun } from '../../src/experiments/run/useRun.ts';

/** Runs by key whose findings the test gives out one by one, and may end or fail. */
function runs() {
  const gates = new Map<string, ReturnType<typeof deferred<string>>[]>();
  const gate = (key: string, nth: number) => {
    const list = gates.get(key) ?? [];
    gates.set(key, list);
    while (list.length <= nth) {
      const next = deferred<string>();
      next.promise.catch(() => undefined);
      list.push(next);
    }
    return list[nth]!;
  };
  async function* task(key: string) {
    for (let nth = 0; nth < 2; nth++) yield await gate(key, nth).promise;
  }
  return { gate, task };
}

function setup(first: string | null) {
  const { gate, task } = runs();
  const signals: AbortSignal[] = [];
  const hook = renderHook(
    (key?: string | null) =>
      useRun(key ?? null, (signal) => {
        signals.push(signal);
        return task(key!);
      }),
    { initialProps: first },
  );
  return { hook, gate, signals };
}

it('shows findings as they come, and is busy until the last', async () => {
  const { hook, gate } = setup('a');
  const { result } = await hook;
  expect(result.current).toMatchObject({ value: null, isBusy: true, isStale: false });
  gate('a', 0).resolve('first');
  await vi.waitFor(() => expect(result.current.value).toBe('first'));
  expect(result.current.isBusy).toBe(true);
  gate('a', 1).resolve('second');
  await vi.waitFor(() => expect(result.current).toMatchObject({ value: 'second', isBusy: false }));
});

it('keeps an older finding, as stale, until a newer run has its first, and never shows it again', async () => {
  const { hook, gate, signals } = setup('a');
  const { result, rerender } = await hook;
  gate('a', 0).resolve('of a');
  await vi.waitFor(() => expect(result.current.value).toBe('of a'));
  await rerender('b');
  expect(result.current).toMatchObject({ value: 'of a', isStale: true, isBusy: true });
  expect(signals[0]!.aborted).toBe(true);
  gate('b', 0).resolve('of b');
  await vi.waitFor(() => expect(result.current).toMatchObject({ value: 'of b', isStale: false }));
  gate('a', 1).resolve('late, of a');
  gate('b', 1).resolve('last of b');
  await vi.waitFor(() =>
    expect(result.current).toMatchObject({ value: 'last of b', isBusy: false }),
  );
});

it('says why it failed, and forgets that when it runs again', async () => {
  const { hook, gate } = setup('a');
  const { result, rerender } = await hook;
  gate('a', 0).reject(new Error('The text is empty: type one.'));
  await vi.waitFor(() =>
    expect(result.current).toMatchObject({
      problem: 'The text is empty: type one.',
      isBusy: false,
    }),
  );
  await rerender('b');
  await vi.waitFor(() => expect(result.current).toMatchObject({ problem: null, isBusy: true }));
});

it('is not busy, and has no problem, once it was called off', async () => {
  const { hook } = setup('a');
  const { result, rerender } = await hook;
  expect(result.current.isBusy).toBe(true);
  await rerender(null);
  expect(result.current).toMatchObject({ value: null, isBusy: false, problem: null });
});

/** What hangs on the engine's state beside the runs: the client, and the files beside the page. */
import { expect, it, vi } from 'vitest';
import { renderHook } from 'vitest-browser-react';
import type { Engine, EngineStatus } from '../../src/engine/protocol.ts';
import { useFetched } from '../../src/store/useFetched.ts';
import { useModelClient } from '../../src/store/useModelClient.ts';
import { fakeLab } from '../support/fakeClient.ts';

const READY = (weights: string): EngineStatus => ({
  phase: 'ready',
  backend: { name: 'wasm', reason: '' },
  weights: { left: weights, right: 'g' },
});
const BYTES = { loaded: 0, total: 1 };
const LOADING: EngineStatus = { phase: 'loading', left: BYTES, right: BYTES };
const FAILED: EngineStatus = { phase: 'failed', error: { code: 'offline', message: 'No.' } };
const RECOVERING: EngineStatus = { phase: 'recovering', reason: 'Lost.' };

it('has one client for as long as the same weights run, and another for others', async () => {
  const engine = fakeLab() as unknown as Engine;
  const { result, rerender } = await renderHook(
    (status?: EngineStatus) => useModelClient(engine, status ?? LOADING),
    { initialProps: LOADING as EngineStatus },
  );
  const first = result.current;
  for (const status of [READY('a'), RECOVERING, READY('a'), FAILED, LOADING, READY('a')]) {
    await rerender(status);
    expect(result.current, status.phase).toBe(first);
  }
  await rerender(READY('b'));
  const second = result.current;
  expect(second).not.toBe(first);
  await rerender(FAILED);
  expect(result.current).toBe(second);
});

it('fetches once more what the connection kept away, when the engine is retried', async () => {
  const fetchIt = vi.fn<() => Promise<string>>().mockRejectedValue(new Error('offline'));
  const { result, rerender } = await renderHook(
    (status?: EngineStatus) => useFetched(true, fetchIt, status ?? FAILED),
    { initialProps: FAILED as EngineStatus },
  );
  await vi.waitFor(() => expect(result.current.problem).toBe('offline'));
  expect(fetchIt).toHaveBeenCalledTimes(1);
  fetchIt.mockResolvedValue('here');
  await rerender(LOADING);
  await vi.waitFor(() => expect(result.current).toMatchObject({ value: 'here', problem: null }));
  await rerender(READY('a'));
  expect(fetchIt).toHaveBeenCalledTimes(2);
});

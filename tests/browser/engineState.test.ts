/** Files beside the page hang on the engine's state. */
import { expect, it, vi } from 'vitest';
import { renderHook } from 'vitest-browser-react';
import type { EngineStatus } from '../../src/engine/protocol.ts';
import { useFetched } from '../../src/view/kit/useFetched.ts';

const READY = (weights: string): EngineStatus => ({
  phase: 'ready',
  backend: { name: 'wasm', reason: '' },
  weights: { left: weights, right: 'g' },
});
const BYTES = { loaded: 0, total: 1 };
const LOADING: EngineStatus = { phase: 'loading', left: BYTES, right: BYTES };
const FAILED: EngineStatus = { phase: 'failed', error: { code: 'offline', message: 'No.' } };

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

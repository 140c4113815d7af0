import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { renderHook } from 'vitest-browser-react';
import { useLate } from '../../src/view/kit/hooks.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const setup = () => renderHook((is?: boolean) => useLate(is ?? false), { initialProps: true });

it('is late only after a while, and no longer when the wait is over', async () => {
  const { result, rerender, act } = await setup();
  await act(() => vi.advanceTimersByTime(149));
  expect(result.current).toBe(false);
  await act(() => vi.advanceTimersByTime(1));
  expect(result.current).toBe(true);
  await rerender(false);
  expect(result.current).toBe(false);
});

it('waits anew for the next', async () => {
  const { result, rerender, act } = await setup();
  await act(() => vi.advanceTimersByTime(1000));
  await rerender(false);
  await rerender(true);
  expect(result.current).toBe(false);
  await act(() => vi.advanceTimersByTime(149));
  expect(result.current).toBe(false);
  await act(() => vi.advanceTimersByTime(1));
  expect(result.current).toBe(true);
});

it('counts from the last sign of life', async () => {
  const { result, rerender, act } = await renderHook((since?: number) => useLate(true, since), {
    initialProps: 0,
  });
  for (let sign = 1; sign < 5; sign++) {
    await act(() => vi.advanceTimersByTime(100));
    await rerender(sign);
  }
  expect(result.current).toBe(false);
  await act(() => vi.advanceTimersByTime(150));
  expect(result.current).toBe(true);
});

it('is never late where the wait is short', async () => {
  const { result, rerender, act } = await setup();
  await act(() => vi.advanceTimersByTime(100));
  await rerender(false);
  await act(() => vi.advanceTimersByTime(1000));
  expect(result.current).toBe(false);
});

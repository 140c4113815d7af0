import { readFileSync } from 'node:fs';
import { afterEach, expect, it, vi } from 'vitest';
import { fetchAhead, fetchPresetTrace } from '../../src/examples/presetTrace.ts';

const BASE = new URL('http://localhost/deep/');
const TRACE = readFileSync(new URL('../../public/presets/cat-mask.json', import.meta.url), 'utf8');
const signal = new AbortController().signal;

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function answering(answer: () => Promise<Response>) {
  const asked = vi.fn(answer);
  vi.stubGlobal('fetch', asked);
  return asked;
}

it('gives what was fetched ahead to whoever needs it first, and fetches anew after that', async () => {
  const asked = answering(async () => new Response(TRACE));
  const { opened: soon, arrived } = fetchAhead(BASE, 'cat-mask');
  const opened = await soon;
  expect(await arrived).toBe(true);
  expect(await fetchPresetTrace(BASE, 'cat-mask', signal)).toBe(opened);
  expect(asked).toHaveBeenCalledTimes(1);
  expect(String(asked.mock.calls[0])).toContain('/deep/presets/cat-mask.json');
  await fetchPresetTrace(BASE, 'cat-mask', signal);
  expect(asked).toHaveBeenCalledTimes(2);
});

it('opens without an example that cannot be had, and leaves the reason to whoever needs it', async () => {
  answering(async () => new Response('', { status: 404 }));
  const { opened, arrived } = fetchAhead(BASE, 'cat-mask');
  expect(await opened).toBeNull();
  expect(await arrived).toBe(false);
  await expect(fetchPresetTrace(BASE, 'cat-mask', signal)).rejects.toThrow(/answered 404/);
});

it('does not wait for an example that takes its time, which is shown when it has come', async () => {
  vi.useFakeTimers();
  let arrive = (_: Response) => {};
  answering(() => new Promise((resolve) => (arrive = resolve)));
  const { opened, arrived } = fetchAhead(BASE, 'cat-mask');
  await vi.advanceTimersByTimeAsync(500);
  expect(await opened).toBeNull();
  arrive(new Response(TRACE));
  // What would take the line from it has waited.
  expect(await arrived).toBe(true);
  expect((await fetchPresetTrace(BASE, 'cat-mask', signal)).text).toContain('cat');
});

it('keeps nothing waiting for an example that never comes', async () => {
  vi.useFakeTimers();
  answering(() => new Promise(() => undefined));
  const { arrived } = fetchAhead(BASE, 'cat-mask');
  await vi.runAllTimersAsync();
  expect(await arrived).toBe(false);
});

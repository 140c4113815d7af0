import { expect, it } from 'vitest';
import { renderHook } from 'vitest-browser-react';
import { deferred } from '../../src/engine/deferred.ts';
import { type Engine, Superseded } from '../../src/engine/protocol.ts';
import type { Comparison } from '../../src/model/trace.ts';
import { useComparison } from '../../src/store/useComparison.ts';
import { base } from '../view/gallery/states.ts';

const PAGE = new URL('http://localhost/');

/** An engine whose answers the test gives out, and the hook that asks it for one text after another. */
async function setup() {
  const asked = new Map<string, ReturnType<typeof deferred<Comparison>>>();
  const engine = {
    compare({ text }: { text: string }) {
      const answer = deferred<Comparison>();
      asked.set(text, answer);
      return answer.promise;
    },
  } as unknown as Engine;
  const { result, rerender, act } = await renderHook(
    (text?: string) => useComparison(engine, true, null, text ?? '', null, null, PAGE),
    { initialProps: 'a' },
  );
  return {
    result,
    type: (text: string) => rerender(text),
    answer: (text: string) =>
      act(async () => asked.get(text)!.resolve({ ...base.comparison!, text })),
    fail: (text: string, error: Error) => act(async () => asked.get(text)!.reject(error)),
  };
}

it('shows the answer to an older text while the newest has none', async () => {
  const { result, type, answer } = await setup();
  await type('ab');
  await answer('a');
  expect(result.current.comparison?.text).toBe('a');
  await answer('ab');
  expect(result.current.comparison?.text).toBe('ab');
});

it('never goes back from a newer answer to an older one', async () => {
  const { result, type, answer } = await setup();
  await type('ab');
  await answer('ab');
  await answer('a');
  expect(result.current.comparison?.text).toBe('ab');
});

it('says what went wrong with the newest text only', async () => {
  const { result, type, answer, fail } = await setup();
  await type('ab');
  await fail('a', new Error('Too old to matter.'));
  expect(result.current.problem).toBeNull();
  await fail('ab', new Error('It broke.'));
  expect(result.current.problem).toBe('It broke.');
  await type('abc');
  await fail('abc', new Superseded());
  expect(result.current.problem).toBe('It broke.');
  await type('abcd');
  await answer('abcd');
  expect(result.current.problem).toBeNull();
});

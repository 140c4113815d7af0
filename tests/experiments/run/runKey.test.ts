import fc from 'fast-check';
import { expect, it } from 'vitest';
import { clientOf } from '../../../src/engine/modelClient.ts';
import { runKey } from '../../../src/experiments/run/runKey.ts';
import { uniformComparison } from '../../support/comparison.ts';
import { flood } from '../../support/flood.ts';

const engine = {
  ask: () => Promise.reject(new Error('Nothing is asked here.')),
  fit: () => Promise.reject(new Error('Nothing is fitted here.')),
};
const client = clientOf(engine);

it('is the same for the same client, input and attempt, and another as soon as one of them is', () => {
  const input = { text: 'a', seed: 1, off: [{ layer: 0, head: 1 }], word: null };
  const key = runKey(client, input);
  expect(runKey(client, structuredClone(input))).toBe(key);
  expect(runKey(clientOf(engine), input)).not.toBe(key);
  expect(runKey(client, input, 1)).not.toBe(key);
  for (const part of [{ text: 'b' }, { seed: 2 }, { off: [] }, { word: 'null' }]) {
    expect(runKey(client, { ...input, ...part })).not.toBe(key);
  }
});

it('tells any two inputs apart that JSON tells apart', () => {
  const input = fc.dictionary(fc.string(), fc.jsonValue());
  flood(
    fc.property(input, input, (one, other) => {
      expect(runKey(client, one) === runKey(client, other)).toBe(
        JSON.stringify(one) === JSON.stringify(other),
      );
    }),
    200,
  );
});

it('knows a comparison by its text, without reading its weights', () => {
  const one = uniformComparison('a cat');
  const again = { ...uniformComparison('a cat'), right: uniformComparison('a cat', 4).right };
  expect(runKey(client, { comparison: again })).toBe(runKey(client, { comparison: one }));
  expect(runKey(client, { comparison: uniformComparison('a dog') })).not.toBe(
    runKey(client, { comparison: one }),
  );
  expect(runKey(client, { comparison: one }).length).toBeLessThan(100);
});

it('refuses arrays of numbers, which would be written out', () => {
  expect(() => runKey(client, { features: new Float32Array(2) })).toThrow('plain data');
});

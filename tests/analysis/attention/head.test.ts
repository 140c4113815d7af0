import { expect, it } from 'vitest';
import { headsInOrder, headWeights } from '../../../src/analysis/attention/head.ts';
import { headName } from '../../../src/sentences/names.ts';
import { trace } from '../traces.ts';

const two = trace(
  'left',
  ['a', 'b'],
  [
    [
      [1, 0],
      [0, 1],
    ],
    [
      [0.5, 0.5],
      [0.25, 0.75],
    ],
  ],
);

it('slices one head out of [L, H, T, T] without copying', () => {
  const weights = headWeights(two, { layer: 0, head: 1 });
  expect([...weights]).toEqual([0.5, 0.5, 0.25, 0.75]);
  expect(weights.buffer).toBe(two.attention.buffer);
});

it('counts layers before heads', () => {
  const deep = { ...two, layers: 2, heads: 1 };
  expect([...headWeights(deep, { layer: 1, head: 0 })]).toEqual([0.5, 0.5, 0.25, 0.75]);
});

it.each([
  { layer: 1, head: 0 },
  { layer: 0, head: 2 },
  { layer: -1, head: 0 },
  { layer: 0, head: 0.5 },
  { layer: Number.NaN, head: 0 },
])('refuses a head that the model does not have: %o', (choice) => {
  expect(() => headWeights(two, choice)).toThrow(/the model has 1 layers of 2 heads/);
});

it('lists heads layer by layer', () => {
  expect(headsInOrder({ layers: 2, heads: 2 })).toEqual([
    { layer: 0, head: 0 },
    { layer: 0, head: 1 },
    { layer: 1, head: 0 },
    { layer: 1, head: 1 },
  ]);
});

it('names heads from 1', () => {
  expect(headName({ layer: 1, head: 2 })).toBe('layer 2, head 3');
});

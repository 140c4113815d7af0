import { expect, it } from 'vitest';
import { maxPool } from '../../../src/analysis/attention/pool.ts';

it('keeps the largest value under each pixel, so that a thin diagonal stays', () => {
  const identity = Array.from({ length: 16 }, (_, at) => (at % 5 === 0 ? 1 : 0));
  expect([...maxPool(identity, 4, 2)]).toEqual([1, 0, 0, 1]);
});

it('covers every value when the sizes do not divide', () => {
  expect([...maxPool([1, 2, 3, 4, 5, 6, 7, 8, 9], 3, 2)]).toEqual([5, 6, 8, 9]);
});

it('leaves alone what fits', () => {
  expect([...maxPool([1, 2, 3, 4], 2, 8)]).toEqual([1, 2, 3, 4]);
});

it('keeps NaN in sight', () => {
  expect(maxPool([Number.NaN, 1, 1, 1], 2, 1)[0]).toBeNaN();
});

/** Expected numbers are worked out by hand. */
import { expect, it } from 'vitest';
import {
  bestHeads,
  selectivity,
  singledOut,
  singlesOut,
} from '../../../src/analysis/attention/selectivity.ts';
import { trace } from '../traces.ts';

/** `c` reads `a`; in the first head alone, in the second as everybody does. */
const LABELS = ['a', 'b', 'c', '[SEP]'];
const ALONE = [
  [0.125, 0.25, 0.125, 0.5],
  [0.125, 0.25, 0.125, 0.5],
  [0.5, 0.125, 0.125, 0.25],
  [0, 0.25, 0.25, 0.5],
];
const ALIKE = LABELS.map(() => [0.5, 0.25, 0.125, 0.125]);
const both = trace('left', LABELS, [ALIKE, ALONE]);
const cell = { row: 2, column: 0 };
const head = (rows: readonly (readonly number[])[]) => Float32Array.from(rows.flat());

it('sets a weight against what the other rows read from the same column', () => {
  // (1/8 + 1/8 + 0) / 3 = 1/12; (1/2 − 1/12) / (1/2 + 1/12) = 5/7.
  expect(selectivity(both, head(ALONE), cell)).toEqual({
    weight: 0.5,
    isTop: true,
    others: 3,
    mean: expect.closeTo(1 / 12, 12),
    rival: 0.125,
    index: expect.closeTo(5 / 7, 12),
  });
});

it('is nothing where every row reads as much, however much that is', () => {
  const found = selectivity(both, head(ALIKE), cell);
  expect(found).toMatchObject({ weight: 0.5, mean: 0.5, rival: 0.5, index: 0 });
  expect(singlesOut(found)).toBe(false);
});

it('counts only rows that the mask lets read the column', () => {
  const masked = trace(
    'right',
    ['a', 'b', 'c'],
    [
      [
        [1, 0, 0],
        [0.5, 0.5, 0],
        [0.25, 0.5, 0.25],
      ],
    ],
  );
  // From `b` only `b` itself reads beside `c`.
  const found = selectivity(masked, masked.attention, { row: 2, column: 1 });
  expect(found).toMatchObject({ others: 1, mean: 0.5, rival: 0.5, index: 0 });
  expect(() => selectivity(masked, masked.attention, { row: 1, column: 2 })).toThrow(RangeError);
});

it('has no rivals in a row that alone may read the column', () => {
  const lone = trace('right', ['a'], [[[1]]]);
  const found = selectivity(lone, lone.attention, { row: 0, column: 0 });
  expect(found).toEqual({ weight: 1, isTop: true, others: 0, mean: 0, rival: 0, index: 1 });
});

it('takes what the row reads most of the text, special tokens aside', () => {
  // `b` reads `[SEP]` most, of the text itself.
  expect(selectivity(both, head(ALONE), { row: 1, column: 1 }).isTop).toBe(true);
  expect(selectivity(both, head(ALONE), { row: 1, column: 0 }).isTop).toBe(false);
});

it('is not passed by a lead that is too small', () => {
  const close = [
    [0.45, 0.3, 0.25, 0],
    [0, 0.5, 0.5, 0],
    [0.5, 0.25, 0.25, 0],
    [0, 0.5, 0.5, 0],
  ];
  // Three times the mean of the others, but little more than the first row reads.
  const found = selectivity(both, head(close), cell);
  expect(found.index).toBeGreaterThan(1 / 3);
  expect(singlesOut(found)).toBe(false);
});

it('is not passed by what is not a number', () => {
  const broken = head(ALONE);
  broken[0] = Number.NaN;
  expect(singlesOut(selectivity(both, broken, cell))).toBe(false);
  expect(
    singlesOut(
      selectivity(
        both,
        broken.map(() => Number.NaN),
        cell,
      ),
    ),
  ).toBe(false);
});

it('lists the heads by how far they single a reading out', () => {
  expect(bestHeads(both, cell).map(({ layer, head }) => [layer, head])).toEqual([
    [0, 1],
    [0, 0],
  ]);
});

it('finds what is singled out in a text, neighbours and special tokens aside', () => {
  expect(singledOut(both)).toHaveLength(1);
  expect(singledOut(both)[0]).toMatchObject({ layer: 0, head: 1, ...cell, weight: 0.5 });
});

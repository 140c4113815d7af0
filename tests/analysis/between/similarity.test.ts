import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sharedRows } from '../../../src/analysis/between/sharedCells.ts';
import { headRows, similarity } from '../../../src/analysis/between/similarity.ts';
import type { HeldTrace } from '../../../src/model/trace.ts';
import { BERT, GPT, trace } from '../traces.ts';

const BERT_LABELS = ['[CLS]', 'it', 'slept', '[SEP]'];
const GPT_LABELS = ['<|endoftext|>', 'it', 'slept'];

function compared(left: HeldTrace, right: HeldTrace, withoutSpecials = false) {
  const shared = sharedRows(left, right, withoutSpecials);
  const a = headRows(left.attention, shared.left, shared);
  const b = headRows(right.attention, shared.right, shared);
  return { ...shared, a, b, found: similarity(a, b, shared) };
}

/** BERT's second and third row; nothing else is compared. */
const bertOf = (second: number[], third: number[]) =>
  trace('left', BERT_LABELS, [[[1, 0, 0, 0], second, third, [0, 0, 0, 1]]]);
const gptOf = (second: number[], third: number[]) =>
  trace('right', GPT_LABELS, [[[1, 0, 0], second, third]]);

it('compares the rows that have a choice, over the keys that both may read', () => {
  // The first row has one key, [SEP] is not in GPT: it over 2 keys, slept over 3.
  const { count, starts, left, right } = sharedRows(BERT, GPT, false);
  expect(count).toBe(2);
  expect([...starts]).toEqual([0, 2, 5]);
  expect([...left]).toEqual([4, 5, 8, 9, 10]);
  expect([...right]).toEqual([3, 4, 6, 7, 8]);
});

it('leaves special tokens out where it is asked to', () => {
  // Only slept has two keys left: it and slept.
  const { starts, left, right } = sharedRows(BERT, GPT, true);
  expect([...starts]).toEqual([0, 2]);
  expect([...left]).toEqual([9, 10]);
  expect([...right]).toEqual([7, 8]);
});

it('divides a row by what it has on the shared keys, and says how much that was', () => {
  const { a } = compared(BERT, GPT);
  // it: 1/8 and 1/4 of 3/8; slept: 1/8, 1/2, 1/8 of 3/4.
  const expected = [1 / 3, 2 / 3, 1 / 6, 2 / 3, 1 / 6];
  expect([...a.weights]).toEqual(expected.map((value) => expect.closeTo(value, 12)));
  expect(a.covered).toBeCloseTo((3 / 8 + 3 / 4) / 2, 12);
});

it('is one less the Jensen–Shannon divergence in bits, averaged over rows', () => {
  // it: (1, 0) against (1/2, 1/2). The mixture is (3/4, 1/4), of 0.811278 bits; half the entropies
  // are 0 and 1/2: 0.311278. slept: (0, 1, 0) against (0, 0, 1) share nothing: 1.
  const { found } = compared(bertOf([1, 0, 0, 0], [0, 1, 0, 0]), gptOf([0.5, 0.5, 0], [0, 0, 1]));
  expect(found?.rows).toBe(2);
  expect(found?.score).toBeCloseTo(1 - (0.3112781244591328 + 1) / 2, 12);
});

it('does not count it against a head that it reads what the other may not', () => {
  // Of what GPT may read too, it reads only [CLS], and slept reads [CLS] and it alike.
  const { found } = compared(
    bertOf([0.25, 0, 0.5, 0.25], [0.125, 0.125, 0, 0.75]),
    gptOf([1, 0, 0], [0.5, 0.5, 0]),
  );
  expect(found?.score).toBe(1);
});

it('leaves out a row with less than a hundredth on the shared keys', () => {
  const { found, a } = compared(
    bertOf([0.004, 0.005, 0.5, 0.491], [0, 1, 0, 0]),
    gptOf([0, 1, 0], [0, 1, 0]),
  );
  expect(a.entropies[0]).toBeNaN();
  expect(found).toEqual({ score: 1, rows: 1 });
});

it('has no score where fewer than half of the rows can be compared, or a weight is no number', () => {
  const elsewhere = bertOf([0, 0, 1, 0], [0, 0, 0, 1]);
  expect(compared(elsewhere, GPT).found).toBeNull();
  const broken = { ...GPT, attention: new Float32Array(9).fill(Number.NaN) };
  expect(compared(BERT, broken).found).toBeNull();
});

it('has no score where no row has a choice', () => {
  const nothing = trace(
    'left',
    ['[CLS]', '[SEP]'],
    [
      [
        [0.5, 0.5],
        [0.5, 0.5],
      ],
    ],
  );
  const start = trace('right', ['<|endoftext|>'], [[[1]]]);
  expect(compared(nothing, start).found).toBeNull();
});

const TOKENS = 5;
const LABELS = ['[CLS]', 'a', 'b', 'c', '[SEP]'];

/** Weights of any sharpness; some rows exactly zero on the shared keys. */
const matrix = fc.array(
  fc
    .array(fc.oneof(fc.constant(0), fc.double({ min: 1e-9, max: 1, noNaN: true })), {
      minLength: TOKENS,
      maxLength: TOKENS,
    })
    .map((row) => {
      const sum = row.reduce((total, value) => total + value, 0);
      return sum > 0 ? row.map((value) => value / sum) : [0, 0, 0, 0, 1];
    }),
  { minLength: TOKENS, maxLength: TOKENS },
);

it('is 1 with itself, the same both ways, and from 0 to 1', () => {
  fc.assert(
    fc.property(matrix, matrix, (first, second) => {
      const one = trace('left', LABELS, [first]);
      const two = trace('left', LABELS, [second]);
      const shared = sharedRows(one, two, false);
      const a = headRows(one.attention, shared.left, shared);
      const b = headRows(two.attention, shared.right, shared);
      expect(similarity(a, a, shared)?.score ?? 1).toBe(1);
      const found = similarity(a, b, shared);
      expect(similarity(b, a, shared)).toEqual(found);
      if (!found) return;
      expect(found.score).toBeGreaterThanOrEqual(0);
      expect(found.score).toBeLessThanOrEqual(1);
    }),
  );
});

import { describe, expect, it } from 'vitest';
import { headsInOrder, headWeights, sameHead } from '../../../src/analysis/attention/head.ts';
import { rearrangements, SHUFFLES } from '../../../src/analysis/between/chance.ts';
import { counterparts } from '../../../src/analysis/between/counterparts.ts';
import { sharedRows } from '../../../src/analysis/between/sharedCells.ts';
import type { HeldTrace } from '../../../src/model/trace.ts';
import { uniformComparison } from '../../support/comparison.ts';
import { traceFile, traceFileIds } from '../../support/preset.ts';
import { FIRST, trace } from '../traces.ts';

const WORDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

type Rule = (row: number) => number;

const first: Rule = () => 0;
const itself: Rule = (row) => row;
const previous: Rule = (row) => Math.max(0, row - 1);
const next: Rule = (row) => row + 1;

/** Heads that put all their weight on one key a row. */
function rules(side: 'left' | 'right', ...each: Rule[]): HeldTrace {
  const labels = side === 'left' ? ['[CLS]', ...WORDS, '[SEP]'] : ['<|endoftext|>', ...WORDS];
  const heads = each.map((rule) =>
    labels.map((_, row) =>
      labels.map((_, column) => (column === Math.min(rule(row), labels.length - 1) ? 1 : 0)),
    ),
  );
  return trace(side, labels, heads);
}

it('finds the head of the same pattern, whatever its index', () => {
  const left = rules('left', itself, first, previous);
  const right = rules('right', previous, itself, first);
  const best = (head: number) =>
    counterparts({ left, right }, 'left', { layer: 0, head }).ranked[0];
  expect(best(0)).toMatchObject({ choice: { layer: 0, head: 1 }, score: 1, above: true });
  expect(best(1)).toMatchObject({ choice: { layer: 0, head: 2 }, score: 1, above: true });
  expect(best(2)).toMatchObject({ choice: { layer: 0, head: 0 }, score: 1, above: true });
});

it('ranks every head, the most similar first, in the model’s own order where scores are equal', () => {
  const { ranked, rows } = counterparts(
    { left: rules('left', previous), right: rules('right', first, itself, previous) },
    'left',
    FIRST,
  );
  expect(rows).toBe(7);
  // Previous and first agree in the row of `a` alone; previous and itself nowhere.
  expect(ranked.map(({ choice }) => choice.head)).toEqual([2, 0, 1]);
  expect(ranked.map(({ score }) => score)).toEqual([1, expect.closeTo(1 / 7, 12), 0]);
  expect(ranked.map(({ above }) => above)).toEqual([true, false, false]);
});

it('gives a pair of heads one score and one chance level, whichever was asked about', () => {
  const { left, right } = traceFile('animal-tired');
  for (const choice of headsInOrder(left)) {
    for (const { choice: other, ...there } of counterparts({ left, right }, 'left', choice)
      .ranked) {
      const back = counterparts({ left, right }, 'right', other).ranked.find((each) =>
        sameHead(each.choice, choice),
      );
      expect([back?.score, back?.chance, back?.rows]).toEqual([
        there.score,
        there.chance,
        there.rows,
      ]);
    }
  }
});

it('knows a head that reads only what GPT may not as having no counterpart', () => {
  const { ranked, covered, comparable } = counterparts(
    { left: rules('left', next), right: rules('right', first, itself) },
    'left',
    FIRST,
  );
  expect([covered, comparable]).toEqual([0, false]);
  expect(ranked.map(({ score, chance, above }) => [score, chance, above])).toEqual([
    [null, null, false],
    [null, null, false],
  ]);
});

it('finds nothing above chance in heads that read everything equally', () => {
  const { left, right } = uniformComparison('the cat sat on the mat');
  const { ranked } = counterparts({ left, right }, 'left', FIRST);
  // Alike in every row, but so are they with their keys shuffled.
  for (const { score, chance, above } of ranked) {
    expect(score).toBeCloseTo(1, 6);
    expect(chance).toBeCloseTo(1, 6);
    expect(above).toBe(false);
  }
});

it('cannot tell anything from chance in a text of one word, which leaves two keys', () => {
  const { left, right } = uniformComparison('cat');
  const { ranked, rows } = counterparts({ left, right }, 'left', FIRST);
  expect(rows).toBe(1);
  expect(ranked.some(({ above }) => above)).toBe(false);
  expect(counterparts({ left, right }, 'left', FIRST, { withoutSpecials: true })).toMatchObject({
    rows: 0,
    covered: 0,
  });
});

it('leaves special tokens out only where it is asked to', () => {
  // Without the first column, a head that reads it has nothing left to compare.
  const left = rules('left', first, itself);
  const right = rules('right', first, itself);
  const without = (head: number) =>
    counterparts({ left, right }, 'left', { layer: 0, head }, { withoutSpecials: true });
  expect(without(0).ranked.map(({ score }) => score)).toEqual([null, null]);
  expect(without(1).ranked.map(({ score }) => score)).toEqual([1, null]);
  expect(counterparts({ left, right }, 'left', FIRST).ranked[0]?.score).toBe(1);
});

it('shuffles keys within their rows, the same way every time', () => {
  const shared = sharedRows(rules('left', first), rules('right', first), false);
  const orders = rearrangements(shared);
  expect(orders).toHaveLength(SHUFFLES);
  expect(rearrangements(shared)).toEqual(orders);
  for (const order of orders) {
    for (let row = 0; row < shared.count; row++) {
      const [from, to] = [shared.starts[row]!, shared.starts[row + 1]!];
      const inRow = Array.from({ length: to - from }, (_, index) => from + index);
      expect([...order.slice(from, to)].sort((a, b) => a - b)).toEqual(inRow);
    }
  }
});

it('throws for a head that the model does not have', () => {
  const { left, right } = uniformComparison('the cat');
  expect(() => counterparts({ left, right }, 'left', { layer: 9, head: 0 })).toThrow(
    /no layer 10, head 1/,
  );
});

/** The measure again, by its other formula: half of each row's divergence from the mixture. */
function plainly(left: HeldTrace, right: HeldTrace, a: Float32Array, b: Float32Array): number {
  const [wide, narrow] = [left.tokens.length, right.tokens.length];
  let sum = 0;
  for (let row = 1; row < narrow; row++) {
    const p = [...a.subarray(row * wide, row * wide + row + 1)];
    const q = [...b.subarray(row * narrow, row * narrow + row + 1)];
    const total = (values: number[]) => values.reduce((all, value) => all + value, 0);
    const [ofP, ofQ] = [total(p), total(q)];
    for (let key = 0; key <= row; key++) {
      const [x, y] = [p[key]! / ofP, q[key]! / ofQ];
      const mixture = (x + y) / 2;
      if (x > 0) sum += (x * Math.log2(x / mixture)) / 2;
      if (y > 0) sum += (y * Math.log2(y / mixture)) / 2;
    }
  }
  return 1 - sum / (narrow - 1);
}

describe.each(traceFileIds)('in the example %s', (id) => {
  const { left, right } = traceFile(id);

  it('scores and chance levels are numbers from 0 to 1, or both null', () => {
    for (const withoutSpecials of [false, true]) {
      for (const choice of headsInOrder(left)) {
        const { ranked } = counterparts({ left, right }, 'left', choice, { withoutSpecials });
        expect(ranked).toHaveLength(right.layers * right.heads);
        for (const { score, chance, above } of ranked) {
          expect(score === null).toBe(chance === null);
          for (const value of [score ?? 0, chance ?? 0]) {
            expect(value).toBeGreaterThanOrEqual(0);
            expect(value).toBeLessThanOrEqual(1);
          }
          if (above) expect(score).toBeGreaterThan(chance!);
        }
      }
    }
  });

  it('scores agree with the measure written out plainly', () => {
    for (const choice of headsInOrder(left)) {
      for (const { choice: other, score, rows } of counterparts({ left, right }, 'left', choice)
        .ranked) {
        if (rows < right.tokens.length - 1) continue; // some row is left out
        const a = headWeights(left, choice);
        expect(score).toBeCloseTo(plainly(left, right, a, headWeights(right, other)), 9);
      }
    }
  });
});

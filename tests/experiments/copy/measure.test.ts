/** Patterns and numbers by hand. */
import { describe, expect, it } from 'vitest';
import { randomPoints } from '../../../src/analysis/prediction/sampling.ts';
import {
  copyingHeads,
  copyRows,
  costOf,
  longestRepeat,
  reordered,
  sourceOf,
} from '../../../src/experiments/copy/measure.ts';
import {
  randomPattern,
  randomWords,
  saidTwice,
  WORDS,
} from '../../../src/experiments/copy/pattern.ts';
import { causal } from '../../../src/model/mask.ts';

/** `_` is the special token at the start. */
const tokens = (letters: string) =>
  Array.from(letters, (label) => ({
    id: label === '_' ? 0 : label.charCodeAt(0) - 96,
    label,
    special: label === '_',
  }));

describe('The longest repeat', () => {
  it.each([
    ['_abcabc', { first: 1, second: 4, length: 3 }],
    ['_abcxabc', { first: 1, second: 5, length: 3 }],
    // The copies do not overlap.
    ['_aaaa', { first: 1, second: 3, length: 2 }],
    ['_ababa', { first: 1, second: 3, length: 2 }],
    // Of two that are as long, the one whose second copy comes first, counted from the earliest.
    ['_abxcdyabzcd', { first: 1, second: 7, length: 2 }],
    ['_abcabcabc', { first: 1, second: 4, length: 3 }],
    ['_abyab', { first: 1, second: 4, length: 2 }],
  ])('of %s is %j', (letters, repeat) => {
    expect(longestRepeat(tokens(letters))).toEqual(repeat);
  });

  it.each(['', '_', '_a', '_abc', '_aba', '__'])('of %s is none', (letters) => {
    expect(longestRepeat(tokens(letters))).toBeNull();
  });
});

describe('The two copies of a, b, c', () => {
  const text = tokens('_abcabc');
  const repeat = longestRepeat(text)!;
  /** After each token: p of the special token, of a, of b and of c. */
  const everywhere = [
    [0.25, 0.25, 0.25, 0.25],
    [0.5, 0.125, 0.125, 0.25],
    [0.25, 0.25, 0.25, 0.25],
    [0.25, 0.5, 0.125, 0.125],
    [0, 0, 1, 0],
    [0, 0.25, 0.25, 0.5],
    [0, 0.75, 0.25, 0],
  ].map((p, index) => ({ index, top: [], distribution: Float32Array.from(p) }));

  it('are set side by side, with the token that would come next', () => {
    const rows = copyRows(text, everywhere, repeat);
    expect(rows.map(({ first, second }) => [first, second])).toEqual([
      [1, 4],
      [2, 5],
      [3, 6],
      [4, 7],
    ]);
    expect(rows.map(({ foretold }) => foretold)).toEqual([false, true, true, true]);
    expect(rows.map(({ next }) => next)).toEqual([false, false, false, true]);
    expect(rows.map(({ once }) => once.bits)).toEqual([2, 3, 2, 1]);
    expect(rows.map(({ again }) => again.p)).toEqual([0.5, 1, 0.5, 0.75]);
    // b after a: behind <special>, c and a, which has as much and the lower id.
    expect(rows[1]!.once.rank).toBe(4);
    expect(rows[1]!.again.rank).toBe(1);
  });

  it('cost what their foretold tokens cost, the first being announced by nothing', () => {
    expect(costOf(text, everywhere, repeat, 'first')).toMatchObject({
      bits: 2.5,
      next: { p: 0.5 },
    });
    expect(costOf(text, everywhere, repeat, 'second')).toMatchObject({
      bits: 0.5,
      next: { p: 0.75 },
    });
  });

  it('have their source in the first copy and the token after it, which may be the second copy’s', () => {
    expect(sourceOf(repeat)).toEqual([1, 2, 3]);
    expect(sourceOf(longestRepeat(tokens('_abcxabc'))!)).toEqual([1, 2, 3, 4]);
  });
});

describe('Another order', () => {
  it('keeps the tokens and, where it can, none of the pairs', () => {
    for (let seed = 0; seed < 20; seed++) {
      const order = reordered([1, 2, 3, 4, 5], randomPoints(seed))!;
      expect([...order].sort()).toEqual([1, 2, 3, 4, 5]);
      expect(order.filter((id, i) => order[i + 1] === id + 1)).toEqual([]);
    }
  });

  it('is there only for tokens that are not all alike', () => {
    expect(reordered([7, 7, 7], randomPoints(1))).toBeNull();
    expect(reordered([1, 2], randomPoints(1))).toEqual([2, 1]);
  });
});

describe('Heads that copy', () => {
  it('are those that read the token after their own’s earlier occurrence', () => {
    const text = tokens('_abab');
    const mask = causal(5);
    const size = 25;
    // Head 1 reads evenly; head 2 reads itself, but where a token came before, the one after that.
    const attention = new Float32Array(2 * size);
    for (let row = 0; row < 5; row++) {
      for (let column = 0; column <= row; column++) attention[row * 5 + column] = 1 / (row + 1);
      const target = row === 3 ? 2 : row === 4 ? 3 : row;
      attention[size + row * 5 + target] = 1;
    }
    const { heads, even } = copyingHeads({ tokens: text, mask, layers: 1, heads: 2, attention });
    expect(heads.map(({ choice }) => choice.head)).toEqual([1, 0]);
    expect(heads[0]!.score).toBe(1);
    expect(heads[1]!.score).toBeCloseTo((1 / 4 + 1 / 5) / 2, 6);
    expect(even).toBeCloseTo((1 / 4 + 1 / 5) / 2, 6);
  });
});

describe('Patterns to try', () => {
  it('are said twice, without the last word', () => {
    expect(saidTwice('The dog ran home.')).toBe('The dog ran home. The dog ran');
    expect(saidTwice('  dog ')).toBe('dog dog dog dog dog');
    expect(saidTwice(' \n')).toBeNull();
    expect(saidTwice('word '.repeat(400))!.length).toBeLessThan(500);
  });

  it('are the same for a seed, of words that are all different and not in the text', () => {
    expect(randomPattern(3)).toBe(randomPattern(3));
    expect(randomPattern(3)).not.toBe(randomPattern(4));
    expect(randomPattern(3).split(' ')).toHaveLength(9);
    expect(new Set(randomWords(5, 1)).size).toBe(5);
    expect(randomWords(WORDS.length - 1, 1, 'A Blue car')).not.toContain('blue');
    expect(randomWords(60, 1)).toHaveLength(60);
  });
});

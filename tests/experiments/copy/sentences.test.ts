/** Sentences about a pattern by hand: a, b, c, a, b. */
import { describe, expect, it } from 'vitest';
import { type CopyRow, tellingRowOf } from '../../../src/experiments/copy/measure.ts';
import {
  copyLead,
  headNames,
  lookUpSentence,
  nextSentence,
  rankSentence,
} from '../../../src/experiments/copy/sentences.ts';
import { plain } from '../../../src/sentences/phrase.ts';
import { uniformComparison } from '../../support/comparison.ts';

const { right } = uniformComparison('a b c a b');
const tokenScore = (p: number) => ({ p, rank: 1, bits: -Math.log2(p) });
const cost = (bits: number) => ({ bits, next: tokenScore(0.5) });
const row = (k: number, once: number, again: number): CopyRow => ({
  first: 1 + k,
  second: 4 + k,
  foretold: k > 0,
  next: k === 2,
  once: tokenScore(once),
  again: tokenScore(again),
});
const repeat = { first: 1, second: 4, length: 2 };
const rows = [row(0, 0.001, 0.9), row(1, 0.25, 0.5), row(2, 0.125, 0.5)];

describe('A repeated pattern', () => {
  it('is told with what it costs both times', () => {
    expect(plain(copyLead(right, repeat, { once: cost(7), again: cost(2) }))).toBe(
      'The text says a b twice (2 tokens). GPT finds its later tokens less surprising the second time: 2.0 bits each on average, against 7.0 bits.',
    );
    expect(plain(copyLead(right, repeat, { once: cost(2), again: cost(2) }))).toContain(
      'no less surprising',
    );
  });

  it('is followed by what followed it', () => {
    expect(plain(nextSentence(right, repeat, rows[2]!))).toBe(
      'After the first copy came c. After the second, GPT gives it 50.0% (rank 1); the first time it had given it 12.5% (rank 1).',
    );
  });

  it('is looked at where it bought most, its first token aside', () => {
    expect(tellingRowOf(rows)).toBe(rows[2]);
  });

  it('is looked up by a head to some degree', () => {
    // Row 5 of the uniform head reads its six tokens evenly.
    expect(plain(lookUpSentence(right, { layer: 0, head: 1 }, rows[2]!))).toBe(
      'In GPT’s layer 1, head 2, the second b reads 16.7% from c, which followed it the first time.',
    );
    const heads = [
      { choice: { layer: 1, head: 0 }, score: 0.5 },
      { choice: { layer: 0, head: 1 }, score: 0.1 },
    ];
    expect(rankSentence(heads, { layer: 0, head: 1 })).toBe('Layer 1, head 2 is number 2 of 2.');
    expect(headNames(heads.map(({ choice }) => choice))).toBe(
      'layer 2, head 1 and layer 1, head 2',
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  mergeMask,
  mergeTokens,
  mergeWeights,
  wordsOf,
} from '../../../src/analysis/attention/mergeWords.ts';
import { bidirectional, causal } from '../../../src/model/mask.ts';
import type { Token } from '../../../src/text/token.ts';
import { expectClose } from '../../support/close.ts';

/** A token of a word; null for what the model's template adds. */
function part(piece: string, word: number | null, start = 0): Token {
  const label = piece.replace('Ġ', '');
  const span = word === null ? null : { start, end: start + label.length };
  return { id: 0, piece, label, span, special: word === null, word };
}

const TOKENS = [part('[CLS]', null), part('Ġdidn', 0, 0), part("'t", 0, 4), part('[SEP]', null)];

describe('tokens', () => {
  it('of one word are merged; special tokens stay themselves', () => {
    const words = wordsOf(TOKENS, TOKENS.length);
    expect(words).toEqual({ starts: [0, 1, 3], wordOf: [0, 1, 1, 2] });
    const merged = mergeTokens(TOKENS, words);
    expect(merged.map(({ label }) => label)).toEqual(['[CLS]', "didn't", '[SEP]']);
    expect(merged[1]!.span).toEqual({ start: 0, end: 6 });
    expect(merged[0]).toBe(TOKENS[0]);
  });

  it('take punctuation that touches a word into it', () => {
    const tired = [part('Ġtired', 0, 0), part('.', 0, 5)];
    expect(mergeTokens(tired, wordsOf(tired, 2)).map(({ label }) => label)).toEqual(['tired.']);
  });

  it('that are bytes of one character become that character', () => {
    // U+1F600 is F0 9F 98 80, which the vocabulary spells ðŁĺĢ.
    const face = [part('ĠðŁ', 0), part('ĺĢ', 0)];
    expect(mergeTokens(face, wordsOf(face, 2)).map(({ label }) => label)).toEqual(['😀']);
  });

  it('keep a blank apart from the punctuation that touches it', () => {
    const blank = [part('Ġa', 0), part('[MASK]', 1), part('.', 1)];
    expect(wordsOf(blank, 3).starts).toEqual([0, 1, 2]);
  });

  it('are not merged over the end of what was read', () => {
    const words = wordsOf([part('Ġun', 0), part('seen', 0)], 1);
    expect(words.starts).toEqual([0, 1]);
  });

  it('of two special tokens in a row stay apart', () => {
    expect(wordsOf([part('[CLS]', null), part('[SEP]', null)], 2).starts).toEqual([0, 1]);
  });
});

describe('weights', () => {
  it('to a word are summed, from a word averaged', () => {
    const words = wordsOf(TOKENS.slice(0, 3), 3);
    const weights = Float32Array.of(0.5, 0.25, 0.25, 0.25, 0.5, 0.25, 0, 0.25, 0.75);
    // [CLS]: 0.5 of itself, 0.25 + 0.25 of the word.
    // The word: (0.25 + 0) / 2 of [CLS], ((0.5 + 0.25) + (0.25 + 0.75)) / 2 of itself.
    expect([...mergeWeights(weights, words)]).toEqual([0.5, 0.5, 0.125, 0.875]);
  });

  it('inside a word of a causal model leave out what the mask forbids, as nothing', () => {
    const words = wordsOf(TOKENS.slice(0, 3), 3);
    const weights = Float32Array.of(1, 0, 0, 0.5, 0.5, 0, 0.25, 0.25, 0.5);
    // The word of itself: ((0.5 + 0) + (0.25 + 0.5)) / 2; of the first token: (0.5 + 0.25) / 2.
    expect([...mergeWeights(weights, words)]).toEqual([1, 0, 0.375, 0.625]);
    expect([...mergeMask(causal(3), words)]).toEqual([1, 0, 1, 1]);
  });

  it('are those of the tokens that were read, whatever comes after', () => {
    const words = wordsOf([...TOKENS.slice(0, 2), part('Ġnot', 1), part('Ġread', 2)], 2);
    const weights = Float32Array.of(1, 0, 0.25, 0.75);
    expect([...mergeWeights(weights, words)]).toEqual([...weights]);
  });

  it('that are not a number stay so', () => {
    const words = wordsOf(TOKENS.slice(0, 3), 3);
    const weights = new Float32Array(9);
    weights[8] = Number.NaN;
    expect(mergeWeights(weights, words)[3]).toBeNaN();
  });
});

it('opens a merged cell where any of its pairs is open', () => {
  const words = wordsOf(TOKENS, 4);
  expect([...mergeMask(bidirectional(4), words)]).toEqual(new Array(9).fill(1));
  const one = new Uint8Array(16);
  one[2 * 4 + 3] = 1; // the word's second token may read [SEP]
  expect([...mergeMask(one, words)]).toEqual([0, 0, 0, 0, 0, 1, 0, 0, 0]);
});

it('keeps the sum of every row at 1, whatever the words are', () => {
  const cases = fc.integer({ min: 1, max: 12 }).chain((length) =>
    fc.record({
      joins: fc.array(fc.boolean(), { minLength: length, maxLength: length }),
      weights: fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), {
        minLength: length * length,
        maxLength: length * length,
      }),
    }),
  );
  fc.assert(
    fc.property(cases, ({ joins, weights }) => {
      const { length } = joins;
      let word = 0;
      const tokens = joins.map((isJoined, at) => {
        if (!isJoined) word++;
        return part(`Ġ${at}`, word);
      });
      const words = wordsOf(tokens, length);
      const rows = Float32Array.from(weights, (weight, at) => {
        const start = at - (at % length);
        return weight / weights.slice(start, start + length).reduce((a, b) => a + b, 0);
      });
      const merged = mergeWeights(rows, words);
      const count = words.starts.length;
      const sums = words.starts.map((_, row) =>
        merged.subarray(row * count, (row + 1) * count).reduce((a, b) => a + b, 0),
      );
      expectClose('row sums', sums, new Array(count).fill(1), { absolute: 1e-5 });
    }),
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomPoints } from '../../../src/analysis/prediction/sampling.ts';
import { reordered, substituteFor } from '../../../src/experiments/leak/otherToken.ts';
import { uniformComparison } from '../../support/comparison.ts';

const tokensOf = (text: string) => uniformComparison(text).left.tokens;

describe('The word that takes a token’s place', () => {
  it('is the longest of the text that is neither the token nor beside it', () => {
    const tokens = tokensOf('a tired animal crossed the street');
    expect(substituteFor(tokens, 1).label).toBe('crossed');
    // "crossed" is a neighbour of "the".
    expect(substituteFor(tokens, 5).label).toBe('animal');
  });

  it('is a plain word where the text has no other', () => {
    expect(substituteFor(tokensOf('hello'), 1)).toEqual({ at: null, label: 'the' });
    expect(substituteFor(tokensOf('the'), 1)).toEqual({ at: null, label: 'a' });
  });

  it('is never a part of a word, nor a blank', () => {
    const tokens = tokensOf('us unbelievable now [MASK] here').map((token) =>
      token.label === '[MASK]' ? { ...token, piece: '[MASK]' } : token,
    );
    // "unbelievable" goes on in "now".
    const joined = tokens.map((token, at) =>
      at === 3 ? { ...token, word: tokens[2]!.word } : token,
    );
    expect(substituteFor(joined, 5).label).toBe('now');
  });
});

describe('Another order', () => {
  const ids = fc.array(fc.nat(5), { maxLength: 12 });

  it('holds the same ids, at least one in another place, and is the same for a seed', () => {
    fc.assert(
      fc.property(ids, fc.nat(999_999), (list, seed) => {
        const order = reordered(list, randomPoints(seed));
        if (new Set(list).size < 2) {
          expect(order).toBeNull();
          return;
        }
        expect(order!.toSorted()).toEqual(list.toSorted());
        expect(order).not.toEqual(list);
        expect(reordered(list, randomPoints(seed))).toEqual(order);
      }),
    );
  });

  it('is found even where every draw leaves things as they are', () => {
    expect(reordered([1, 2], () => 0.99)).toEqual([2, 1]);
  });
});

/** Values derived by hand. */
import { describe, expect, it } from 'vitest';
import { filling, tokenScore } from '../../../src/analysis/prediction/tokenScore.ts';

const P = Float32Array.of(0.5, 0.125, 0.25, 0.125, 0);

describe('A real token', () => {
  it('has a probability, a rank from 1 and a surprisal in bits', () => {
    expect(tokenScore(P, 0)).toEqual({ p: 0.5, rank: 1, bits: 1 });
    expect(tokenScore(P, 2)).toEqual({ p: 0.25, rank: 2, bits: 2 });
    expect(tokenScore(P, 3)).toEqual({ p: 0.125, rank: 4, bits: 3 });
  });

  it('is never infinitely surprising, and not a number where its probability is not', () => {
    expect(tokenScore(P, 4)).toEqual({ p: 0, rank: 5, bits: 149 });
    expect(tokenScore(Float32Array.of(Number.NaN), 0).bits).toBeNaN();
  });
});

describe('A filled slot', () => {
  it('knows how undecided the model is, over the whole vocabulary', () => {
    const { entropy, vocabulary, real } = filling({ index: 1, top: [], distribution: P }, 2);
    expect(entropy).toBe(0.5 * 1 + 0.25 * 2 + 2 * 0.125 * 3);
    expect(vocabulary).toBe(5);
    expect(real?.rank).toBe(2);
  });

  it('has no real token in a blank, and cannot be made of a few candidates alone', () => {
    expect(filling({ index: 1, top: [], distribution: P }, null).real).toBeNull();
    expect(() => filling({ index: 1, top: [] }, 2)).toThrow(/without the probability/);
  });
});

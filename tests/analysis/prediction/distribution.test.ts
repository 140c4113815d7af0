/** Values derived by hand. */
import { describe, expect, it } from 'vitest';
import {
  entropy,
  klDivergence,
  rankOf,
  surprisal,
} from '../../../src/analysis/prediction/distribution.ts';

describe('A distribution', () => {
  const p = [0.5, 0.25, 0.125, 0.125, 0];

  it('is as surprising as a token is rare, in bits', () => {
    expect(surprisal(p, 0)).toBe(1);
    expect(surprisal(p, 3)).toBe(3);
    expect(surprisal(p, 4)).toBe(Number.POSITIVE_INFINITY);
  });

  it('has the entropy of its tokens’ mean surprisal', () => {
    expect(entropy(p)).toBe(0.5 * 1 + 0.25 * 2 + 2 * 0.125 * 3);
    expect(entropy([1, 0, 0])).toBe(0);
    expect(entropy([0.25, 0.25, 0.25, 0.25])).toBe(2);
  });

  it('ranks its tokens from 1, equal ones by id', () => {
    expect(p.map((_, id) => rankOf(p, id))).toEqual([1, 2, 3, 4, 5]);
    expect(rankOf([0.2, 0.2, 0.6], 2)).toBe(1);
    expect(rankOf([0.2, 0.2, 0.6], 1)).toBe(3);
  });

  it('is 0 bits from itself, and further from others', () => {
    expect(klDivergence(p, p)).toBe(0);
    expect(klDivergence([0.5, 0.5], [0.25, 0.75])).toBeCloseTo(
      0.5 * Math.log2(2) + 0.5 * Math.log2(2 / 3),
      12,
    );
    expect(klDivergence([1, 0], [0.5, 0.5])).toBe(1);
  });

  it('stays finite where the other rounded to 0, and not a number where one is', () => {
    expect(klDivergence([1, 0], [0, 1])).toBe(149);
    expect(klDivergence([Number.NaN, 1], [0.5, 0.5])).toBeNaN();
    expect(entropy([Number.NaN, 1])).toBeNaN();
  });

  it('cannot be set against one of another vocabulary', () => {
    expect(() => klDivergence([1], [0.5, 0.5])).toThrow('1 probabilities cannot be set against 2');
  });
});

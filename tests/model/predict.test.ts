import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { probabilities, rank } from '../../src/model/predict.ts';
import type { Vocabulary } from '../../src/text/tokenizer.ts';

const vocabulary: Vocabulary = { size: 1000, piece: (id) => `Ġ${id}`, label: (id) => `${id}` };

describe('Predictions', () => {
  it('carry probabilities over the whole vocabulary, not over the candidates', () => {
    const [first] = rank(Float32Array.of(Math.log(3), 0, 0, 0), 1, vocabulary);
    expect(first).toMatchObject({ id: 0, piece: 'Ġ0', label: '0' });
    expect(first!.p).toBeCloseTo(0.5, 6);
  });

  it('are in order of probability, and equal ones in order of id', () => {
    const ids = rank(Float32Array.of(1, 5, 1, 5, 0), 4, vocabulary).map(({ id }) => id);
    expect(ids).toEqual([1, 3, 0, 2]);
  });

  it('survive logits that overflow an exponential', () => {
    expect(rank(Float32Array.of(1e30, -1e30), 2, vocabulary).map(({ p }) => p)).toEqual([1, 0]);
  });

  it('are refused when the model computed no number', () => {
    expect(() => rank(Float32Array.of(1, Number.NaN), 2, vocabulary)).toThrow('not a number');
    expect(() => rank(Float32Array.of(Number.POSITIVE_INFINITY, 1), 2, vocabulary)).toThrow(
      'not a number',
    );
  });

  it('are those of a full sort, for any logits', () => {
    const logits = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(logits, fc.integer({ min: 1, max: 60 }), (values, count) => {
        const sorted = values
          .map((logit, id) => ({ logit, id }))
          .sort((a, b) => b.logit - a.logit || a.id - b.id)
          .slice(0, count);
        const ranked = rank(Float32Array.from(values), count, vocabulary);
        expect(ranked.map(({ id }) => id)).toEqual(sorted.map(({ id }) => id));
      }),
    );
  });

  it('have probabilities that sum to 1', () => {
    const p = probabilities(Float32Array.from({ length: 8192 }, (_, i) => Math.sin(i) * 20));
    expect(p.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12);
  });
});

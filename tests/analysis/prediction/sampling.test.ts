/** Values derived by hand. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chances,
  draw,
  randomPoints,
  type Sampling,
} from '../../../src/analysis/prediction/sampling.ts';

const p = [0.1, 0.4, 0.2, 0.3];
const plain: Sampling = { temperature: 1, topK: null, topP: null };

function expectChances(sampling: Partial<Sampling>, expected: readonly [number, number][]) {
  const found = chances(p, { ...plain, ...sampling });
  expect(found.map(({ id }) => id)).toEqual(expected.map(([id]) => id));
  for (const [i, [, chance]] of expected.entries()) expect(found[i]!.p).toBeCloseTo(chance, 12);
}

describe('What may be drawn', () => {
  it('is everything, as probable as the model says, at temperature 1', () => {
    expectChances({}, [
      [1, 0.4],
      [3, 0.3],
      [2, 0.2],
      [0, 0.1],
    ]);
  });

  it('is the most probable token at temperature 0, and almost so just above', () => {
    expectChances({ temperature: 0 }, [[1, 1]]);
    expect(chances(p, { ...plain, temperature: 0.0001 })[0]).toEqual({ id: 1, p: 1 });
  });

  it('is the square of the model’s probabilities, shared out anew, at temperature 0.5', () => {
    expectChances({ temperature: 0.5 }, [
      [1, 0.16 / 0.3],
      [3, 0.09 / 0.3],
      [2, 0.04 / 0.3],
      [0, 0.01 / 0.3],
    ]);
  });

  it('is the k most probable', () => {
    expectChances({ topK: 2 }, [
      [1, 4 / 7],
      [3, 3 / 7],
    ]);
    expect(chances(p, { ...plain, topK: 9 })).toHaveLength(4);
  });

  it('is the fewest that reach p', () => {
    expectChances({ topP: 0.4 }, [[1, 1]]);
    expectChances({ topP: 0.5 }, [
      [1, 4 / 7],
      [3, 3 / 7],
    ]);
    expect(chances(p, { ...plain, topP: 1 })).toHaveLength(4);
  });

  it.each([
    [{ temperature: -1 }, 'The temperature is -1'],
    [{ temperature: Number.NaN }, 'The temperature is NaN'],
    [{ temperature: 101 }, 'The temperature is 101'],
    [{ topK: 0 }, 'Top k is 0'],
    [{ topK: 1.5 }, 'Top k is 1.5'],
    [{ topP: 0 }, 'Top p is 0'],
    [{ topP: 1.01 }, 'Top p is 1.01'],
  ])('cannot be said for %j', (sampling, sentence) => {
    expect(() => chances(p, { ...plain, ...sampling })).toThrow(sentence);
  });

  it('cannot be said of what is no distribution', () => {
    expect(() => chances([Number.NaN, 1], plain)).toThrow('no probabilities');
    expect(() => chances([], plain)).toThrow('no probabilities');
  });
});

describe('A draw', () => {
  it('falls where the point does', () => {
    const list = chances(p, plain);
    expect([0, 0.39, 0.41, 0.69, 0.71, 0.95, 1].map((point) => draw(list, point))).toEqual([
      1, 1, 3, 3, 2, 0, 0,
    ]);
  });

  it('is the same for the same seed, and spread evenly over the seeds', () => {
    fc.assert(
      fc.property(fc.nat(999_999), (seed) => {
        const [a, b] = [randomPoints(seed), randomPoints(seed)];
        const points = [a(), a(), a()];
        expect(points).toEqual([b(), b(), b()]);
        expect(points.every((point) => point >= 0 && point < 1)).toBe(true);
      }),
    );
    const first = Array.from({ length: 1000 }, (_, seed) => randomPoints(seed)());
    for (let tenth = 0; tenth < 10; tenth++) {
      const share = first.filter((point) => Math.floor(point * 10) === tenth).length;
      expect(share).toBeGreaterThan(60);
      expect(share).toBeLessThan(140);
    }
  });
});

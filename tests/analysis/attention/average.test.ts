import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layerMean, overallMean, rollout } from '../../../src/analysis/attention/average.ts';
import { expectClose, largestDifference } from '../../support/close.ts';
import { PRESETS } from '../presets.ts';
import { trace } from '../traces.ts';

/** Two layers of two heads; each layer's mean is easy to see. */
const FOUR = trace(
  'left',
  ['a', 'b'],
  [
    [
      [1, 0],
      [0.25, 0.75],
    ],
    [
      [1, 0],
      [0.75, 0.25],
    ],
    [
      [0.75, 0.25],
      [0, 1],
    ],
    [
      [0.25, 0.75],
      [0, 1],
    ],
  ],
  { layers: 2, heads: 2 },
);

describe('a mean', () => {
  it('of a layer is the mean of its heads, cell by cell', () => {
    expect([...layerMean(FOUR, 0)]).toEqual([1, 0, 0.5, 0.5]);
    expect([...layerMean(FOUR, 1)]).toEqual([0.5, 0.5, 0, 1]);
  });

  it('of all heads is the mean over layers too', () => {
    // The mean of the two layers' means above.
    expect([...overallMean(FOUR)]).toEqual([0.75, 0.25, 0.25, 0.75]);
  });

  it.each([-1, 2, 0.5, Number.NaN])('is refused of layer %d', (layer) => {
    expect(() => layerMean(FOUR, layer)).toThrow(/There is no layer .*: the model has 2/);
  });

  it('keeps a number that is none', () => {
    const broken = { ...FOUR, attention: FOUR.attention.slice() };
    broken.attention[0] = Number.NaN;
    expect(overallMean(broken)[0]).toBeNaN();
  });
});

describe('rollout', () => {
  it('multiplies half mean and half identity, later layers from the left', () => {
    // Layer means A1 = [1 0; ½ ½] and A2 = [½ ½; 0 1], so with half of the identity
    // Â1 = [1 0; ¼ ¾] and Â2 = [¾ ¼; 0 1]. R = Â2 Â1:
    // row 0 = ¾·(1, 0) + ¼·(¼, ¾) = (13/16, 3/16); row 1 = (¼, ¾).
    expect([...rollout(FOUR)]).toEqual([0.8125, 0.1875, 0.25, 0.75]);
  });

  it('looks back only where every layer does', () => {
    // One head a layer. Â1 = [1 0 0; ½ ½ 0; 0 ½ ½] from A1 = [1 0 0; 1 0 0; 0 1 0], and
    // Â2 = [1 0 0; ½ ½ 0; ½ 0 ½] from A2 = [1 0 0; 1 0 0; 1 0 0]. R = Â2 Â1:
    // row 1 = ½·(1,0,0) + ½·(½,½,0) = (¾,¼,0); row 2 = ½·(1,0,0) + ½·(0,½,½) = (½,¼,¼).
    const causal = trace(
      'right',
      ['a', 'b', 'c'],
      [
        [
          [1, 0, 0],
          [1, 0, 0],
          [0, 1, 0],
        ],
        [
          [1, 0, 0],
          [1, 0, 0],
          [1, 0, 0],
        ],
      ],
      { layers: 2, heads: 1 },
    );
    expect([...rollout(causal)]).toEqual([1, 0, 0, 0.75, 0.25, 0, 0.5, 0.25, 0.25]);
  });

  it('divides a row that does not sum to 1 by its sum', () => {
    // A = [½ 0; 0 1] gives ½A + ½I = [¾ 0; 0 1], and with its rows divided the identity.
    const lossy = trace(
      'left',
      ['a', 'b'],
      [
        [
          [0.5, 0],
          [0, 1],
        ],
      ],
    );
    expect([...rollout(lossy)]).toEqual([1, 0, 0, 1]);
  });

  it('of a token that stands alone is 1', () => {
    expect([...rollout(trace('right', ['a'], [[[1]]]))]).toEqual([1]);
  });

  it('keeps a number that is none', () => {
    const broken = { ...FOUR, attention: FOUR.attention.slice() };
    broken.attention[0] = Number.NaN;
    expect(rollout(broken)[0]).toBeNaN();
  });
});

const MIXES = [
  ['the mean of a layer', (run: Parameters<typeof rollout>[0]) => layerMean(run, run.layers - 1)],
  ['the mean of all heads', overallMean],
  ['rollout', rollout],
] as const;

function rowSums(weights: Float32Array, length: number): number[] {
  return Array.from({ length }, (_, row) =>
    weights.subarray(row * length, (row + 1) * length).reduce((sum, weight) => sum + weight, 0),
  );
}

describe.each(PRESETS)('on the real models reading %s', (_, comparison) => {
  describe.each([comparison.left, comparison.right])('$model', (run) => {
    it.each(MIXES)('%s has rows that sum to 1', (__, mix) => {
      const { length } = run.tokens;
      expectClose('row sums', rowSums(mix(run), length), new Array(length).fill(1), {
        absolute: 1e-5,
      });
    });

    it.each(MIXES)('%s gives exactly nothing to what the mask forbids', (__, mix) => {
      const forbidden = mix(run).filter((___, at) => !run.mask[at]);
      expect(largestDifference(forbidden, new Array(forbidden.length).fill(0))).toBe(0);
    });
  });
});

it('keeps the sums of rows, whatever the heads are', () => {
  const weight = fc.double({ min: 0.001, max: 1, noNaN: true });
  const size = fc.integer({ min: 1, max: 5 });
  fc.assert(
    fc.property(
      size.chain((length) =>
        fc.array(
          fc.array(fc.array(weight, { minLength: length, maxLength: length }), {
            minLength: length,
            maxLength: length,
          }),
          { minLength: 4, maxLength: 4 },
        ),
      ),
      (heads) => {
        const rows = heads.map((head) =>
          head.map((row) => {
            const sum = row.reduce((a, b) => a + b, 0);
            return row.map((each) => each / sum);
          }),
        );
        const { length } = rows[0]!;
        const labels = Array.from({ length }, (_, at) => `${at}`);
        const run = trace('left', labels, rows, { layers: 2, heads: 2 });
        for (const [, mix] of MIXES) {
          for (const sum of rowSums(mix(run), length)) expect(sum).toBeCloseTo(1, 5);
        }
      },
    ),
  );
});

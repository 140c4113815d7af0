/** The fused kernels on WASM, against the same functions put together from TensorFlow.js's operations. */
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { asModule, compileKernels } from '../../src/build/kernels.ts';
import { startLocalBackend } from '../../src/build/localSession.ts';
import { attendAtOnce, attendInStages } from '../../src/model/attention.ts';
import { BINARY } from '../../src/model/kernels/binary.ts';
import { hasFused } from '../../src/model/kernels/fused.ts';
import { PANEL, panels, panelsOfTurned } from '../../src/model/kernels/panels.ts';
import { additive, causal } from '../../src/model/mask.ts';
import { gelu, geluTanh, layerNorm, linear, logits } from '../../src/model/ops.ts';
import { expectClose } from '../support/close.ts';
import { seeded } from '../support/seeded.ts';

const CLOSE = { absolute: 2e-6, relative: 2e-6 };

function random(seed: number, ...shape: number[]): { shape: number[]; values: Float32Array } {
  const next = seeded(seed);
  const count = shape.reduce((all, extent) => all * extent, 1);
  return { shape, values: Float32Array.from({ length: count }, () => 3 * next()) };
}

type Values = ReturnType<typeof random>;

/** What a function of tensors gives on a backend. */
async function on(
  backend: 'cpu' | 'wasm',
  inputs: readonly Values[],
  compute: (...tensors: tf.Tensor[]) => tf.Tensor[],
): Promise<Float32Array[]> {
  await startLocalBackend(backend);
  return tf.tidy(() =>
    compute(...inputs.map(({ shape, values }) => tf.tensor(values, shape))).map(
      (each) => each.dataSync<'float32'>() as Float32Array,
    ),
  );
}

/** Runs on both backends and compares. */
async function expectSame(
  inputs: readonly Values[],
  compute: (...tensors: tf.Tensor[]) => tf.Tensor[],
): Promise<void> {
  const [expected, actual] = [await on('cpu', inputs, compute), await on('wasm', inputs, compute)];
  expect(actual).toHaveLength(expected.length);
  actual.forEach((values, i) => {
    expectClose(`output ${i}`, values, expected[i]!, CLOSE);
  });
}

describe('The fused kernels', () => {
  beforeAll(() => startLocalBackend('wasm'));

  it('are what their source compiles to', async () => {
    const compiled = await compileKernels();
    expect(Buffer.from(compiled).toString('base64')).toBe(BINARY);
    expect(asModule(compiled)).toContain(BINARY.slice(0, 80));
  }, 120_000);

  it('are used on WASM, for rows of eights, and on no other backend', async () => {
    expect(hasFused('SightlinesLinear', 256)).toBe(true);
    expect(hasFused('SightlinesLinear', 2)).toBe(false);
    await startLocalBackend('cpu');
    expect(hasFused('SightlinesLinear', 256)).toBe(false);
  });

  it.each([1, 3, 4, 5, 8, 13, 128])('normalise %i rows', async (rows) => {
    const [x, gain, bias] = [random(1, rows, 24), random(2, 24), random(3, 24)];
    await expectSame([x, gain, bias], (x, gain, bias) => [
      layerNorm(x as tf.Tensor2D, { gain: gain!, bias: bias! }, 1e-5),
    ]);
  });

  it('compute both GELUs, far from 0 and at it', async () => {
    const x = random(4, 2, 16);
    x.values.set([0, -0, 1e-20, -40, 40, 1e4, -1e4, 88]);
    await expectSame([x], (x) => [gelu(x as tf.Tensor2D), geluTanh(x as tf.Tensor2D)]);
  });

  it.each([
    [1, 8, 8],
    [1, 16, 40],
    [2, 256, 64],
    [4, 7, 32],
    [5, 256, 72],
    [13, 31, 8],
    [32, 64, 256],
  ])('multiply [%i, %i] by [%i] columns and add the bias', async (m, k, n) => {
    const [x, weight, bias] = [random(5, m, k), random(6, k, n), random(7, n)];
    const packed = { shape: [n / PANEL, k, PANEL], values: panels(weight.values, k, n) };
    const apply = (x?: tf.Tensor, weight?: tf.Tensor, bias?: tf.Tensor) => [
      linear(x as tf.Tensor2D, { weight: weight!, bias: bias! }),
    ];
    const [expected] = await on('cpu', [x, weight, bias], apply);
    const [actual] = await on('wasm', [x, packed, bias], apply);
    // A sum of k products, in another order.
    expectClose('x W + b', actual!, expected!, { absolute: 2e-6 * k, relative: 2e-6 });
  });

  it.each([
    [1, 8, 1],
    [1, 24, 11],
    [2, 24, 8],
    [3, 64, 13],
    [8, 256, 30],
  ])(
    'multiply [%i, %i] by %i words as they lie in files, with a bias and without',
    async (m, k, n) => {
      const [x, words, bias] = [random(5, m, k), random(6, n, k), random(7, n)];
      const apply = (x?: tf.Tensor, words?: tf.Tensor, bias?: tf.Tensor) => [
        logits(x as tf.Tensor2D, { words: words!, bias: bias! }),
        logits(x as tf.Tensor2D, { words: words!, bias: null }),
      ];
      const expected = await on('cpu', [x, words, bias], apply);
      const actual = await on('wasm', [x, words, bias], apply);
      for (const [i, values] of actual.entries()) {
        expectClose('x Wᵀ + b', values, expected[i]!, { absolute: 2e-6 * k, relative: 2e-6 });
      }
    },
  );

  it('are given the same panels of matrices that lie the other way in files', () => {
    const [k, first, second] = [70, random(8, 8, 70), random(9, 16, 70)];
    const n = 24;
    const stacked = [...first.values, ...second.values]; // [n, k]
    const turned = Float32Array.from({ length: k * n }, (_, at) => {
      const [row, column] = [Math.floor(at / n), at % n];
      return stacked[column * k + row]!;
    });
    const packed = panels(turned, k, n);
    expect(packed.slice(0, 2)).toEqual(Float32Array.of(stacked[0]!, stacked[k]!));
    expect(panelsOfTurned([first, second], k, n)).toEqual(packed);
  });

  it.each([
    [1, 1],
    [3, 3],
    [8, 8],
    [13, 13],
    [1, 13],
    [5, 20],
    [128, 128],
  ])('attend from the last %i of %i tokens, by all heads', async (rows, keys) => {
    const mask = {
      shape: [rows, keys],
      values: additive(causal(keys)).subarray((keys - rows) * keys),
    };
    await expectSame([random(8, keys, 3 * 16), mask], (projected, mask) => {
      const { weights, context } = attendAtOnce(projected as tf.Tensor2D, mask as tf.Tensor2D, 2);
      return [weights, context];
    });
  });

  it('give a forbidden key exactly nothing, however high its score', async () => {
    const projected = random(9, 2, 3 * 8);
    projected.values.fill(40);
    const mask = { shape: [2, 2], values: Float32Array.of(0, -1e4, 0, 0) };
    const [weights] = await on('wasm', [projected, mask], (projected, mask) => [
      attendAtOnce(projected as tf.Tensor2D, mask as tf.Tensor2D, 1).weights,
    ]);
    expect([...weights!]).toEqual([1, 0, 0.5, 0.5]);
  });

  it('hide no number that is none', async () => {
    const projected = random(10, 3, 3 * 8);
    projected.values[0] = Number.NaN; // in the query of token 0
    const mask = { shape: [3, 3], values: new Float32Array(9) };
    const [weights] = await on('wasm', [projected, mask], (projected, mask) => [
      attendAtOnce(projected as tf.Tensor2D, mask as tf.Tensor2D, 1).weights,
    ]);
    expect([...weights!.subarray(0, 3)]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect(weights!.subarray(3).every(Number.isFinite)).toBe(true);
  });

  it('give the same as the stages one by one', async () => {
    await startLocalBackend('wasm');
    tf.tidy(() => {
      const { shape, values } = random(11, 9, 3 * 16);
      const projected = tf.tensor2d(values, shape as [number, number]);
      const mask = tf.zeros<tf.Rank.R2>([9, 9]);
      const [fused, stages] = [
        attendAtOnce(projected, mask, 2),
        attendInStages(projected, mask, 2),
      ];
      expectClose('weights', fused.weights.dataSync(), stages.weights.dataSync(), CLOSE);
      expectClose('context', fused.context.dataSync(), stages.context.dataSync(), CLOSE);
    });
  });

  describe('leave no tensor behind', () => {
    let before: number;
    beforeAll(async () => {
      await startLocalBackend('wasm');
      before = tf.memory().numTensors;
    });
    afterEach(() => expect(tf.memory().numTensors).toBe(before));

    it('when attention has used its scratch', () => {
      const ids = () => (tf.backend() as unknown as { numDataIds(): number }).numDataIds();
      const buffers = ids();
      tf.tidy(() => {
        attendAtOnce(tf.zeros([5, 48]), tf.zeros([5, 5]), 2);
      });
      expect(ids()).toBe(buffers);
    });
  });
});

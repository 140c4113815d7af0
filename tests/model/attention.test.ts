import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, it } from 'vitest';
import { startLocalBackend } from '../../src/build/localSession.ts';
import { attend } from '../../src/model/attention.ts';
import { additive, causal } from '../../src/model/mask.ts';
import { gelu, geluTanh, layerNorm } from '../../src/model/ops.ts';
import { expectClose } from '../support/close.ts';

describe.each(['cpu', 'wasm'] as const)('On %s', (backend) => {
  beforeAll(() => startLocalBackend(backend));

  it('attention is softmax(q kᵀ / √d + mask) v, worked out by hand', () => {
    // One head of d = 4, two tokens. Scores: 2 ln 3 where token 1 meets itself, else 0; halved by √4.
    const q = tf.tensor3d([
      [
        [0, 0, 0, 0],
        [2, 0, 0, 0],
      ],
    ]);
    const k = tf.tensor3d([
      [
        [0, 1, 0, 0],
        [Math.log(3), 0, 0, 0],
      ],
    ]);
    const v = tf.tensor3d([
      [
        [4, 0, 0, 1],
        [0, 8, 0, 1],
      ],
    ]);
    const free = attend(q, k, v, tf.zeros([2, 2]));
    const exact = { absolute: 1e-6 };
    expectClose('scores', free.scores.dataSync(), [0, 0, 0, 2 * Math.log(3)], exact);
    expectClose('scaled', free.scaled.dataSync(), [0, 0, 0, Math.log(3)], exact);
    // Softmax of (0, 0) is (1/2, 1/2), of (0, ln 3) it is (1/4, 3/4).
    expectClose('weights', free.weights.dataSync(), [1 / 2, 1 / 2, 1 / 4, 3 / 4], exact);
    expectClose('context', free.context.dataSync(), [2, 4, 0, 1, 1, 6, 0, 1], exact);

    const mask = tf.tensor2d(additive(causal(2)), [2, 2]);
    const masked = attend(q, k, v, mask);
    expectClose('causal weights', masked.weights.dataSync(), [1, 0, 1 / 4, 3 / 4], exact);
    expectClose('causal context', masked.context.dataSync(), [4, 0, 0, 1, 1, 6, 0, 1], exact);
  });

  it('the heads do not mix, and their contexts stand side by side', () => {
    const q = tf.zeros<tf.Rank.R3>([2, 2, 1]);
    const v = tf.tensor3d([
      [[1], [3]],
      [[10], [30]],
    ]); // [H, T, d]
    const { context } = attend(q, q, v, tf.zeros([2, 2]));
    expectClose('context', context.dataSync(), [2, 20, 2, 20], { absolute: 1e-5 });
  });

  it('layer normalisation scales each row to mean 0 and variance 1, then by its gain and bias', () => {
    const x = tf.tensor2d([
      [1, 3],
      [10, 10],
    ]);
    const norm = { gain: tf.tensor1d([2, 2]), bias: tf.tensor1d([5, 6]) };
    expectClose('rows', layerNorm(x, norm, 1e-12).dataSync(), [3, 8, 5, 6], { absolute: 1e-5 });
  });

  it('GELU is x Φ(x), and its approximation comes within a thousandth', () => {
    const x = tf.tensor2d([[-3, -1, 0, 1, 3]]);
    // Φ(1) = 0.8413447, Φ(3) = 0.9986501
    const expected = [-0.0040497, -0.1586553, 0, 0.8413447, 2.9959503];
    expectClose('gelu', gelu(x).dataSync(), expected, { absolute: 2e-6 });
    expectClose('tanh', geluTanh(x).dataSync(), expected, { absolute: 1e-3 });
    // Computed from torch: gelu(1, approximate="tanh").
    expectClose('tanh at 1', geluTanh(tf.tensor2d([[1]])).dataSync(), [0.841192], {
      absolute: 1e-6,
    });
  });
});

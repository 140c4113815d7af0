/**
 * A linear classifier on fixed features: multinomial logistic regression (Bishop 2006, section 4.3.4)
 * by gradient descent on all examples at once. It is what fine-tuning puts on an encoder, with the
 * encoder itself left alone.
 */
import {
  add,
  cast,
  concat1d,
  log,
  matMul,
  mean,
  mul,
  oneHot,
  reshape,
  softmax,
  sub,
  sum,
  type Tensor1D,
  type Tensor2D,
  tensor1d,
  tensor2d,
  tidy,
} from '@tensorflow/tfjs-core';

/** softmax(x · weight + bias) */
export interface Classifier {
  /** [D, C], row-major. */
  readonly weight: Float32Array;
  /** [C] */
  readonly bias: Float32Array;
}

export interface FitOptions {
  /** [N, D], row-major. */
  readonly features: Float32Array;
  /** N classes, from 0. */
  readonly labels: readonly number[];
  /** C */
  readonly classes: number;
  /** Where to go on from; zeros by default. */
  readonly from?: Classifier;
  readonly steps: number;
  /** The learning rate. */
  readonly rate: number;
  /** Added to the loss: decay / 2 times the sum of the squared weights. */
  readonly decay: number;
}

export interface FitResult extends Classifier {
  /** Mean cross-entropy in nats before each step, without the decay. */
  readonly losses: readonly number[];
}

/** Keeps the logarithm of a probability that rounds to 0 finite. */
const TINY = 1e-12;

/**
 * Some steps of training, on the current backend. Tensors are all freed.
 *
 * @throws RangeError when there are no examples, or sizes and labels do not fit together.
 */
export async function fitClassifier(options: FitOptions): Promise<FitResult> {
  const { features, labels, classes: C, from, steps, rate, decay } = options;
  const N = labels.length;
  const D = features.length / N;
  if (N === 0) throw new RangeError('There are no examples to learn from: label a few sentences.');
  if (!Number.isInteger(D)) {
    throw new RangeError(`${features.length} features cannot be shared out to ${N} examples.`);
  }
  const strange = labels.find((label) => !(Number.isInteger(label) && label >= 0 && label < C));
  if (strange !== undefined) {
    throw new RangeError(`There is no class ${strange}: there are ${C}, counted from 0.`);
  }
  if (from && (from.weight.length !== D * C || from.bias.length !== C)) {
    throw new RangeError(`The classifier to go on from is not one of ${D} features, ${C} classes.`);
  }

  const flat = tidy(() => {
    const x = tensor2d(features, [N, D]);
    const y = cast(oneHot(tensor1d([...labels], 'int32'), C) as Tensor2D, 'float32'); // [N, C]
    let w = tensor2d(from?.weight ?? new Float32Array(D * C), [D, C]);
    let b = tensor1d(from?.bias ?? new Float32Array(C));
    const losses: Tensor1D[] = [];
    for (let step = 0; step < steps; step++) {
      const p = softmax<Tensor2D>(add(matMul(x, w), b)); // [N, C]
      const surprise = mul(y, log(add(p, TINY))); // [N, C]
      losses.push(reshape(mul(sum(surprise), -1 / N), [1]));
      const error = mul<Tensor2D>(sub(p, y), 1 / N); // [N, C]
      const slope = add(matMul(x, error, true), mul(w, decay)); // [D, C]
      w = sub(w, mul(slope, rate));
      b = sub(b, mul(mul(mean<Tensor1D>(error, 0), N), rate)); // [C]
    }
    return concat1d([reshape(w, [-1]), b, ...losses]);
  });
  try {
    const values = await flat.data<'float32'>();
    return {
      weight: values.slice(0, D * C),
      bias: values.slice(D * C, D * C + C),
      losses: [...values.subarray(D * C + C)],
    };
  } finally {
    flat.dispose();
  }
}

/**
 * Several heads as one [T, T]: means, and attention rollout (Abnar and Zuidema 2020, "Quantifying
 * Attention Flow in Transformers", section 3). A mean of rows that sum to 1 sums to 1, and what
 * every head forbids stays exactly 0, so nothing here is renormalised but where the paper does it.
 */
import type { HeldPass } from '../../model/trace.ts';

/** The mean of `count` matrices of [T, T] that lie one after the other from `first` on. */
function meanOfHeads({ attention, tokens }: HeldPass, first: number, count: number): Float32Array {
  const size = tokens.length ** 2;
  const mean = new Float64Array(size);
  for (let head = first; head < first + count; head++) {
    for (let at = 0; at < size; at++) mean[at]! += attention[head * size + at]!;
  }
  return Float32Array.from(mean, (sum) => sum / count); // [T, T]
}

/**
 * The mean over the heads of one layer: [T, T].
 *
 * @throws RangeError when the model has no such layer.
 */
export function layerMean(trace: HeldPass, layer: number): Float32Array {
  const { layers, heads } = trace;
  if (!Number.isInteger(layer) || layer < 0 || layer >= layers) {
    throw new RangeError(`There is no layer ${layer + 1}: the model has ${layers}.`);
  }
  return meanOfHeads(trace, layer * heads, heads);
}

/** The mean over all heads of all layers: [T, T]. */
export function overallMean(trace: HeldPass): Float32Array {
  return meanOfHeads(trace, 0, trace.layers * trace.heads);
}

/**
 * Attention rollout, an estimate of how much of each input token reaches each output position:
 * R = Â(L) ⋯ Â(2) Â(1), where Â = ½ A + ½ I with A the mean of a layer's heads, rows renormalised.
 * The half of I stands for the residual connection; values, feed-forward layers and norms are left
 * out. [T, T].
 */
export function rollout(trace: HeldPass): Float32Array {
  let product: Float64Array | null = null;
  for (let layer = 0; layer < trace.layers; layer++) {
    product = rolledOn(product, layerMean(trace, layer));
  }
  return Float32Array.from(product ?? []); // [T, T]
}

/**
 * One factor more of a rollout, [T, T].
 *
 * @param product of the layers before; null before the first.
 * @param mean A, the mean of the layer's heads, [T, T].
 */
export function rolledOn(product: Float64Array | null, mean: Float32Array): Float64Array {
  const length = Math.sqrt(mean.length);
  const step = withResidual(mean, length);
  return product ? times(step, product, length) : step;
}

/** ½ A + ½ I, each row divided by its sum. */
function withResidual(mean: Float32Array, length: number): Float64Array {
  const mixed = Float64Array.from(mean, (weight) => weight / 2);
  for (let row = 0; row < length; row++) {
    const start = row * length;
    mixed[start + row]! += 0.5;
    let sum = 0;
    for (let column = 0; column < length; column++) sum += mixed[start + column]!;
    for (let column = 0; column < length; column++) mixed[start + column]! /= sum;
  }
  return mixed;
}

/** A matrix product, [T, T] × [T, T]; zeros are not skipped, so that NaN survives. */
function times(left: Float64Array, right: Float64Array, length: number): Float64Array {
  const product = new Float64Array(length * length);
  for (let row = 0; row < length; row++) {
    for (let middle = 0; middle < length; middle++) {
      const weight = left[row * length + middle]!;
      for (let column = 0; column < length; column++) {
        product[row * length + column]! += weight * right[middle * length + column]!;
      }
    }
  }
  return product;
}

/** The few functions that both models are made of; x is [T, width] throughout. */
import {
  add,
  erf,
  fused,
  mean,
  mul,
  relu,
  rsqrt,
  square,
  sub,
  type Tensor,
  type Tensor2D,
  tanh,
} from '@tensorflow/tfjs-core';
import { fusedKernel } from './kernels/fused.ts';
import type { Linear, Norm, WordHead } from './weights/parameters.ts';

/** x W + b: [T, in] to [T, out]. */
export function linear(x: Tensor2D, { weight, bias }: Linear<Tensor>): Tensor2D {
  if (weight.rank === 3) {
    // Packed for the fused product, see weights/parameters.ts.
    return fusedKernel('SightlinesLinear', bias.size, { x, weight, bias }, {})![0] as Tensor2D;
  }
  return fused.matMul({ a: x, b: weight as Tensor2D, bias }) as Tensor2D; // [T, out]
}

/** x Wᵀ + b, the logits of each word: [n, D] to [n, V]. */
export function logits(x: Tensor2D, { words, bias }: WordHead<Tensor>): Tensor2D {
  const inputs = { x, words, ...(bias && { bias }) };
  const fast = fusedKernel('SightlinesLogits', x.shape[1], inputs, {});
  if (fast) return fast[0] as Tensor2D;
  const b = words as Tensor2D;
  return fused.matMul({ a: x, b, transposeB: true, ...(bias && { bias }) }) as Tensor2D; // [n, V]
}

/**
 * Layer normalisation (Ba et al. 2016): (x − μ) / √(σ² + ε) · gain + bias over each row.
 *
 * Written out, because TensorFlow.js's fused batch normalisation, used for this, is silently wrong
 * on the wasm backend.
 */
export function layerNorm(x: Tensor2D, { gain, bias }: Norm<Tensor>, epsilon: number): Tensor2D {
  const fused = fusedKernel('SightlinesLayerNorm', x.shape[1], { x, gain, bias }, { epsilon });
  if (fused) return fused[0] as Tensor2D; // [T, D]
  const centred = sub(x, mean(x, -1, true)); // [T, D]
  const variance = mean(square(centred), -1, true); // [T, 1]
  const normalised = mul(centred, rsqrt(add(variance, epsilon))); // [T, D]
  return add(mul(normalised, gain), bias); // [T, D]
}

/** GELU (Hendrycks & Gimpel 2016), exact: x Φ(x) with the normal distribution's Φ. BERT's. */
export function gelu(x: Tensor2D): Tensor2D {
  const fused = fusedKernel('SightlinesGelu', x.shape[1], { x }, { exact: true });
  if (fused) return fused[0] as Tensor2D;
  return mul(mul(x, 0.5), add(erf(mul(x, Math.SQRT1_2)), 1));
}

/** GELU in its approximation by tanh (same paper, section 2). GPT-2's. */
export function geluTanh(x: Tensor2D): Tensor2D {
  const fused = fusedKernel('SightlinesGelu', x.shape[1], { x }, { exact: false });
  if (fused) return fused[0] as Tensor2D;
  const inner = mul(mul(x, add(mul(square(x), 0.044715), 1)), Math.sqrt(2 / Math.PI));
  return mul(mul(x, 0.5), add(tanh(inner), 1));
}

/** Between the two products of a feed-forward network, element by element. */
export const ACTIVATIONS = {
  gelu,
  geluTanh,
  relu: (x: Tensor2D): Tensor2D => relu(x),
} as const;

export type Activation = keyof typeof ACTIVATIONS;

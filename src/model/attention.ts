/** Scaled dot-product attention with several heads (Vaswani et al. 2017, section 3.2). */
import {
  add,
  matMul,
  mul,
  reshape,
  slice,
  softmax,
  split,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor3D,
  transpose,
} from '@tensorflow/tfjs-core';
import { linear } from './ops.ts';
import type { Linear } from './weights.ts';

/** Every stage of one layer's attention, in the order of computation. */
export interface Attention {
  /** [H, T, d] each. */
  readonly q: Tensor3D;
  readonly k: Tensor3D;
  readonly v: Tensor3D;
  /** [H, T, T] each. */
  readonly scores: Tensor3D;
  readonly scaled: Tensor3D;
  readonly masked: Tensor3D;
  readonly weights: Tensor3D;
  /** [T, D]: the heads' contexts side by side. */
  readonly context: Tensor2D;
}

/** softmax(q kᵀ / √d + mask) v for every head; the mask is additive, [T, T]. */
export function attend(q: Tensor3D, k: Tensor3D, v: Tensor3D, mask: Tensor2D): Attention {
  const d = q.shape[2];
  const scores = matMul<Tensor3D>(q, k, false, true); // [H, T, T]
  const scaled = mul<Tensor3D>(scores, 1 / Math.sqrt(d)); // [H, T, T]
  const masked = add<Tensor3D>(scaled, mask); // [H, T, T]
  const weights = softmax(masked); // [H, T, T]
  const context = mergeHeads(matMul(weights, v)); // [T, D]
  return { q, k, v, scores, scaled, masked, weights, context };
}

/**
 * Heads of one layer that are switched off: their columns of the context are not what they computed,
 * but the same for every token (Michel et al. 2019, "Are Sixteen Heads Really Better than One?").
 */
export interface Switches {
  /** [D], 1 for the columns of heads that work, 0 for the others. */
  readonly on: Tensor1D;
  /** [D], what stands in the columns of heads that do not, 0 elsewhere. */
  readonly instead: Tensor1D;
}

/** Attention of x [T, D] to itself. */
export function selfAttention(
  x: Tensor2D,
  qkv: Linear<Tensor>,
  mask: Tensor2D,
  heads: number,
  switches?: Switches | null,
): Attention {
  const [q, k, v] = split(linear(x, qkv), 3, 1) as [Tensor2D, Tensor2D, Tensor2D]; // [T, D] each
  const stages = attend(splitHeads(q, heads), splitHeads(k, heads), splitHeads(v, heads), mask);
  if (!switches) return stages;
  return { ...stages, context: add(mul(stages.context, switches.on), switches.instead) }; // [T, D]
}

/**
 * What one head alone adds to the residual stream: its part of the context [T, D] through its rows
 * of W_O, [T, D]. The layer's projected attention is the sum over its heads and the bias (Elhage et
 * al. 2021, "A Mathematical Framework for Transformer Circuits").
 */
export function headOutput(
  context: Tensor2D,
  { weight }: Linear<Tensor>,
  head: number,
  heads: number,
): Tensor2D {
  const [length, width] = context.shape;
  const d = width / heads;
  const own = slice(context, [0, head * d], [length, d]); // [T, d]
  return matMul(own, slice(weight as Tensor2D, [head * d, 0], [d, width])); // [T, D]
}

function splitHeads(x: Tensor2D, heads: number): Tensor3D {
  const [length, width] = x.shape;
  return transpose(reshape(x, [length, heads, width / heads]), [1, 0, 2]); // [H, T, d]
}

function mergeHeads(x: Tensor3D): Tensor2D {
  const [heads, length, d] = x.shape;
  return reshape(transpose(x, [1, 0, 2]), [length, heads * d]); // [T, D]
}

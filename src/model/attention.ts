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
  tensor1d,
  transpose,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { fusedKernel } from './kernels/fused.ts';
import { linear } from './ops.ts';
import type { Linear } from './weights/parameters.ts';

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
export interface HeadAblation {
  /** [D], 1 for the columns of heads that work, 0 for the others. */
  readonly on: Tensor1D;
  /** [D], what stands in the columns of heads that do not, 0 elsewhere. */
  readonly instead: Tensor1D;
}

/** What a block needs of its attention. */
export interface Attended {
  /** [H, n, T] */
  readonly weights: Tensor3D;
  /** [n, D] */
  readonly context: Tensor2D;
}

/**
 * The last n tokens' attention to all T, stage by stage.
 *
 * @param projected queries, keys and values of all heads side by side, [T, 3D].
 * @param mask additive, [n, T].
 */
export function attendInStages(projected: Tensor2D, mask: Tensor2D, heads: number): Attention {
  const [length, n] = [projected.shape[0], mask.shape[0]];
  const [all, k, v] = split(projected, 3, 1) as [Tensor2D, Tensor2D, Tensor2D]; // [T, D] each
  const q = slice(all, [length - n, 0], [n, -1]); // [n, D]
  return attend(splitHeads(q, heads), splitHeads(k, heads), splitHeads(v, heads), mask);
}

/** The same weights and context, by one kernel where the backend has it. */
export function attendAtOnce(projected: Tensor2D, mask: Tensor2D, heads: number): Attended {
  const d = projected.shape[1] / 3 / heads;
  const fused = fusedKernel('SightlinesAttention', d, { projected, mask }, { heads });
  if (!fused) return attendInStages(projected, mask, heads);
  const [weights, context] = fused as [Tensor3D, Tensor2D];
  return { weights, context };
}

/** The context with the heads that are switched off replaced, [T, D]. */
export function ablated(context: Tensor2D, ablations: HeadAblation | null | undefined): Tensor2D {
  return ablations ? add(mul(context, ablations.on), ablations.instead) : context;
}

/**
 * What one head alone adds to the residual stream: its part of the context [T, D] through its rows
 * of W_O, [T, D]. The layer's projected attention is the sum over its heads and the bias (Elhage et
 * al. 2021, "A Mathematical Framework for Transformer Circuits").
 */
export function headOutput(
  context: Tensor2D,
  { weight, bias }: Linear<Tensor>,
  head: number,
  heads: number,
): Tensor2D {
  const d = context.shape[1] / heads;
  const own = tensor1d(
    Array.from({ length: heads * d }, (_, column) => Number(Math.floor(column / d) === head)),
  );
  return linear(mul(context, own), { weight, bias: zerosLike(bias) }); // [T, D]
}

function splitHeads(x: Tensor2D, heads: number): Tensor3D {
  const [length, width] = x.shape;
  return transpose(reshape(x, [length, heads, width / heads]), [1, 0, 2]); // [H, T, d]
}

function mergeHeads(x: Tensor3D): Tensor2D {
  const [heads, length, d] = x.shape;
  return reshape(transpose(x, [1, 0, 2]), [length, heads * d]); // [T, D]
}

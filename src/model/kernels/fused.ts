/**
 * Kernels of our own, beside those of TensorFlow.js: one pass over the data in place of many. Where
 * the backend that runs has one, it is used; elsewhere the same function is put together from
 * TensorFlow.js's operations, as the papers write it, and both are held to the same numbers.
 */
import {
  engine,
  getBackend,
  getKernel,
  type NamedAttrMap,
  type NamedTensorMap,
  type Tensor,
} from '@tensorflow/tfjs-core';

/** Inputs are named as in the equations; what each computes stands beside its composed form. */
export type FusedKernel =
  | 'SightlinesLinear'
  | 'SightlinesLogits'
  | 'SightlinesLayerNorm'
  | 'SightlinesGelu'
  | 'SightlinesAttention';

/** Numbers that the kernels take at a time. */
const LANES = 8;

/** Whether the current backend has a kernel for rows of so many numbers: they have no remainder. */
export function hasFused(name: FusedKernel, row: number): boolean {
  return row % LANES === 0 && getKernel(name, getBackend()) !== undefined;
}

/**
 * The outputs of a fused kernel; null where the current backend does not have it.
 *
 * @param row see {@link hasFused}
 */
export function fusedKernel(
  name: FusedKernel,
  row: number,
  inputs: NamedTensorMap,
  attributes: NamedAttrMap,
): readonly Tensor[] | null {
  if (!hasFused(name, row)) return null;
  const output: Tensor | Tensor[] = engine().runKernel(name, inputs, attributes);
  return Array.isArray(output) ? output : [output];
}

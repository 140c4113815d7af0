/**
 * The stages of a forward pass by name, for inspection and for comparison with other programs:
 * `embeddings` [T, D]; of each layer `layers.{l}.input` [T, D], `q`, `k`, `v` [H, T, d], `scores`, `scaled`,
 * `masked`, `weights` [H, T, T], `context`, `output` [T, D]; GPT's `projected` [n, 3D], q, k and v of all
 * heads side by side, of the tokens that were computed; of an inspected head `head` [T, D], what it adds; `final` [T, D], what the heads read;
 * `logits` [n, V] at the positions asked for; BERT's `pooled` [1, D] and `nsp` [1, 2].
 */
import type { Tensor } from '@tensorflow/tfjs-core';
import type { HostArray } from './weights/parameters.ts';

export interface Tap {
  /** Called by the forward pass with each stage as it is computed; who wants to have it longer keeps it. */
  (name: string, stage: Tensor): void;
  /** Whether every stage of this layer's attention is wanted, so that none may be passed over. */
  inStages(layer: number): boolean;
}

const KEYS_LAST = /\.(scores|scaled|masked|weights)$/;
const TOKENS_FIRST = /(^embeddings|\.input|\.projected|\.context|\.output|^head|^final)$/;
const TOKENS_SECOND = /\.[qkv]$/;

/** The shape of a stage without its padding, when T tokens were padded. */
function cropped(name: string, shape: readonly number[], length: number): readonly number[] {
  if (KEYS_LAST.test(name)) return [shape[0]!, length, length]; // [H, T, T]
  if (TOKENS_SECOND.test(name)) return [shape[0]!, length, shape[2]!]; // [H, T, d]
  if (TOKENS_FIRST.test(name)) return [length, shape[1]!]; // [T, D]
  return shape;
}

/** A copy of a stage as it was read back, without the rows and columns of padding tokens. */
export function withoutPadding(name: string, stage: HostArray, length: number): HostArray {
  const to = cropped(name, stage.shape, length);
  const [rows, columns] = stage.shape.slice(-2) as [number, number];
  const [keptRows, keptColumns] = to.slice(-2) as [number, number];
  if (rows === keptRows && columns === keptColumns) {
    return { shape: to, values: stage.values.slice() };
  }
  const matrices = stage.values.length / (rows * columns);
  const values = new Float32Array(matrices * keptRows * keptColumns);
  for (let matrix = 0, at = 0; matrix < matrices; matrix++) {
    for (let row = 0; row < keptRows; row++, at += keptColumns) {
      const from = (matrix * rows + row) * columns;
      values.set(stage.values.subarray(from, from + keptColumns), at);
    }
  }
  return { shape: to, values };
}

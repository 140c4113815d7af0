/**
 * GPT-2 (Radford et al. 2019): a Transformer decoder with each layer norm before its sub-layer and
 * one after the last block; its head is the word embedding.
 */
import {
  add,
  concat2d,
  matMul,
  type Tensor,
  type Tensor2D,
  type Tensor3D,
} from '@tensorflow/tfjs-core';
import { attendAtOnce, attendInStages, type Switches, switched } from './attention.ts';
import type { ModelConfig } from './config.ts';
import { geluTanh, layerNorm, linear } from './ops.ts';
import type { Tap } from './stages.ts';
import type { GptWeights } from './weights.ts';

export interface Decoded {
  /** [n, D], after the final norm. */
  readonly hidden: Tensor2D;
  /** [H, n, T] of each layer. */
  readonly attention: readonly Tensor3D[];
}

/**
 * Reads the last n of T tokens; all of them unless a past is given. What came before a token never
 * depends on it, so with a causal mask nothing that was computed for a prefix has to be computed again.
 *
 * @param embedded word + position embeddings, [n, D].
 * @param masks additive, [n, T], one per layer.
 * @param switches heads that are switched off, one entry per layer.
 * @param past each layer's queries, keys and values of the first T − n tokens, [T − n, 3D].
 */
export function decode(
  embedded: Tensor2D,
  masks: readonly Tensor2D[],
  weights: GptWeights<Tensor>,
  { heads, epsilon }: ModelConfig,
  tap?: Tap,
  switches?: readonly (Switches | null)[],
  past?: readonly Tensor2D[] | null,
): Decoded {
  let x = embedded; // [n, D]
  tap?.('embeddings', x);
  const attention = weights.blocks.map((block, layer) => {
    const normed = layerNorm(x, block.attentionNorm, epsilon); // [n, D]
    tap?.(`layers.${layer}.input`, normed);
    const own = linear(normed, block.qkv); // [n, 3D]
    const projected = past ? concat2d([past[layer]!, own], 0) : own; // [T, 3D]
    const attend = tap?.inStages(layer) ? attendInStages : attendAtOnce;
    const stages = attend(projected, masks[layer]!, heads);
    const context = switched(stages.context, switches?.[layer]); // [n, D]
    const y = add<Tensor2D>(x, linear(context, block.project)); // [n, D]
    const inner = linear(layerNorm(y, block.feedForwardNorm, epsilon), block.expand); // [n, feedForward]
    x = add(y, linear(geluTanh(inner), block.contract)); // [n, D]
    for (const [name, stage] of Object.entries({ ...stages, projected: own, context })) {
      tap?.(`layers.${layer}.${name}`, stage);
    }
    tap?.(`layers.${layer}.output`, x);
    return stages.weights; // [H, n, T]
  });
  const hidden = layerNorm(x, weights.finalNorm, epsilon); // [n, D]
  tap?.('final', hidden);
  return { hidden, attention };
}

/** What comes next: logits over the vocabulary, [n, V], for n rows of hidden states [n, D]. */
export function predictNext(rows: Tensor2D, weights: GptWeights<Tensor>): Tensor2D {
  return matMul(rows, weights.vocabulary as Tensor2D); // [n, V]
}

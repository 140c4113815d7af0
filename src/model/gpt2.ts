/**
 * GPT-2 (Radford et al. 2019): a Transformer decoder with each layer norm before its sub-layer and
 * one after the last block; its head is the word embedding.
 */
import { add, matMul, type Tensor, type Tensor2D, type Tensor3D } from '@tensorflow/tfjs-core';
import { type Switches, selfAttention } from './attention.ts';
import type { ModelConfig } from './config.ts';
import { geluTanh, layerNorm, linear } from './ops.ts';
import type { Tap } from './stages.ts';
import type { GptWeights } from './weights.ts';

export interface Decoded {
  /** [T, D], after the final norm. */
  readonly hidden: Tensor2D;
  /** [H, T, T] of each layer. */
  readonly attention: readonly Tensor3D[];
}

/**
 * @param embedded word + position embeddings, [T, D].
 * @param masks additive, [T, T], one per layer.
 * @param switches heads that are switched off, one entry per layer.
 */
export function decode(
  embedded: Tensor2D,
  masks: readonly Tensor2D[],
  weights: GptWeights<Tensor>,
  { heads, epsilon }: ModelConfig,
  tap?: Tap,
  switches?: readonly (Switches | null)[],
): Decoded {
  let x = embedded; // [T, D]
  tap?.('embeddings', x);
  const attention = weights.blocks.map((block, layer) => {
    const normed = layerNorm(x, block.attentionNorm, epsilon); // [T, D]
    tap?.(`layers.${layer}.input`, normed);
    const stages = selfAttention(normed, block.qkv, masks[layer]!, heads, switches?.[layer]);
    const y = add<Tensor2D>(x, linear(stages.context, block.project)); // [T, D]
    const inner = linear(layerNorm(y, block.feedForwardNorm, epsilon), block.expand); // [T, feedForward]
    x = add(y, linear(geluTanh(inner), block.contract)); // [T, D]
    for (const [name, stage] of Object.entries(stages)) tap?.(`layers.${layer}.${name}`, stage);
    tap?.(`layers.${layer}.output`, x);
    return stages.weights; // [H, T, T]
  });
  const hidden = layerNorm(x, weights.finalNorm, epsilon); // [T, D]
  tap?.('final', hidden);
  return { hidden, attention };
}

/** What comes next: logits over the vocabulary, [n, V], for n rows of hidden states [n, D]. */
export function predictNext(rows: Tensor2D, weights: GptWeights<Tensor>): Tensor2D {
  return matMul(rows, weights.vocabulary as Tensor2D); // [n, V]
}

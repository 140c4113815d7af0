/**
 * BERT (Devlin et al. 2019): a Transformer encoder (Vaswani et al. 2017) with each layer norm after
 * its residual sum, and two heads, for masked words and for the next sentence.
 */
import { add, slice, type Tensor, type Tensor2D, type Tensor3D, tanh } from '@tensorflow/tfjs-core';
import { attendAtOnce, attendInStages, type Switches, switched } from './attention.ts';
import type { ModelConfig } from './config.ts';
import { gelu, layerNorm, linear } from './ops.ts';
import type { Tap } from './stages.ts';
import type { BertWeights } from './weights.ts';

export interface Encoded {
  /** [T, D] */
  readonly hidden: Tensor2D;
  /** [H, T, T] of each layer. */
  readonly attention: readonly Tensor3D[];
}

/**
 * @param embedded word + position + segment embeddings, [T, D].
 * @param masks additive, [T, T], one per layer.
 * @param switches heads that are switched off, one entry per layer.
 */
export function encode(
  embedded: Tensor2D,
  masks: readonly Tensor2D[],
  weights: BertWeights<Tensor>,
  { heads, epsilon }: ModelConfig,
  tap?: Tap,
  switches?: readonly (Switches | null)[],
): Encoded {
  let x = layerNorm(embedded, weights.embeddingNorm, epsilon); // [T, D]
  tap?.('embeddings', x);
  const attention = weights.blocks.map((block, layer) => {
    tap?.(`layers.${layer}.input`, x);
    const attend = tap?.inStages(layer) ? attendInStages : attendAtOnce;
    const stages = attend(linear(x, block.qkv), masks[layer]!, heads);
    const context = switched(stages.context, switches?.[layer]); // [T, D]
    const mixed = linear(context, block.project); // [T, D]
    const y = layerNorm(add(x, mixed), block.attentionNorm, epsilon); // [T, D]
    const inner = gelu(linear(y, block.expand)); // [T, feedForward]
    x = layerNorm(add(y, linear(inner, block.contract)), block.feedForwardNorm, epsilon); // [T, D]
    for (const [name, stage] of Object.entries({ ...stages, context })) {
      tap?.(`layers.${layer}.${name}`, stage);
    }
    tap?.(`layers.${layer}.output`, x);
    return stages.weights; // [H, T, T]
  });
  tap?.('final', x);
  return { hidden: x, attention };
}

/** What a blank should hold: logits over the vocabulary, [n, V], for n rows of hidden states [n, D]. */
export function predictMasked(
  rows: Tensor2D,
  weights: BertWeights<Tensor>,
  { epsilon }: ModelConfig,
): Tensor2D {
  const transformed = gelu(linear(rows, weights.transform)); // [n, D]
  return linear(layerNorm(transformed, weights.transformNorm, epsilon), weights.vocabulary); // [n, V]
}

/** The hidden state of `[CLS]`, pooled for the next-sentence head: [1, D]. */
export function pool(hidden: Tensor2D, weights: BertWeights<Tensor>): Tensor2D {
  return tanh(linear(slice(hidden, [0, 0], [1, -1]), weights.pooler)); // [1, D]
}

/** Logits of "the second text follows the first" and "it does not": [1, 2]. */
export function predictNextSentence(pooled: Tensor2D, weights: BertWeights<Tensor>): Tensor2D {
  return linear(pooled, weights.nextSentence); // [1, 2]
}

/**
 * The encoder that BERT, RoBERTa and DistilBERT share (Vaswani et al. 2017, Devlin et al. 2019): each layer
 * norm stands after its residual sum,
 *
 *     y = norm(x + attention(x)),  x' = norm(y + W₂ act(W₁ y)),
 *
 * and a head for masked words ends in the word embedding. What their files call all this, what their texts
 * are framed by and what else they have is each family's own.
 */
import { add, gather, type Tensor, type Tensor2D, tidy } from '@tensorflow/tfjs-core';
import { isBlank } from '../../text/blank.ts';
import type { Token } from '../../text/token.ts';
import { told } from '../../text/told.ts';
import { ablated, attendAtOnce, attendInStages, type HeadAblation } from '../attention.ts';
import { ACTIVATIONS, type Activation, layerNorm, linear, logits } from '../ops.ts';
import type { Tap } from '../stages.ts';
import {
  type Block,
  type HostArray,
  type Linear,
  type Norm,
  release,
  type WordHead,
} from '../weights/parameters.ts';
import type { TensorReader } from '../weights/tensors.ts';
import {
  type Frame,
  type Input,
  type ModelConfig,
  type Network,
  type Pass,
  withoutHead,
} from './family.ts';

/** Under the names of the papers; the leaves are arrays on the host or tensors on the backend. */
export interface EncoderWeights<Leaf> {
  readonly embeddingNorm: Norm<Leaf>;
  readonly blocks: readonly Block<Leaf>[];
  /** Null in a checkpoint without this head. */
  readonly masked: MaskedHead<Leaf> | null;
}

/**
 * The hidden states after the last layer, [T, D].
 *
 * @param embedded the sum of the embeddings, [T, D].
 * @param masks additive, [T, T], one per layer.
 * @param ablations heads that are switched off, one entry per layer.
 */
export function encode(
  embedded: Tensor2D,
  masks: readonly Tensor2D[],
  weights: EncoderWeights<Tensor>,
  { heads, epsilon, activation }: ModelConfig,
  tap?: Tap,
  ablations?: readonly (HeadAblation | null)[],
): Tensor2D {
  let x = layerNorm(embedded, weights.embeddingNorm, epsilon); // [T, D]
  tap?.('embeddings', x);
  for (const [layer, block] of weights.blocks.entries()) {
    tap?.(`layers.${layer}.input`, x);
    // Of a layer only its output is handed on: the attention of all layers together may be large.
    x = tidy(() => {
      const attend = tap?.inStages(layer) ? attendInStages : attendAtOnce;
      const stages = attend(linear(x, block.qkv), masks[layer]!, heads);
      const context = ablated(stages.context, ablations?.[layer]); // [T, D]
      const mixed = linear(context, block.project); // [T, D]
      const y = layerNorm(add(x, mixed), block.attentionNorm, epsilon); // [T, D]
      const inner = ACTIVATIONS[activation](linear(y, block.expand)); // [T, feedForward]
      for (const [name, stage] of Object.entries({ ...stages, context })) {
        tap?.(`layers.${layer}.${name}`, stage);
      }
      return layerNorm(add(y, linear(inner, block.contract)), block.feedForwardNorm, epsilon); // [T, D]
    });
    tap?.(`layers.${layer}.output`, x);
  }
  tap?.('final', x);
  return x;
}

/** The masked-word head: a transformation [D, D], then the word embedding: [V, D]. */
export interface MaskedHead<Leaf> {
  readonly transform: Linear<Leaf>;
  readonly norm: Norm<Leaf>;
  readonly vocabulary: WordHead<Leaf>;
}

/** What a blank should hold: logits over the vocabulary, [n, V], for n rows of hidden states [n, D]. */
export function predictMasked(
  rows: Tensor2D,
  { transform, norm, vocabulary }: MaskedHead<Tensor>,
  activation: Activation,
  epsilon: number,
): Tensor2D {
  const transformed = ACTIVATIONS[activation](linear(rows, transform)); // [n, D]
  return logits(layerNorm(transformed, norm, epsilon), vocabulary); // [n, V]
}

/**
 * The last matrix of the masked-word head: the word embedding and a bias beside it, or a matrix of its own with its
 * own bias. Files have either or both of the biases.
 *
 * @param words [V, D]
 * @param decoder what the matrix of its own is called
 * @param bias what the bias beside the word embedding is called
 */
export function vocabularyHead(
  words: HostArray,
  decoder: string,
  bias: string,
  { vocabulary: V, width: D, tied }: ModelConfig,
  { array, has }: TensorReader,
): WordHead<HostArray> {
  const own = `${decoder}.bias`;
  const [first, second] = tied ? [bias, own] : [own, bias];
  return {
    words: tied ? words : array(`${decoder}.weight`, V, D),
    bias: array(!has(first) && has(second) ? second : first, V),
  };
}

/**
 * A text between the model's own tokens.
 *
 * @param between what stands between a text and the one that follows it.
 */
export function encoderFrame(
  start: Token,
  between: readonly Token[],
  end: Token,
  { can, segments }: Pick<ModelConfig, 'can' | 'segments'>,
): Frame {
  return {
    specials: (isPair) => (isPair ? 2 + between.length : 2),
    around(a, b) {
      const tokens = b ? [start, ...a, ...between, ...b, end] : [start, ...a, end];
      const second = b && segments > 1 ? tokens.length - b.length - 1 : tokens.length;
      return {
        tokens,
        segments: tokens.map((_, position) => (position < second ? 0 : 1)),
        unread: [],
        blanks: can.fillsBlanks
          ? tokens.flatMap((token, position) => (isBlank(token) ? [position] : []))
          : [],
      };
    },
  };
}

/**
 * An encoder whose only head, if it has one, is for masked words.
 *
 * @param activation of that head.
 */
export function encoderNetwork(
  config: ModelConfig,
  weights: EncoderWeights<Tensor>,
  activation: Activation,
): Network {
  const { masked } = weights;
  return {
    blocks: weights.blocks,
    words: masked?.vocabulary.words ?? null,
    pass({ embedded, masks, ablations, rows }: Input, tap: Tap): Pass {
      const hidden = encode(embedded, masks, weights, config, tap, ablations); // [T, D]
      return {
        logits:
          rows && masked
            ? predictMasked(gather(hidden, rows), masked, activation, config.epsilon)
            : null,
        nextSentence: null,
      };
    },
    dispose: () => release(weights),
  };
}

/** A model's shape, without the ability to fill blanks where its file ends before the head. */
export function withMaskedHead(
  config: ModelConfig,
  { masked }: EncoderWeights<HostArray>,
  name: string,
): ModelConfig {
  if (masked) return config;
  const fillsBlanks = withoutHead(told`masked-word head (${name})`, told`fills no blanks`);
  const lacks = { ...config.can.lacks, fillsBlanks };
  return { ...config, can: { ...config.can, fillsBlanks: false, lacks } };
}

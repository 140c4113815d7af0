/**
 * BERT (Devlin et al. 2019): a Transformer encoder (Vaswani et al. 2017) with each layer norm after
 * its residual sum, and two heads, for masked words and for the next sentence. Fields and tensors are
 * named as in Hugging Face's `BertForPreTraining`.
 */
import { add, gather, slice, type Tensor, type Tensor2D, tanh, tidy } from '@tensorflow/tfjs-core';
import * as z from 'zod/mini';
import { isBlank } from '../../text/blank.ts';
import type { Tokenizer } from '../../text/tokenizer.ts';
import { ablated, attendAtOnce, attendInStages, type HeadAblation } from '../attention.ts';
import { gelu, layerNorm, linear } from '../ops.ts';
import type { Tap } from '../stages.ts';
import {
  type Block,
  type HostArray,
  type Linear,
  type Norm,
  release,
  upload,
} from '../weights/parameters.ts';
import { sideBySide, transpose } from '../weights/tensors.ts';
import {
  common,
  epsilon,
  type Family,
  type Frame,
  headWidth,
  type Input,
  type ModelConfig,
  only,
  type Pass,
  parseConfig,
  size,
} from './family.ts';

/**
 * The hidden states after the last layer, [T, D].
 *
 * @param embedded word + position + segment embeddings, [T, D].
 * @param masks additive, [T, T], one per layer.
 * @param switches heads that are switched off, one entry per layer.
 */
function encode(
  embedded: Tensor2D,
  masks: readonly Tensor2D[],
  weights: Weights<Tensor>,
  { heads, epsilon }: ModelConfig,
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
      const inner = gelu(linear(y, block.expand)); // [T, feedForward]
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

/** What a blank should hold: logits over the vocabulary, [n, V], for n rows of hidden states [n, D]. */
function predictMasked(
  rows: Tensor2D,
  weights: Weights<Tensor>,
  { epsilon }: ModelConfig,
): Tensor2D {
  const transformed = gelu(linear(rows, weights.transform)); // [n, D]
  return linear(layerNorm(transformed, weights.transformNorm, epsilon), weights.vocabulary); // [n, V]
}

/** The hidden state of `[CLS]`, pooled for the next-sentence head: [1, D]. */
function pool(hidden: Tensor2D, weights: Weights<Tensor>): Tensor2D {
  return tanh(linear(slice(hidden, [0, 0], [1, -1]), weights.pooler)); // [1, D]
}

/** Logits of "the second text follows the first" and "it does not": [1, 2]. */
function predictNextSentence(pooled: Tensor2D, weights: Weights<Tensor>): Tensor2D {
  return linear(pooled, weights.nextSentence); // [1, 2]
}

/** Under the names of the paper; the leaves are arrays on the host or tensors on the backend. */
interface Weights<Leaf> {
  readonly embeddingNorm: Norm<Leaf>;
  readonly blocks: readonly Block<Leaf>[];
  /** The masked-word head: a transformation [D, D], then the word embedding, transposed: [D, V]. */
  readonly transform: Linear<Leaf>;
  readonly transformNorm: Norm<Leaf>;
  readonly vocabulary: Linear<Leaf>;
  /** The next-sentence head: [D, D], then [D, 2]. */
  readonly pooler: Linear<Leaf>;
  readonly nextSentence: Linear<Leaf>;
}

/** `[CLS] a [SEP]`, for a pair `[CLS] a [SEP] b [SEP]` with segments 0 and 1 (figure 2). */
function frame({ special }: Tokenizer): Frame {
  const cls = special('cls_token', '[CLS]');
  const sep = special('sep_token', '[SEP]');
  return {
    specials: (isPair) => (isPair ? 3 : 2),
    around(a, b) {
      const first = [cls, ...a, sep];
      const tokens = b ? [...first, ...b, sep] : first;
      return {
        tokens,
        segments: tokens.map((_, position) => (position < first.length ? 0 : 1)),
        unread: [],
        blanks: tokens.flatMap((token, position) => (isBlank(token) ? [position] : [])),
      };
    },
  };
}

const Config = z.object({
  ...common,
  num_hidden_layers: size,
  num_attention_heads: size,
  hidden_size: size,
  intermediate_size: size,
  max_position_embeddings: size,
  vocab_size: size,
  type_vocab_size: size,
  layer_norm_eps: epsilon,
  hidden_act: z.literal('gelu'),
  position_embedding_type: only('absolute'),
  is_decoder: only(false),
});

export const bert: Family = {
  type: 'bert',
  frame,

  config(json) {
    const config = parseConfig(Config, json);
    return {
      can: {
        causal: false,
        fillsBlanks: true,
        nextSentence: true,
        writes: false,
        maxTokens: config.max_position_embeddings,
      },
      layers: config.num_hidden_layers,
      heads: config.num_attention_heads,
      width: config.hidden_size,
      headWidth: headWidth(config.hidden_size, config.num_attention_heads),
      feedForward: config.intermediate_size,
      vocabulary: config.vocab_size,
      segments: config.type_vocab_size,
      epsilon: config.layer_norm_eps,
    };
  },

  checkpoint(config, { array, norm, linear: dense }) {
    const { width: D, feedForward, vocabulary: V } = config;
    const block = (layer: number): Block<HostArray> => {
      const at = `bert.encoder.layer.${layer}`;
      const project = (what: string) => dense(`${at}.attention.self.${what}`, D, D);
      return {
        qkv: sideBySide([project('query'), project('key'), project('value')]),
        project: dense(`${at}.attention.output.dense`, D, D),
        attentionNorm: norm(`${at}.attention.output.LayerNorm`, D),
        expand: dense(`${at}.intermediate.dense`, D, feedForward),
        contract: dense(`${at}.output.dense`, feedForward, D),
        feedForwardNorm: norm(`${at}.output.LayerNorm`, D),
      };
    };
    const words = array('bert.embeddings.word_embeddings.weight', V, D);
    const positions = array('bert.embeddings.position_embeddings.weight', config.can.maxTokens, D);
    const segments = array('bert.embeddings.token_type_embeddings.weight', config.segments, D);
    const weights: Weights<HostArray> = {
      embeddingNorm: norm('bert.embeddings.LayerNorm', D),
      blocks: Array.from({ length: config.layers }, (_, layer) => block(layer)),
      transform: dense('cls.predictions.transform.dense', D, D),
      transformNorm: norm('cls.predictions.transform.LayerNorm', D),
      vocabulary: { weight: transpose(words), bias: array('cls.predictions.bias', V) },
      pooler: dense('bert.pooler.dense', D, D),
      nextSentence: dense('cls.seq_relationship', D, 2),
    };
    return {
      config,
      embeddings: { words, positions, segments },
      blocks: weights.blocks,
      frame,
      upload: () => network(config, upload(weights)),
    };
  },
};

function network(config: ModelConfig, weights: Weights<Tensor>) {
  return {
    blocks: weights.blocks,
    pass({ embedded, masks, ablations, rows, nextSentence }: Input, tap: Tap): Pass {
      const hidden = encode(embedded, masks, weights, config, tap, ablations);
      const logits = rows && predictMasked(gather(hidden, rows), weights, config);
      const pooled = nextSentence ? pool(hidden, weights) : null;
      if (pooled) tap('pooled', pooled);
      return { logits, nextSentence: pooled && predictNextSentence(pooled, weights) };
    },
    dispose: () => release(weights),
  };
}

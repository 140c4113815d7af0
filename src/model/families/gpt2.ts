/**
 * GPT-2 (Radford et al. 2019): a Transformer decoder with each layer norm before its sub-layer and
 * one after the last block; its head is the word embedding, seldom a matrix of its own. Fields and tensors are
 * named as in Hugging Face's `GPT2LMHeadModel`, with or without the beginning `transformer.`.
 */
import { add, concat2d, gather, type Tensor, type Tensor2D, tidy } from '@tensorflow/tfjs-core';
import * as z from 'zod/mini';
import { isBlank } from '../../text/blank.ts';
import { told } from '../../text/told.ts';
import { ablated, attendAtOnce, attendInStages, type HeadAblation } from '../attention.ts';
import { ACTIVATIONS, layerNorm, linear, logits } from '../ops.ts';
import type { Tap } from '../stages.ts';
import { type Block, type HostArray, type Norm, release, upload } from '../weights/parameters.ts';
import {
  activation,
  common,
  epsilon,
  type Family,
  headWidth,
  type Input,
  type ModelConfig,
  only,
  type Pass,
  parseConfig,
  size,
} from './family.ts';

/**
 * The hidden states after the final norm, [n, D]. Reads the last n of T tokens; all of them unless a past is given. What came before a token never
 * depends on it, so with a causal mask nothing that was computed for a prefix has to be computed again.
 *
 * @param embedded word + position embeddings, [n, D].
 * @param masks additive, [n, T], one per layer.
 * @param ablations heads that are switched off, one entry per layer.
 * @param kvCache each layer's queries, keys and values of the first T − n tokens, [T − n, 3D].
 */
function decode(
  embedded: Tensor2D,
  masks: readonly Tensor2D[],
  weights: Weights<Tensor>,
  { heads, epsilon, activation }: ModelConfig,
  tap?: Tap,
  ablations?: readonly (HeadAblation | null)[],
  kvCache?: readonly Tensor2D[] | null,
): Tensor2D {
  let x = embedded; // [n, D]
  tap?.('embeddings', x);
  for (const [layer, block] of weights.blocks.entries()) {
    // Of a layer only its output is handed on: the attention of all layers together may be large.
    x = tidy(() => {
      const normed = layerNorm(x, block.attentionNorm, epsilon); // [n, D]
      tap?.(`layers.${layer}.input`, normed);
      const own = linear(normed, block.qkv); // [n, 3D]
      const projected = kvCache ? concat2d([kvCache[layer]!, own], 0) : own; // [T, 3D]
      const attend = tap?.inStages(layer) ? attendInStages : attendAtOnce;
      const stages = attend(projected, masks[layer]!, heads);
      const context = ablated(stages.context, ablations?.[layer]); // [n, D]
      const y = add<Tensor2D>(x, linear(context, block.project)); // [n, D]
      const inner = linear(layerNorm(y, block.feedForwardNorm, epsilon), block.expand); // [n, feedForward]
      for (const [name, stage] of Object.entries({ ...stages, projected: own, context })) {
        tap?.(`layers.${layer}.${name}`, stage);
      }
      return add<Tensor2D>(y, linear(ACTIVATIONS[activation](inner), block.contract)); // [n, D]
    });
    tap?.(`layers.${layer}.output`, x);
  }
  const hidden = layerNorm(x, weights.finalNorm, epsilon); // [n, D]
  tap?.('final', hidden);
  return hidden;
}

/** Under the names of the paper; the leaves are arrays on the host or tensors on the backend. */
interface Weights<Leaf> {
  readonly blocks: readonly Block<Leaf>[];
  readonly finalNorm: Norm<Leaf>;
  /** The word embedding, or a matrix of its own, [V, D]; null in a classifier. */
  readonly words: Leaf | null;
}

/** `<|endoftext|> a`, for a pair `<|endoftext|> a b`. It knows no blank, and stops reading before the first. */
const frame: Family['frame'] = ({ special }) => {
  const start = special('bos_token', '<|endoftext|>');
  return {
    specials: () => 1,
    around(a, b) {
      const text = b ? [...a, ...b] : a;
      const blank = text.findIndex(isBlank);
      const tokens = [start, ...(blank === -1 ? text : text.slice(0, blank))];
      return {
        tokens,
        segments: tokens.map(() => 0),
        unread: text.slice(tokens.length - 1),
        blanks: [],
      };
    },
  };
};

const Config = z.object({
  ...common,
  n_layer: size,
  n_head: size,
  n_embd: size,
  n_inner: z.nullish(size),
  n_positions: size,
  vocab_size: size,
  layer_norm_epsilon: z._default(epsilon, 1e-5),
  activation_function: activation('gelu_new'),
  scale_attn_weights: only(true),
  scale_attn_by_inverse_layer_idx: only(false),
});

export const gpt2: Family = {
  type: 'gpt2',
  frame,
  passedOver: /\.attn\.(bias|masked_bias)$|^lm_head\.weight$/,

  config(json) {
    const config = parseConfig(Config, json);
    return {
      can: {
        causal: true,
        fillsBlanks: false,
        nextSentence: false,
        writes: true,
        maxTokens: config.n_positions,
      },
      layers: config.n_layer,
      heads: config.n_head,
      width: config.n_embd,
      headWidth: headWidth(config.n_embd, config.n_head),
      feedForward: config.n_inner ?? 4 * config.n_embd,
      vocabulary: config.vocab_size,
      segments: 0,
      epsilon: config.layer_norm_epsilon,
      activation: config.activation_function,
      firstPosition: 0,
      tied: config.tie_word_embeddings ?? true,
    };
  },

  checkpoint(full, reader) {
    const { width: D, feedForward, vocabulary: V } = full;
    const body = reader.under(reader.has('wte.weight') ? '' : 'transformer.');
    const { norm, conv1d } = body;
    const block = (layer: number): Block<HostArray> => {
      const at = `h.${layer}`;
      return {
        attentionNorm: norm(`${at}.ln_1`, D),
        qkv: conv1d(`${at}.attn.c_attn`, D, 3 * D),
        project: conv1d(`${at}.attn.c_proj`, D, D),
        feedForwardNorm: norm(`${at}.ln_2`, D),
        expand: conv1d(`${at}.mlp.c_fc`, D, feedForward),
        contract: conv1d(`${at}.mlp.c_proj`, feedForward, D),
      };
    };
    const words = body.array('wte.weight', V, D);
    const positions = body.array('wpe.weight', full.can.maxTokens, D);
    const classifies = reader.has('score.weight');
    const head = () => (full.tied ? words : reader.array('lm_head.weight', V, D));
    const weights: Weights<HostArray> = {
      blocks: Array.from({ length: full.layers }, (_, layer) => block(layer)),
      finalNorm: norm('ln_f', D),
      words: classifies ? null : head(),
    };
    const config = classifies ? withoutWriting(full) : full;
    return {
      config,
      embeddings: { words, positions, segments: null },
      blocks: weights.blocks,
      ...(weights.words && {
        unembedding: { norm: weights.finalNorm, words: weights.words },
      }),
      frame: (tokenizer) => frame(tokenizer, config),
      upload: () => network(config, upload(weights)),
    };
  },
};

function withoutWriting(config: ModelConfig): ModelConfig {
  const writes = told`This file was trained to classify (it ends in ${'score'}), so the model does not say what comes next; its attention is complete.`;
  return { ...config, can: { ...config.can, writes: false, lacks: { writes } } };
}

function network(config: ModelConfig, weights: Weights<Tensor>) {
  const { words } = weights;
  return {
    blocks: weights.blocks,
    words,
    pass({ embedded, masks, kvCache, ablations, rows }: Input, tap: Tap): Pass {
      const hidden = decode(embedded, masks, weights, config, tap, ablations, kvCache);
      return {
        // What comes next, after some of the tokens.
        logits: rows && words ? logits(gather(hidden, rows), { words, bias: null }) : null,
        nextSentence: null,
      };
    },
    dispose: () => release(weights),
  };
}

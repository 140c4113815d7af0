/**
 * BERT (Devlin et al. 2019): a Transformer encoder (`encoder.ts`) and two heads, for masked words and for the
 * next sentence. Fields and tensors are named as in Hugging Face's `BertForPreTraining`, with or without the
 * beginning `bert.`; a checkpoint may lack either head.
 */
import { gather, slice, type Tensor, type Tensor2D, tanh } from '@tensorflow/tfjs-core';
import * as z from 'zod/mini';
import { told } from '../../text/told.ts';
import { linear } from '../ops.ts';
import type { Tap } from '../stages.ts';
import { type Block, type HostArray, type Linear, release, upload } from '../weights/parameters.ts';
import { sideBySide, type TensorReader } from '../weights/tensors.ts';
import {
  type EncoderWeights,
  encode,
  encoderFrame,
  predictMasked,
  vocabularyHead,
  withMaskedHead,
} from './encoder.ts';
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
  withoutHead,
} from './family.ts';

/** The hidden state of `[CLS]`, pooled for the next-sentence head: [1, D]. */
function pool(hidden: Tensor2D, { pooler }: NextSentenceHead<Tensor>): Tensor2D {
  return tanh(linear(slice(hidden, [0, 0], [1, -1]), pooler)); // [1, D]
}

/** Logits of "the second text follows the first" and "it does not": [1, 2]. */
function predictNextSentence(pooled: Tensor2D, { decide }: NextSentenceHead<Tensor>): Tensor2D {
  return linear(pooled, decide); // [1, 2]
}

/** The next-sentence head: [D, D], then [D, 2]. */
interface NextSentenceHead<Leaf> {
  readonly pooler: Linear<Leaf>;
  readonly decide: Linear<Leaf>;
}

interface Weights<Leaf> extends EncoderWeights<Leaf> {
  /** Null in a checkpoint without this head. */
  readonly nextSentence: NextSentenceHead<Leaf> | null;
}

/** What is read of `config.json`, RoBERTa's too. */
export const bertFields = {
  ...common,
  num_hidden_layers: size,
  num_attention_heads: size,
  hidden_size: size,
  intermediate_size: size,
  max_position_embeddings: size,
  vocab_size: size,
  type_vocab_size: z._default(size, 2),
  layer_norm_eps: z._default(epsilon, 1e-12),
  hidden_act: activation('gelu'),
  position_embedding_type: only('absolute'),
  is_decoder: only(false),
};

const Config = z.object(bertFields);

/** `[CLS] a [SEP]`, for a pair `[CLS] a [SEP] b [SEP]` with segments 0 and 1 (figure 2). */
const frame: Family['frame'] = ({ special }, config) => {
  const sep = special('sep_token', '[SEP]');
  return encoderFrame(special('cls_token', '[CLS]'), [sep], sep, config);
};

/** The blocks of BERT, whose names RoBERTa has kept, in a reader of what comes after the beginning. */
export function bertBlocks(
  { width: D, feedForward, layers }: ModelConfig,
  { linear: dense, norm }: TensorReader,
): Block<HostArray>[] {
  return Array.from({ length: layers }, (_, layer) => {
    const at = `encoder.layer.${layer}`;
    const project = (what: string) => dense(`${at}.attention.self.${what}`, D, D);
    return {
      qkv: sideBySide([project('query'), project('key'), project('value')]),
      project: dense(`${at}.attention.output.dense`, D, D),
      attentionNorm: norm(`${at}.attention.output.LayerNorm`, D),
      expand: dense(`${at}.intermediate.dense`, D, feedForward),
      contract: dense(`${at}.output.dense`, feedForward, D),
      feedForwardNorm: norm(`${at}.output.LayerNorm`, D),
    };
  });
}

export const bert: Family = {
  type: 'bert',
  frame,
  passedOver: /embeddings\.position_ids$|^cls\.predictions\.(bias|decoder\.(weight|bias))$/,

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
      activation: config.hidden_act,
      firstPosition: 0,
      tied: config.tie_word_embeddings ?? true,
    };
  },

  checkpoint(full, reader) {
    const { norm, linear: dense } = reader;
    const { width: D, vocabulary: V } = full;
    const bare = reader.has('embeddings.word_embeddings.weight');
    const body = reader.under(bare ? '' : 'bert.');
    const words = body.array('embeddings.word_embeddings.weight', V, D);
    const positions = body.array('embeddings.position_embeddings.weight', full.can.maxTokens, D);
    const segments = body.array('embeddings.token_type_embeddings.weight', full.segments, D);
    const masked = reader.hasAny('cls.predictions.') && {
      transform: dense('cls.predictions.transform.dense', D, D),
      norm: norm('cls.predictions.transform.LayerNorm', D),
      vocabulary: vocabularyHead(
        words,
        'cls.predictions.decoder',
        'cls.predictions.bias',
        full,
        reader,
      ),
    };
    const nextSentence = reader.hasAny('cls.seq_relationship.') && {
      pooler: body.linear('pooler.dense', D, D),
      decide: dense('cls.seq_relationship', D, 2),
    };
    const weights: Weights<HostArray> = {
      embeddingNorm: body.norm('embeddings.LayerNorm', D),
      blocks: bertBlocks(full, body),
      masked: masked || null,
      nextSentence: nextSentence || null,
    };
    const config = withNextSentence(withMaskedHead(full, weights, 'cls.predictions'), weights);
    return {
      config,
      embeddings: { words, positions, segments },
      blocks: weights.blocks,
      frame: (tokenizer) => frame(tokenizer, config),
      upload: () => network(config, upload(weights)),
    };
  },
};

function withNextSentence(config: ModelConfig, { nextSentence }: Weights<HostArray>): ModelConfig {
  if (nextSentence) return config;
  const head = told`next-sentence head (${'cls.seq_relationship'})`;
  const lacks = {
    ...config.can.lacks,
    nextSentence: withoutHead(head, told`does not judge whether one text follows another`),
  };
  return { ...config, can: { ...config.can, nextSentence: false, lacks } };
}

function network(config: ModelConfig, weights: Weights<Tensor>) {
  const { masked, nextSentence: following } = weights;
  return {
    blocks: weights.blocks,
    words: masked?.vocabulary.words ?? null,
    pass({ embedded, masks, ablations, rows, nextSentence }: Input, tap: Tap): Pass {
      const hidden = encode(embedded, masks, weights, config, tap, ablations);
      const logits =
        rows && masked
          ? predictMasked(gather(hidden, rows), masked, config.activation, config.epsilon)
          : null;
      const pooled = nextSentence && following ? pool(hidden, following) : null;
      if (pooled) tap('pooled', pooled);
      return {
        logits,
        nextSentence: pooled && following && predictNextSentence(pooled, following),
      };
    },
    dispose: () => release(weights),
  };
}

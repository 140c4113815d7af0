/**
 * DistilBERT (Sanh et al. 2019): BERT's encoder (`encoder.ts`) with half the layers, taught by BERT; it knows no
 * segments and no next sentence. Fields and tensors are named as in Hugging Face's
 * `DistilBertForMaskedLM`, with or without the beginning `distilbert.`, which its head never has.
 */
import * as z from 'zod/mini';
import { type Block, type HostArray, upload } from '../weights/parameters.ts';
import { sideBySide } from '../weights/tensors.ts';
import {
  type EncoderWeights,
  encoderFrame,
  encoderNetwork,
  vocabularyHead,
  withMaskedHead,
} from './encoder.ts';
import { activation, common, type Family, headWidth, parseConfig, size } from './family.ts';

/** It stands in no config.json. */
const EPSILON = 1e-12;

const Config = z.object({
  ...common,
  n_layers: size,
  n_heads: size,
  dim: size,
  hidden_dim: size,
  max_position_embeddings: size,
  vocab_size: size,
  activation: activation('gelu'),
});

/** `[CLS] a [SEP]`, for a pair `[CLS] a [SEP] b [SEP]`. */
const frame: Family['frame'] = ({ special }, config) => {
  const sep = special('sep_token', '[SEP]');
  return encoderFrame(special('cls_token', '[CLS]'), [sep], sep, config);
};

export const distilbert: Family = {
  type: 'distilbert',
  frame,
  passedOver: /embeddings\.position_ids$|^vocab_projector\.weight$/,

  config(json) {
    const config = parseConfig(Config, json);
    return {
      can: {
        causal: false,
        fillsBlanks: true,
        nextSentence: false,
        writes: false,
        maxTokens: config.max_position_embeddings,
      },
      layers: config.n_layers,
      heads: config.n_heads,
      width: config.dim,
      headWidth: headWidth(config.dim, config.n_heads),
      feedForward: config.hidden_dim,
      vocabulary: config.vocab_size,
      segments: 0,
      epsilon: EPSILON,
      activation: config.activation,
      firstPosition: 0,
      tied: config.tie_word_embeddings ?? true,
    };
  },

  checkpoint(full, reader) {
    const { norm, linear: dense } = reader;
    const { width: D, feedForward, vocabulary: V } = full;
    const bare = reader.has('embeddings.word_embeddings.weight');
    const body = reader.under(bare ? '' : 'distilbert.');
    const block = (layer: number): Block<HostArray> => {
      const at = `transformer.layer.${layer}`;
      const project = (what: string) => body.linear(`${at}.attention.${what}`, D, D);
      return {
        qkv: sideBySide([project('q_lin'), project('k_lin'), project('v_lin')]),
        project: project('out_lin'),
        attentionNorm: body.norm(`${at}.sa_layer_norm`, D),
        expand: body.linear(`${at}.ffn.lin1`, D, feedForward),
        contract: body.linear(`${at}.ffn.lin2`, feedForward, D),
        feedForwardNorm: body.norm(`${at}.output_layer_norm`, D),
      };
    };
    const words = body.array('embeddings.word_embeddings.weight', V, D);
    const positions = body.array('embeddings.position_embeddings.weight', full.can.maxTokens, D);
    const masked = reader.hasAny('vocab_') && {
      transform: dense('vocab_transform', D, D),
      norm: norm('vocab_layer_norm', D),
      vocabulary: vocabularyHead(words, 'vocab_projector', 'vocab_projector.bias', full, reader),
    };
    const weights: EncoderWeights<HostArray> = {
      embeddingNorm: body.norm('embeddings.LayerNorm', D),
      blocks: Array.from({ length: full.layers }, (_, layer) => block(layer)),
      masked: masked || null,
    };
    const config = withMaskedHead(full, weights, 'vocab_projector');
    return {
      config,
      embeddings: { words, positions, segments: null },
      blocks: weights.blocks,
      frame: (tokenizer) => frame(tokenizer, config),
      upload: () => encoderNetwork(config, upload(weights), config.activation),
    };
  },
};

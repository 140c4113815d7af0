/**
 * RoBERTa (Liu et al. 2019): BERT's encoder (`encoder.ts`), trained longer on masked words alone. Fields and
 * tensors are named as in Hugging Face's `RobertaForMaskedLM`, with or without the beginning `roberta.`. Its
 * positions count on from the padding token's id, a habit of the library that it was trained with: of 514
 * stored rows, 512 are of use.
 */
import * as z from 'zod/mini';
import { told } from '../../text/told.ts';
import { type HostArray, stored, upload } from '../weights/parameters.ts';
import { bertBlocks, bertFields } from './bert.ts';
import {
  type EncoderWeights,
  encoderFrame,
  encoderNetwork,
  vocabularyHead,
  withMaskedHead,
} from './encoder.ts';
import { ConfigError, type Family, headWidth, parseConfig } from './family.ts';

const Config = z.object({
  ...bertFields,
  pad_token_id: z._default(z.int().check(z.nonnegative()), 1),
});

/** `<s> a </s>`, for a pair `<s> a </s></s> b </s>`. */
const frame: Family['frame'] = ({ special }, config) => {
  const sep = special('sep_token', '</s>');
  return encoderFrame(special('cls_token', '<s>'), [sep, sep], sep, { ...config, segments: 1 });
};

export const roberta: Family = {
  type: 'roberta',
  frame,
  passedOver: /embeddings\.position_ids$|^lm_head\.(bias|decoder\.(weight|bias))$/,

  config(json) {
    const config = parseConfig(Config, json);
    const firstPosition = config.pad_token_id + 1;
    const maxTokens = config.max_position_embeddings - firstPosition;
    if (maxTokens < 1) {
      throw new ConfigError(
        told`config.json cannot be used: max_position_embeddings is ${config.max_position_embeddings}, and the first ${firstPosition} of them are not used: open the config.json that was published with the weights.`,
      );
    }
    return {
      can: { causal: false, fillsBlanks: true, nextSentence: false, writes: false, maxTokens },
      layers: config.num_hidden_layers,
      heads: config.num_attention_heads,
      width: config.hidden_size,
      headWidth: headWidth(config.hidden_size, config.num_attention_heads),
      feedForward: config.intermediate_size,
      vocabulary: config.vocab_size,
      segments: config.type_vocab_size,
      epsilon: config.layer_norm_eps,
      activation: config.hidden_act,
      firstPosition,
      tied: config.tie_word_embeddings ?? true,
    };
  },

  checkpoint(full, reader) {
    const { norm, linear: dense } = reader;
    const { width: D, vocabulary: V, firstPosition } = full;
    const bare = reader.has('embeddings.word_embeddings.weight');
    const body = reader.under(bare ? '' : 'roberta.');
    const words = body.array('embeddings.word_embeddings.weight', V, D);
    const all = body.array(
      'embeddings.position_embeddings.weight',
      firstPosition + full.can.maxTokens,
      D,
    );
    const positions = stored([full.can.maxTokens, D], () => all.values.subarray(firstPosition * D));
    const segments = body.array('embeddings.token_type_embeddings.weight', full.segments, D);
    const masked = reader.hasAny('lm_head.') && {
      transform: dense('lm_head.dense', D, D),
      norm: norm('lm_head.layer_norm', D),
      vocabulary: vocabularyHead(words, 'lm_head.decoder', 'lm_head.bias', full, reader),
    };
    const weights: EncoderWeights<HostArray> = {
      embeddingNorm: body.norm('embeddings.LayerNorm', D),
      blocks: bertBlocks(full, body),
      masked: masked || null,
    };
    const config = withMaskedHead(full, weights, 'lm_head');
    return {
      config,
      embeddings: { words, positions, segments },
      blocks: weights.blocks,
      frame: (tokenizer) => frame(tokenizer, config),
      // The head has GELU, whatever stands between the products of its layers.
      upload: () => encoderNetwork(config, upload(weights), 'gelu'),
    };
  },
};

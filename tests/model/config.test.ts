import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/model/families/family.ts';
import { readConfig } from '../../src/model/families/registry.ts';
import { tinyBertConfig, tinyGptConfig } from '../support/tiny-checkpoint.ts';

describe('A config.json', () => {
  it('of BERT gives the shape of the model', () => {
    expect(readConfig(tinyBertConfig)).toMatchObject({
      layers: 2,
      heads: 2,
      width: 8,
      headWidth: 4,
      feedForward: 16,
      can: { causal: false, fillsBlanks: true, nextSentence: true, writes: false, maxTokens: 128 },
      segments: 2,
      epsilon: 1e-12,
    });
  });

  it('of GPT-2 may leave the feed-forward width to be four times the width', () => {
    expect(readConfig(tinyGptConfig)).toMatchObject({
      can: { causal: true, fillsBlanks: false, nextSentence: false, writes: true, maxTokens: 128 },
      feedForward: 32,
      segments: 0,
    });
    expect(readConfig({ ...tinyGptConfig, n_inner: 24 }).feedForward).toBe(24);
  });

  it.each<[unknown, string]>([
    [null, 'it is null'],
    [{}, 'model_type is missing'],
    [
      { ...tinyBertConfig, model_type: 't5' },
      'model_type is "t5" (the models that can be opened are bert, distilbert, roberta, gpt2)',
    ],
    [{ ...tinyBertConfig, hidden_act: 'silu' }, 'hidden_act is "silu"'],
    [{ ...tinyBertConfig, hidden_size: undefined }, 'hidden_size is missing'],
    [{ ...tinyBertConfig, vocab_size: 0 }, 'vocab_size is 0'],
    [{ ...tinyGptConfig, n_layer: 1.5 }, 'n_layer is 1.5'],
    [{ ...tinyGptConfig, layer_norm_epsilon: '1e-5' }, 'layer_norm_epsilon is "1e-5"'],
    [{ ...tinyGptConfig, n_head: 3 }, 'a width of 8 cannot be shared by 3 heads'],
  ])('that cannot be used is refused, naming the field: %j', (json, message) => {
    expect(() => readConfig(json)).toThrow(ConfigError);
    expect(() => readConfig(json)).toThrow(message);
  });

  // What transformers implements and this program does not: read as if it were not there, the numbers
  // would be wrong and nothing would say so.
  it.each<[object, string]>([
    [{ ...tinyBertConfig, position_embedding_type: 'relative_key' }, 'position_embedding_type'],
    [{ ...tinyBertConfig, is_decoder: true }, 'is_decoder is true'],
    [{ ...tinyBertConfig, add_cross_attention: true }, 'add_cross_attention is true'],
    [{ ...tinyBertConfig, is_encoder_decoder: true }, 'is_encoder_decoder is true'],
    [{ ...tinyBertConfig, quantization_config: { bits: 4 } }, 'quantization_config is an object'],
    [{ ...tinyBertConfig, pruned_heads: { 0: [1] } }, 'pruned_heads'],
    [{ ...tinyGptConfig, scale_attn_weights: false }, 'scale_attn_weights is false'],
    [
      { ...tinyGptConfig, scale_attn_by_inverse_layer_idx: true },
      'scale_attn_by_inverse_layer_idx',
    ],
    [{ ...tinyGptConfig, add_cross_attention: true }, 'add_cross_attention is true'],
    [{ ...tinyGptConfig, activation_function: 'silu' }, 'activation_function is "silu"'],
  ])('that asks for other arithmetic is refused by the name of the field: %j', (json, message) => {
    expect(() => readConfig(json)).toThrow(ConfigError);
    expect(() => readConfig(json)).toThrow(message);
  });

  it('that asks for other arithmetic is refused with what would do', () => {
    expect(() =>
      readConfig({ ...tinyBertConfig, position_embedding_type: 'relative_key' }),
    ).toThrow(
      new ConfigError(
        'config.json cannot be used: position_embedding_type is "relative_key" (only "absolute" is computed here: open a model that has it).',
      ),
    );
    expect(() => readConfig({ ...tinyGptConfig, activation_function: 'silu' })).toThrow(
      'the activations computed here are gelu, gelu_python, gelu_new, gelu_fast, gelu_pytorch_tanh, relu: open a model with one of them',
    );
  });

  it('may name what is implemented, or changes no number', () => {
    const bert = { position_embedding_type: 'absolute', is_decoder: false, pruned_heads: {} };
    expect(readConfig({ ...tinyBertConfig, ...bert, tie_word_embeddings: true })).toEqual(
      readConfig(tinyBertConfig),
    );
    const gpt = { scale_attn_weights: true, reorder_and_upcast_attn: true, n_ctx: 128 };
    expect(readConfig({ ...tinyGptConfig, ...gpt, add_cross_attention: null })).toEqual(
      readConfig(tinyGptConfig),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { ConfigError, parseConfig } from '../../src/model/config.ts';
import { tinyBertConfig, tinyGptConfig } from '../support/tiny-checkpoint.ts';

describe('A config.json', () => {
  it('of BERT gives the shape of the model', () => {
    expect(parseConfig(tinyBertConfig)).toMatchObject({
      model: 'bert',
      layers: 2,
      heads: 2,
      width: 8,
      headWidth: 4,
      feedForward: 16,
      positions: 128,
      segments: 2,
      epsilon: 1e-12,
    });
  });

  it('of GPT-2 may leave the feed-forward width to be four times the width', () => {
    expect(parseConfig(tinyGptConfig)).toMatchObject({
      model: 'gpt',
      feedForward: 32,
      segments: 0,
    });
    expect(parseConfig({ ...tinyGptConfig, n_inner: 24 }).feedForward).toBe(24);
  });

  it.each<[unknown, string]>([
    [null, 'it is null'],
    [{}, 'model_type is missing'],
    [{ ...tinyBertConfig, model_type: 'roberta' }, 'model_type is "roberta"'],
    [{ ...tinyBertConfig, hidden_act: 'relu' }, 'hidden_act is "relu"'],
    [{ ...tinyBertConfig, hidden_size: undefined }, 'hidden_size is missing'],
    [{ ...tinyBertConfig, vocab_size: 0 }, 'vocab_size is 0'],
    [{ ...tinyGptConfig, n_layer: 1.5 }, 'n_layer is 1.5'],
    [{ ...tinyGptConfig, layer_norm_epsilon: '1e-5' }, 'layer_norm_epsilon is "1e-5"'],
    [{ ...tinyGptConfig, n_head: 3 }, 'a width of 8 cannot be shared by 3 heads'],
  ])('that cannot be used is refused, naming the field: %j', (json, message) => {
    expect(() => parseConfig(json)).toThrow(ConfigError);
    expect(() => parseConfig(json)).toThrow(message);
  });
});

/**
 * The shape of a model, from the `config.json` of a Hugging Face checkpoint (`BertForPreTraining`
 * or `GPT2LMHeadModel`). What the forward pass does not implement is refused here, by name.
 */
import * as z from 'zod/mini';
import { valid } from '../text/jsonFile.ts';
import type { ModelName } from '../text/token.ts';

export interface ModelConfig {
  readonly model: ModelName;
  /** L */
  readonly layers: number;
  /** H */
  readonly heads: number;
  /** D, divisible by H. */
  readonly width: number;
  /** d = D / H */
  readonly headWidth: number;
  /** Width between the two products of the feed-forward network. */
  readonly feedForward: number;
  /** The longest reading. */
  readonly positions: number;
  /** V */
  readonly vocabulary: number;
  /** How many segments are told apart; 0 for GPT. */
  readonly segments: number;
  /** Added to the variance in layer normalisation. */
  readonly epsilon: number;
}

/** Thrown when a config.json does not describe a model that this program can run. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

const size = z.int().check(z.positive());
const epsilon = z.number().check(z.positive());

const bert = z.object({
  model_type: z.literal('bert'),
  num_hidden_layers: size,
  num_attention_heads: size,
  hidden_size: size,
  intermediate_size: size,
  max_position_embeddings: size,
  vocab_size: size,
  type_vocab_size: size,
  layer_norm_eps: epsilon,
  hidden_act: z.literal('gelu'),
});

const gpt = z.object({
  model_type: z.literal('gpt2'),
  n_layer: size,
  n_head: size,
  n_embd: size,
  n_inner: z.nullish(size),
  n_positions: size,
  vocab_size: size,
  layer_norm_epsilon: epsilon,
  activation_function: z.literal('gelu_new'),
});

const kind = z.object({ model_type: z.enum(['bert', 'gpt2']) });

function parse<Schema extends z.ZodMiniType>(schema: Schema, json: unknown): z.output<Schema> {
  try {
    return valid(schema, json, 'config.json');
  } catch (cause) {
    throw new ConfigError((cause as Error).message, { cause });
  }
}

/**
 * Reads a parsed config.json of either model.
 *
 * @throws ConfigError naming the first field that is missing, malformed or not supported.
 */
export function parseConfig(json: unknown): ModelConfig {
  return parse(kind, json).model_type === 'bert' ? parseBert(json) : parseGpt(json);
}

function parseBert(json: unknown): ModelConfig {
  const config = parse(bert, json);
  return {
    model: 'bert',
    layers: config.num_hidden_layers,
    heads: config.num_attention_heads,
    width: config.hidden_size,
    headWidth: headWidth(config.hidden_size, config.num_attention_heads),
    feedForward: config.intermediate_size,
    positions: config.max_position_embeddings,
    vocabulary: config.vocab_size,
    segments: config.type_vocab_size,
    epsilon: config.layer_norm_eps,
  };
}

function parseGpt(json: unknown): ModelConfig {
  const config = parse(gpt, json);
  return {
    model: 'gpt',
    layers: config.n_layer,
    heads: config.n_head,
    width: config.n_embd,
    headWidth: headWidth(config.n_embd, config.n_head),
    feedForward: config.n_inner ?? 4 * config.n_embd,
    positions: config.n_positions,
    vocabulary: config.vocab_size,
    segments: 0,
    epsilon: config.layer_norm_epsilon,
  };
}

function headWidth(width: number, heads: number): number {
  if (width % heads === 0) return width / heads;
  throw new ConfigError(
    `config.json cannot be used: a width of ${width} cannot be shared by ${heads} heads.`,
  );
}

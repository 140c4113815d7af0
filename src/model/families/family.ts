/**
 * What an architecture is to the rest of the program: it reads its own `config.json` and its own tensor
 * names, says what its models can do, and runs them. One file a family (`bert.ts`, `gpt2.ts` and
 * others), which has all of it in one place but for the equations that encoders share (`encoder.ts`);
 * `registry.ts` knows them all.
 */
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import * as z from 'zod/mini';
import { type FileError, rule, valid } from '../../text/jsonFile.ts';
import type { Encoding, Token } from '../../text/token.ts';
import type { Tokenizer } from '../../text/tokenizer.ts';
import { type Told, ToldError, told } from '../../text/told.ts';
import type { HeadAblation } from '../attention.ts';
import type { Capabilities } from '../capabilities.ts';
import type { Unembedding } from '../directEffect.ts';
import type { Activation } from '../ops.ts';
import type { Tap } from '../stages.ts';
import type { Block, Embeddings, HostArray } from '../weights/parameters.ts';
import type { TensorReader } from '../weights/tensors.ts';

/** The shape of a model, and what it can do. */
export interface ModelConfig {
  readonly can: Capabilities;
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
  /** V */
  readonly vocabulary: number;
  /** How many segments are told apart; 0 where there are none. */
  readonly segments: number;
  /** Added to the variance in layer normalisation. */
  readonly epsilon: number;
  /** Between the two products of the feed-forward network. */
  readonly activation: Activation;
  /** The row of the position embedding that the first token takes. */
  readonly firstPosition: number;
  /** Whether the vocabulary head multiplies by the word embedding. */
  readonly tied: boolean;
}

/** Of the tokens that are computed; n of size, all of them where nothing is taken over. */
export interface Input {
  /** [n, D] */
  readonly embedded: Tensor2D;
  /** Additive, [n, size], one per layer. */
  readonly masks: readonly Tensor2D[];
  /** Of each layer, what was computed of the tokens before: [size − n, 3D]; null for nothing. */
  readonly kvCache: readonly Tensor2D[] | null;
  /** Per layer, the heads that are switched off; null where none is. */
  readonly ablations: readonly (HeadAblation | null)[];
  /** The rows of these n to predict at; null for none. */
  readonly rows: Tensor1D | null;
  readonly nextSentence: boolean;
}

/** What the pass through a network leaves on the backend; its stages, attention too, go to the tap. */
export interface Pass {
  /** [rows, V] */
  readonly logits: Tensor2D | null;
  /** [1, 2]: "it follows", "it does not". */
  readonly nextSentence: Tensor2D | null;
}

/** A model's parameters on a backend. */
export interface Network {
  pass(input: Input, tap: Tap): Pass;
  readonly blocks: readonly Block<Tensor>[];
  /** What logits are read off by, [V, D]; null where it says no words. */
  readonly words: Tensor | null;
  dispose(): void;
}

/** What a family puts around a text, and what of it its models read. */
export interface Frame {
  /** How many special tokens a text takes, or a text and the one that follows it. */
  specials(isPair: boolean): number;
  /** @param b the tokens of the text that follows; null for none */
  around(a: readonly Token[], b: readonly Token[] | null): Encoding;
}

/** A model on the host, independent of any backend: upload it again after a context loss. */
export interface Checkpoint {
  readonly config: ModelConfig;
  readonly embeddings: Embeddings;
  readonly blocks: readonly Block<HostArray>[];
  /** Where logits are read off the residual stream by one norm and one matrix: of a decoder's. */
  readonly unembedding?: Unembedding;
  /** What its family puts around a text. @throws as the family's. */
  frame(tokenizer: Tokenizer): Frame;
  /** Uploads the parameters to the current backend; the network is the caller's to dispose. */
  upload(): Network;
}

export interface Family {
  /** Its `model_type` in a config.json. */
  readonly type: string;
  /** @throws TokenizerError when the vocabulary lacks a special token of the family. */
  frame(tokenizer: Tokenizer, config: Pick<ModelConfig, 'can' | 'segments'>): Frame;
  /**
   * The shape of a model, and what it can do if its weights are whole.
   *
   * @throws ConfigError naming the first field that is missing, malformed or not supported.
   */
  config(json: unknown): ModelConfig;
  /**
   * What it cannot do for want of weights is left out, and said in {@link Capabilities.lacks}.
   *
   * @throws SafetensorsError naming the first tensor that is missing or of another shape.
   */
  checkpoint(config: ModelConfig, tensors: TensorReader): Checkpoint;
  /** Tensors that are in files of the family and are no weights: masks, numbers of positions. */
  readonly passedOver: RegExp;
}

/** Thrown when a config.json does not describe a model that this program can run. */
export class ConfigError extends ToldError {
  override name = 'ConfigError';
}

export const size = z.int().check(z.positive());
export const epsilon = z.number().check(z.positive());

/** A field that may be left out; any other value changes the arithmetic to what is not implemented. */
export const only = <Value extends string | boolean>(value: Value) =>
  z.nullish(
    z.literal(
      value,
      rule(told`only ${JSON.stringify(value)} is computed here: open a model that has it`),
    ),
  );

/** Fields of every family that change the arithmetic. */
export const common = {
  tie_word_embeddings: z.nullish(z.boolean()),
  add_cross_attention: only(false),
  is_encoder_decoder: only(false),
  pruned_heads: z.nullish(
    z.record(
      z.string(),
      z.never(rule(told`all heads of a layer are computed: open the model unpruned`)),
    ),
  ),
  quantization_config: z.nullish(
    z.never(
      rule(told`packed weights are not read: open the model in float32, float16 or bfloat16`),
    ),
  ),
};

/** The activations that are computed, by their names in a config.json. */
const NAMED_ACTIVATIONS = {
  gelu: 'gelu',
  gelu_python: 'gelu',
  gelu_new: 'geluTanh',
  gelu_fast: 'geluTanh',
  gelu_pytorch_tanh: 'geluTanh',
  relu: 'relu',
} as const satisfies Record<string, Activation>;

type NamedActivation = keyof typeof NAMED_ACTIVATIONS;

const ACTIVATION_NAMES = Object.keys(NAMED_ACTIVATIONS) as NamedActivation[];

/** The name of an activation; what the family's own library takes where it is left out. */
export const activation = (otherwise: NamedActivation) =>
  z.pipe(
    z._default(
      z.enum(
        ACTIVATION_NAMES,
        rule(
          told`the activations computed here are ${ACTIVATION_NAMES.join(', ')}: open a model with one of them`,
        ),
      ),
      otherwise,
    ),
    z.transform((name): Activation => NAMED_ACTIVATIONS[name]),
  );

/** @throws ConfigError naming the first field that the schema does not allow. */
export function parseConfig<Schema extends z.ZodMiniType>(
  schema: Schema,
  json: unknown,
): z.output<Schema> {
  try {
    return valid(schema, json, 'config.json');
  } catch (cause) {
    const { said, message } = cause as FileError;
    throw new ConfigError(said ?? message, { cause });
  }
}

/** What a model cannot do because its file ends without the head that does it. */
export const withoutHead = (head: Told, ability: Told): Told =>
  told`This file has no ${head}, so the model ${ability}; its attention is complete. A file that was saved with the head has it.`;

/** d = D / H. @throws ConfigError when the heads cannot share the width. */
export function headWidth(width: number, heads: number): number {
  if (width % heads === 0) return width / heads;
  throw new ConfigError(
    told`config.json cannot be used: a width of ${width} cannot be shared by ${heads} heads.`,
  );
}

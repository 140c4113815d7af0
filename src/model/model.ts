/**
 * A model on the current TensorFlow.js backend: readings in, traces out. Tensors never leave it.
 *
 * Everything that one forward pass is asked for comes back in a single transfer, because on a GPU
 * each transfer waits for all work before it. Only where the attention is large is it read out layer by
 * layer instead, so that it is never in memory twice.
 */
import {
  concat1d,
  dispose,
  getBackend,
  keep,
  reshape,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tensor1d,
  tensor2d,
  tidy,
} from '@tensorflow/tfjs-core';
import type { Encoding } from '../text/token.ts';
import type { Vocabulary } from '../text/tokenizer.ts';
import { unused } from '../text/tokenizers/kind.ts';
import { ToldError, ToldRangeError, told } from '../text/told.ts';
import { headOutput } from './attention.ts';
import { directEffect } from './directEffect.ts';
import { embed } from './embed.ts';
import type { Checkpoint, ModelConfig } from './families/family.ts';
import {
  ablationsOf,
  checkInterventions,
  type Interventions,
  type LayerMasks,
  layerMasks,
  range,
  requireHead,
  upToLayers,
} from './interventions.ts';
import { valuesNow } from './kernels/readOut.ts';
import { appended, type KvCache, sharedPrefix, withKnownRows } from './kvCache.ts';
import { additive, pad } from './mask.ts';
import { probabilities, rank } from './predict.ts';
import { withoutPadding } from './stages.ts';
import {
  type Candidate,
  type DirectEffect,
  type HeadStages,
  type HeldPass,
  LARGE,
  type Projection,
} from './trace.ts';
import { type Block, type Embeddings, type HostArray, stored } from './weights/parameters.ts';

export interface ForwardOptions extends Interventions {
  /**
   * Tokens to pad to, T by default. It changes nothing that can be seen; on WebGL it saves
   * compiling the shaders anew for every T (see {@link bucket}).
   */
  readonly size?: number;
  /** The head whose every stage the trace should carry. */
  readonly inspect?: { readonly layer: number; readonly head: number };
  /** Whether each prediction should carry what the inspected head adds to it directly, where the model can say. */
  readonly direct?: boolean;
  /** Positions to predict at. By default BERT's blanks, and the last token that GPT reads. */
  readonly positions?: readonly number[];
  /** Whether BERT judges if the second text follows the first; by default, given a pair. */
  readonly nextSentence?: boolean;
  /** How many candidates to name per prediction; 5 by default. */
  readonly candidates?: number;
  /** Whether each prediction should carry the probability of every token. */
  readonly distributions?: boolean;
  /** Whether the trace should carry the hidden states after each layer. */
  readonly hidden?: boolean;
  /**
   * Whether a decoder may take over what its last such run computed of the same beginning. What comes
   * out is the same within rounding.
   */
  readonly reuse?: boolean;
}

export interface Model {
  readonly config: ModelConfig;
  /**
   * Reads a text. Runs may overlap; each is independent of the others.
   *
   * @throws RangeError when the reading, the mask or an option does not fit the model; MaskError, one
   * of these, when it is the mask.
   */
  forward(encoding: Encoding, options?: ForwardOptions): Promise<HeldPass>;
  /** Every stage of every layer by its name in `stages.ts`, without padding. */
  stages(encoding: Encoding, options?: ForwardOptions): Promise<ReadonlyMap<string, HostArray>>;
  /** Frees the model's tensors; it cannot be used afterwards. */
  dispose(): void;
}

/** Thrown when a checkpoint and a tokenizer do not belong together. */
export class MismatchError extends ToldError {
  override name = 'MismatchError';
}

/** A decoder holds a second copy of attention up to so many bytes, so as to take it over. */
const REUSABLE = 2 ** 24;

/** The least size that is compiled for. */
const SMALLEST = 16;

/** The size to pad T tokens to on a backend that compiles for each size: the next power of two from 16 on. */
export const bucket = (length: number): number =>
  Math.max(SMALLEST, 2 ** Math.ceil(Math.log2(length)));

/** Every size that texts of up to so many tokens are padded to. */
export function bucketsUpTo(length: number): number[] {
  const sizes: number[] = [];
  for (let size = SMALLEST; size <= length; size *= 2) sizes.push(size);
  return sizes;
}

/**
 * @throws MismatchError when the vocabulary is not the checkpoint's. It may have fewer tokens than the model has
 * rows: many embeddings are padded.
 */
export function requireVocabulary({ config }: Checkpoint, { size }: Vocabulary): void {
  if (mayBelong(size, config.vocabulary)) return;
  throw new MismatchError(
    told`The tokenizer has ${size} tokens, but the model ${config.vocabulary}: they do not belong together.`,
  );
}

/**
 * Uploads a checkpoint to the current backend. The model stays usable until it is disposed of or
 * the backend loses its memory; then create it again from the same checkpoint.
 *
 * @throws MismatchError as above; SafetensorsError when values of a file are of no use. Nothing is left on the backend then.
 */
export function createModel(checkpoint: Checkpoint, own: Vocabulary): Model {
  const { config } = checkpoint;
  requireVocabulary(checkpoint, own);
  const vocabulary = own.size === config.vocabulary ? own : padded(own, config.vocabulary);
  const network = checkpoint.upload();
  const read = network.words ? onBackend(network.words) : null;
  const embeddings = orFreed(network, () => embeddingsOf(checkpoint, read));
  const unembedding = checkpoint.unembedding && {
    norm: checkpoint.unembedding.norm,
    words: read ?? (config.tied ? embeddings.words : checkpoint.unembedding.words),
  };
  const parametersOf = lastAsked((layer, head) =>
    headParameters(checkpoint.blocks[layer]!, head, config),
  );

  /** What a part of the stream, [T, D], adds to the candidates at a position. */
  function directOf(
    part: Float32Array,
    stream: Float32Array,
    index: number,
    top: readonly Candidate[],
  ): DirectEffect {
    const { width, epsilon } = config;
    const [own, all] = [row(part, index, width), row(stream, index, width)];
    const added = directEffect(own, all, unembedding!, epsilon);
    let [most, least] = [0, 0];
    for (let id = 0; id < added.length; id++) {
      if (added[id]! > added[most]!) most = id;
      if (added[id]! < added[least]!) least = id;
    }
    const addition = (id: number) => ({ id, label: vocabulary.label(id), added: added[id]! });
    return {
      added: top.map(({ id }) => added[id]!),
      most: addition(most),
      least: addition(least),
    };
  }

  /** What the last pass that may be taken over left. */
  let kvCache: KvCache | null = null;

  async function run(
    encoding: Encoding,
    options: ForwardOptions,
    wanted: (name: string) => boolean,
  ): Promise<Run> {
    const length = encoding.tokens.length;
    const size = options.size ?? length;
    const positions = options.positions ?? defaultPositions(config, encoding);
    check(encoding, config, options, positions);
    const masks = layerMasks(encoding, config, options);
    const count = config.layers * config.heads * length * length;
    const bytes = count * Float32Array.BYTES_PER_ELEMENT;
    const reuses = bytes <= REUSABLE && canReuse(config, options, size === length);
    const readOut = bytes > LARGE && !reuses ? new Float32Array(count) : null;
    const from = kvCache && reuses ? kvCache : null;
    const known = Math.min(sharedPrefix(from, encoding), ...positions);

    const tapped = new Map<string, Tensor>();
    const takeAttention = (name: string, layer: number, stage: Tensor) => {
      if (readOut) {
        const whole = { shape: stage.shape, values: valuesNow(stage) };
        const { values } = size === length ? whole : withoutPadding(name, whole, length);
        readOut.set(values, layer * values.length);
      }
      if (!readOut || wanted(name)) tapped.set(name, keep(stage));
    };
    const take = (name: string, stage: Tensor) => {
      const layer = WEIGHTS.exec(name)?.[1];
      if (layer !== undefined) takeAttention(name, Number(layer), stage);
      else if (wanted(name) || (reuses && PROJECTED.test(name))) tapped.set(name, keep(stage));
    };
    const shapes = new Map<string, readonly number[]>();
    const pass = (): Tensor[] => {
      const tap = Object.assign(take, {
        inStages: (layer: number) => wanted(`layers.${layer}.scores`),
      });
      const { width } = config;
      const embedded = embed(encoding, embeddings, size, known);
      const rows = positions.map((position) => position - known);
      const { logits, nextSentence } = network.pass(
        {
          embedded: tensor2d(embedded, [size - known, width]),
          masks: upToLayers(masks, (mask) =>
            tensor2d(additive(pad(mask, length, size).subarray(known * size)), [
              size - known,
              size,
            ]),
          ),
          kvCache:
            from && known > 0
              ? from.projected.map((values) =>
                  tensor2d(values.subarray(0, known * 3 * width), [known, 3 * width]),
                )
              : null,
          ablations: ablationsOf(options.ablate ?? [], config),
          rows: rows.length > 0 ? tensor1d(padRows(rows), 'int32') : null,
          nextSentence:
            options.nextSentence ?? (config.can.nextSentence && encoding.segments.includes(1)),
        },
        tap,
      );
      if (logits) tapped.set('logits', keep(logits));
      if (nextSentence) tapped.set('nsp', keep(nextSentence));
      if (options.inspect) {
        const { layer, head } = options.inspect;
        const context = tapped.get(`layers.${layer}.context`) as Tensor2D;
        const { project } = network.blocks[layer]!;
        tapped.set('head', keep(headOutput(context, project, head, config.heads))); // [size, D]
      }
      for (const [name, { shape }] of tapped) shapes.set(name, shape);
      const all = Array.from(tapped.values(), (stage) => reshape(stage, [-1]) as Tensor1D);
      return all.length > 0 ? [concat1d(all)] : [];
    };
    let flat: Tensor | undefined;
    try {
      [flat] = tidy(pass);
    } finally {
      dispose([...tapped.values()]);
    }
    let values: Float32Array;
    try {
      values = flat ? await flat.data<'float32'>() : new Float32Array();
    } finally {
      flat?.dispose();
    }

    const stages = new Map<string, HostArray>();
    let at = 0;
    for (const [name, shape] of shapes) {
      const count = shape.reduce((product, extent) => product * extent, 1);
      const stage = { shape, values: values.subarray(at, at + count) };
      stages.set(name, size === length ? stage : withoutPadding(name, stage, length));
      at += count;
    }
    const computed = readOut ?? stack(stages, 'weights', config.layers);
    const attention = from && known > 0 ? withKnownRows(from, known, length, computed) : computed;
    if (reuses) {
      kvCache = {
        ids: encoding.tokens.map(({ id }) => id),
        projected: range(config.layers).map((layer) => {
          const { values } = stages.get(`layers.${layer}.projected`)!;
          return from ? appended(from.projected[layer]!, known, 3 * config.width, values) : values;
        }),
        // A copy: what is in the trace may be handed over to another thread.
        attention: attention.slice(),
      };
    }
    return { masks, positions, attention, computed: length - known, stages };
  }

  return {
    config,
    async forward(encoding, options = {}) {
      const { inspect } = options;
      const inspected = inspect ? `layers.${inspect.layer}.` : null;
      const saysDirect =
        inspect !== undefined && options.direct === true && unembedding !== undefined;
      const lastOutput = `layers.${config.layers - 1}.output`;
      const { masks, positions, attention, computed, stages } = await run(
        encoding,
        options,
        (name) =>
          (inspected !== null && name.startsWith(inspected)) ||
          (options.hidden === true && HIDDEN.test(name)) ||
          (saysDirect && name === lastOutput),
      );
      const logits = stages.get('logits')?.values;
      const nextSentence = stages.get('nsp');
      return {
        tokens: encoding.tokens,
        unread: encoding.unread,
        layers: config.layers,
        heads: config.heads,
        mask: masks[0]!,
        ...(new Set(masks).size > 1 && { masks }),
        attention,
        computed,
        predictions: positions.map((index, i) => {
          const scores = row(logits!, i, config.vocabulary);
          const top = rank(scores, options.candidates ?? 5, vocabulary);
          return {
            index,
            top,
            ...(saysDirect && {
              direct: directOf(
                stages.get('head')!.values,
                stages.get(lastOutput)!.values,
                index,
                top,
              ),
            }),
            ...(options.distributions && {
              distribution: Float32Array.from(probabilities(scores)),
            }),
          };
        }),
        ...(nextSentence && { nextSentence: probabilities(nextSentence.values)[0]! }),
        ...(inspect && {
          inspected: headStages(stages, inspect, config, parametersOf(inspect.layer, inspect.head)),
        }),
        ...(options.hidden && { hidden: stack(stages, 'output', config.layers) }),
      };
    },
    async stages(encoding, options = {}) {
      const { stages } = await run(encoding, options, () => true);
      return stages;
    },
    dispose: () => network.dispose(),
  };
}

function defaultPositions({ can }: ModelConfig, { tokens, blanks }: Encoding): readonly number[] {
  if (can.fillsBlanks) return blanks;
  return can.writes ? [tokens.length - 1] : [];
}

/** Whether a model has a row for each token, and no more rows to spare than padding makes. */
export const mayBelong = (tokens: number, rows: number): boolean =>
  tokens <= rows && rows - tokens <= Math.max(128, rows / 8);

/** A vocabulary with names for the rows of the embedding that none of its tokens has. */
const padded = (own: Vocabulary, size: number): Vocabulary => ({
  size,
  piece: (id) => (id >= own.size && id < size ? unused(id) : own.piece(id)),
  label: (id) => (id >= own.size && id < size ? unused(id) : own.label(id)),
});

/** Repeats the last position up to a power of two, so that few shapes are ever compiled for. */
function padRows(positions: readonly number[]): number[] {
  const count = 2 ** Math.ceil(Math.log2(positions.length));
  return Array.from({ length: count }, (_, i) => positions[Math.min(i, positions.length - 1)]!);
}

function check(
  encoding: Encoding,
  config: ModelConfig,
  options: ForwardOptions,
  positions: readonly number[],
): void {
  const { size, inspect } = options;
  const length = encoding.tokens.length;
  if (length < 1 || length > config.can.maxTokens) {
    throw new RangeError(`The model reads 1 to ${config.can.maxTokens} tokens, not ${length}.`);
  }
  if (size !== undefined && size < length) {
    throw new RangeError(`${length} tokens cannot be padded to ${size}.`);
  }
  const outside = positions.find((position) => !(position >= 0 && position < length));
  if (outside !== undefined) {
    throw new RangeError(`There is no position ${outside} among ${length} tokens.`);
  }
  const { fillsBlanks, writes, nextSentence, lacks } = config.can;
  if (positions.length > 0 && !fillsBlanks && !writes) {
    throw new ToldRangeError(
      lacks?.fillsBlanks ?? lacks?.writes ?? told`This model predicts no words.`,
    );
  }
  if (options.nextSentence && !nextSentence) {
    throw new ToldRangeError(
      lacks?.nextSentence ?? told`This model does not judge whether one text follows another.`,
    );
  }
  if (inspect) requireHead(inspect, config);
  checkInterventions(options, config);
}

/** What a run leaves on the host. */
interface Run {
  readonly masks: LayerMasks;
  readonly positions: readonly number[];
  /** [L, H, T, T] */
  readonly attention: Float32Array;
  /** How many of the T tokens were computed; those before them were taken over. */
  readonly computed: number;
  readonly stages: ReadonlyMap<string, HostArray>;
}

/** Only a decoder under its own mask, with all its heads, and asked for nothing of what was before. */
function canReuse(
  { can }: ModelConfig,
  { reuse, mask, flip, ablate, inspect, hidden }: ForwardOptions,
  exact: boolean,
): boolean {
  const plain = !mask && !flip && !ablate?.length && !inspect && !hidden;
  return can.causal && reuse === true && exact && plain;
}

const WEIGHTS = /^layers\.(\d+)\.weights$/;

const PROJECTED = /^layers\.\d+\.projected$/;

const HIDDEN = /^layers\.\d+\.output$/;

const row = (values: Float32Array, index: number, width: number): Float32Array =>
  values.subarray(index * width, (index + 1) * width);

/** A stage of all layers one after the other, weights for instance: [L, H, T, T]. */
function stack(
  stages: ReadonlyMap<string, HostArray>,
  stage: string,
  layers: number,
): Float32Array {
  const parts = range(layers).map((layer) => stages.get(`layers.${layer}.${stage}`)!.values);
  const stacked = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    stacked.set(part, at);
    at += part.length;
  }
  return stacked;
}

function headStages(
  stages: ReadonlyMap<string, HostArray>,
  { layer, head }: { readonly layer: number; readonly head: number },
  { headWidth }: ModelConfig,
  parameters: HeadStages['parameters'],
): HeadStages {
  const of = (name: string): Float32Array => {
    const { shape, values } = stages.get(`layers.${layer}.${name}`)!; // [H, …]
    const count = values.length / shape[0]!;
    return values.slice(head * count, (head + 1) * count);
  };
  const merged = stages.get(`layers.${layer}.context`)!; // [T, D]
  const width = merged.shape[1]!;
  return {
    layer,
    head,
    q: of('q'),
    k: of('k'),
    v: of('v'),
    scores: of('scores'),
    scaled: of('scaled'),
    masked: of('masked'),
    weights: of('weights'),
    context: columns(merged.values, head * headWidth, width, headWidth), // [T, d]
    output: stages.get('head')!.values, // [T, D]
    input: stages.get(`layers.${layer}.input`)!.values, // [T, D]
    // Copies: what is in the trace may be handed over to another thread.
    parameters: structuredClone(parameters),
  };
}

/** Some columns of a matrix. @param of how many it has */
function columns(values: Float32Array, from: number, of: number, count: number): Float32Array {
  const own = new Float32Array((values.length / of) * count);
  for (let to = 0, at = from; to < own.length; to += count, at += of) {
    own.set(values.subarray(at, at + count), to);
  }
  return own;
}

/** What one head multiplies by. */
function headParameters(
  { qkv, project }: Block<HostArray>,
  head: number,
  { width, headWidth }: ModelConfig,
): HeadStages['parameters'] {
  const [weight, bias] = [qkv.weight.values, qkv.bias.values]; // [D, 3D], [3D]
  const projection = (index: number): Projection => {
    const from = index * width + head * headWidth;
    return {
      weight: columns(weight, from, 3 * width, headWidth), // [D, d]
      bias: bias.slice(from, from + headWidth), // [d]
    };
  };
  const rows = headWidth * width;
  return {
    q: projection(0),
    k: projection(1),
    v: projection(2),
    output: project.weight.values.slice(head * rows, (head + 1) * rows), // [d, D]
  };
}

/** The last answer again where the same is asked again: a head is looked at for long. */
function lastAsked<Answer>(
  answer: (layer: number, head: number) => Answer,
): (layer: number, head: number) => Answer {
  let last: { readonly layer: number; readonly head: number; readonly answer: Answer } | null =
    null;
  return (layer, head) => {
    if (last?.layer !== layer || last.head !== head) {
      last = { layer, head, answer: answer(layer, head) };
    }
    return last.answer;
  };
}

/** Where something is refused after the upload, nothing of it stays on the backend. */
function orFreed<Made>(network: { dispose(): void }, make: () => Made): Made {
  try {
    return make();
  } catch (error) {
    network.dispose();
    throw error;
  }
}

/** @param read the words where the backend has them, too */
function embeddingsOf(
  { config, embeddings: { words, positions, segments } }: Checkpoint,
  read: HostArray | null,
): Embeddings {
  return {
    words: (config.tied && read) || inMemory(words),
    positions: inMemory(positions),
    segments: segments && inMemory(segments),
  };
}

/** Values that are asked for again and again. */
const inMemory = ({ shape, values }: HostArray): HostArray => ({ shape, values });

/** A tensor's values where they can be read on the backend itself, so that nothing is held twice; null elsewhere. */
function onBackend(tensor: Tensor): HostArray | null {
  return getBackend() === 'wasm' ? stored(tensor.shape, () => valuesNow(tensor)) : null;
}

/**
 * A logistic head on each model's frozen features, trained in the page: a few steps at a time, so that
 * what is typed meanwhile is read between two of them.
 */

import type { ModelClient } from '../../engine/modelClient.ts';
import type { Classifier, FitResult } from '../../model/logistic.ts';
import { MODEL_TITLES } from '../../sentences/captions.ts';
import type { ModelName } from '../../text/token.ts';
import type { Examples } from './examples.ts';
import { classProbabilities, type Scale, scaled, scaleOf, sentenceFeatures } from './measure.ts';

export const MODELS: readonly ModelName[] = ['bert', 'gpt'];

/** Enough for the loss to come to rest at this rate and decay. */
export const STEPS = 160;
const AT_ONCE = 8;
const RATE = 1;
const DECAY = 0.03;

/** As many sentences are read before a first result as need no word about it. */
const FEW = 8;

/** One model's head, as far as it is trained. */
export interface Trained {
  /** Mean cross-entropy before each step, in bits. */
  readonly losses: readonly number[];
  readonly classifier: Classifier;
  readonly scale: Scale;
  /** The probability of each class, sentence by sentence. */
  readonly train: readonly (readonly number[])[];
  readonly heldOut: readonly (readonly number[])[];
}

/** What is learned from, and asked. */
export type Lesson = Pick<Examples, 'classes' | 'train' | 'heldOut'>;

export interface Learning {
  readonly examples: Lesson;
  /** Sentences read, by both models together. */
  readonly read: number;
  readonly toRead: number;
  /** Null while sentences are being read. */
  readonly bert: Trained | null;
  readonly gpt: Trained | null;
}

const kept = new WeakMap<ModelClient, Map<string, Float32Array | null>>();
const MOST_KEPT = 1000;

const keyOf = (model: ModelName, text: string): string => `${model} ${text}`;

function keptBy(client: ModelClient): Map<string, Float32Array | null> {
  const features = kept.get(client) ?? new Map<string, Float32Array | null>();
  kept.set(client, features);
  return features;
}

/** A sentence's features, [D]; null where the model reads none of its tokens. Kept, once computed. */
export async function featuresOf(
  client: ModelClient,
  model: ModelName,
  text: string,
): Promise<Float32Array | null> {
  const features = keptBy(client);
  const known = features.get(keyOf(model, text));
  if (known !== undefined) return known;
  const found = sentenceFeatures(await client.ask({ model, text, hidden: true, positions: [] }));
  if (features.size >= MOST_KEPT) features.clear();
  features.set(keyOf(model, text), found);
  return found;
}

/** What one model is given. */
interface Material {
  readonly train: readonly Float32Array[];
  readonly heldOut: readonly Float32Array[];
  /** [N, D] of the sentences to learn from. */
  readonly features: Float32Array;
  readonly scale: Scale;
}

function materialOf(examples: Lesson, read: ReadonlyMap<string, Float32Array>): Material {
  const raw = examples.train.map(({ text }) => read.get(text)!);
  const scale = scaleOf(raw);
  const train = raw.map((row) => scaled(scale, row));
  const width = train[0]!.length;
  const features = new Float32Array(train.length * width);
  for (const [at, row] of train.entries()) features.set(row, at * width);
  const heldOut = examples.heldOut.map(({ text }) => scaled(scale, read.get(text)!));
  return { train, heldOut, features, scale };
}

/**
 * Reads the sentences, then trains both heads side by side.
 *
 * @param examples of two classes.
 * @throws Error with a sentence when a model reads nothing of an example.
 */
export async function* learn(
  client: ModelClient,
  examples: Lesson,
  signal: AbortSignal,
): AsyncGenerator<Learning, void> {
  const texts = [...examples.train, ...examples.heldOut].map(({ text }) => text);
  const toRead = texts.length * MODELS.length;
  const already = keptBy(client);
  const fresh = MODELS.flatMap((model) => texts.filter((text) => !already.has(keyOf(model, text))));
  const read = { bert: new Map<string, Float32Array>(), gpt: new Map<string, Float32Array>() };
  let count = 0;
  for (const model of MODELS) {
    for (const text of texts) {
      const features = await featuresOf(client, model, text);
      if (signal.aborted) return;
      if (features === null) {
        throw new Error(
          `${MODEL_TITLES[model]} reads nothing of “${text}”: change that example, or take it out.`,
        );
      }
      read[model].set(text, features);
      count++;
      if (fresh.length > FEW) yield { examples, read: count, toRead, bert: null, gpt: null };
    }
  }

  const material = {
    bert: materialOf(examples, read.bert),
    gpt: materialOf(examples, read.gpt),
  };
  const labels = examples.train.map(({ label }) => label);
  const losses: Record<ModelName, number[]> = { bert: [], gpt: [] };
  const from: Partial<Record<ModelName, Classifier>> = {};
  const trained = {} as Record<ModelName, Trained>;
  for (let step = 0; step < STEPS; step += AT_ONCE) {
    for (const model of MODELS) {
      const { features, scale, train, heldOut } = material[model];
      const result: FitResult = await client.fit({
        features,
        labels,
        classes: examples.classes.length,
        steps: AT_ONCE,
        rate: RATE,
        decay: DECAY,
        ...(from[model] && { from: from[model] }),
      });
      if (signal.aborted) return;
      const classifier = { weight: result.weight, bias: result.bias };
      from[model] = classifier;
      losses[model] = [...losses[model], ...result.losses.map((nats) => nats / Math.LN2)];
      const answers = (rows: readonly Float32Array[]) =>
        rows.map((row) => classProbabilities(classifier, row));
      trained[model] = {
        losses: losses[model],
        classifier,
        scale,
        train: answers(train),
        heldOut: answers(heldOut),
      };
    }
    yield { examples, read: toRead, toRead, ...trained };
  }
}

/** The features of the page's own text, which the heads have not met. */
export async function* readText(
  client: ModelClient,
  { text }: { readonly text: string },
  signal: AbortSignal,
): AsyncGenerator<Readonly<Record<ModelName, Float32Array | null>>, void> {
  const bert = await featuresOf(client, 'bert', text);
  if (signal.aborted) return;
  const gpt = await featuresOf(client, 'gpt', text);
  if (signal.aborted) return;
  yield { bert, gpt };
}

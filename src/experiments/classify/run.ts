/**
 * A logistic head on each model's frozen features, trained in the page: a few steps at a time, so that
 * what is typed meanwhile is read between two of them.
 */

import { msg } from '#say';
import type { ModelClient } from '../../engine/modelClient.ts';
import { Refusal } from '../../language/refusal.ts';
import type { Classifier, FitResult } from '../../model/logistic.ts';
import { SIDES, type Side } from '../../text/token.ts';
import type { Examples } from './examples.ts';
import { classProbabilities, type Scale, scaled, scaleOf, sentenceFeatures } from './measure.ts';

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
  readonly left: Trained | null;
  readonly right: Trained | null;
}

const kept = new WeakMap<ModelClient, Map<string, Float32Array | null>>();
const MOST_KEPT = 1000;

const keyOf = (side: Side, text: string): string => `${side} ${text}`;

function keptBy(client: ModelClient): Map<string, Float32Array | null> {
  const features = kept.get(client) ?? new Map<string, Float32Array | null>();
  kept.set(client, features);
  return features;
}

/** A sentence's features, [D]; null where the model reads none of its tokens. Kept, once computed. */
export async function featuresOf(
  client: ModelClient,
  side: Side,
  text: string,
): Promise<Float32Array | null> {
  const features = keptBy(client);
  const known = features.get(keyOf(side, text));
  if (known !== undefined) return known;
  const found = sentenceFeatures(await client.ask({ side, text, hidden: true, positions: [] }));
  if (features.size >= MOST_KEPT) features.clear();
  features.set(keyOf(side, text), found);
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
 * @throws Refusal when a model reads nothing of an example.
 */
export async function* learn(
  client: ModelClient,
  examples: Lesson,
  signal: AbortSignal,
): AsyncGenerator<Learning, void> {
  const texts = [...examples.train, ...examples.heldOut].map(({ text }) => text);
  const toRead = texts.length * SIDES.length;
  const already = keptBy(client);
  const fresh = SIDES.flatMap((side) => texts.filter((text) => !already.has(keyOf(side, text))));
  const read = { left: new Map<string, Float32Array>(), right: new Map<string, Float32Array>() };
  let count = 0;
  for (const side of SIDES) {
    for (const text of texts) {
      const features = await featuresOf(client, side, text);
      if (signal.aborted) return;
      if (features === null) {
        const { model } = await client.ask({ side, text, positions: [] });
        throw new Refusal(
          msg`${model.name} reads nothing of “${text}”: change that example, or take it out.`,
        );
      }
      read[side].set(text, features);
      count++;
      if (fresh.length > FEW) yield { examples, read: count, toRead, left: null, right: null };
    }
  }

  const material = {
    left: materialOf(examples, read.left),
    right: materialOf(examples, read.right),
  };
  const labels = examples.train.map(({ label }) => label);
  const losses: Record<Side, number[]> = { left: [], right: [] };
  const from: Partial<Record<Side, Classifier>> = {};
  const trained = {} as Record<Side, Trained>;
  for (let step = 0; step < STEPS; step += AT_ONCE) {
    for (const side of SIDES) {
      const { features, scale, train, heldOut } = material[side];
      const result: FitResult = await client.fit({
        features,
        labels,
        classes: examples.classes.length,
        steps: AT_ONCE,
        rate: RATE,
        decay: DECAY,
        ...(from[side] && { from: from[side] }),
      });
      if (signal.aborted) return;
      const classifier = { weight: result.weight, bias: result.bias };
      from[side] = classifier;
      losses[side] = [...losses[side], ...result.losses.map((nats) => nats / Math.LN2)];
      const answers = (rows: readonly Float32Array[]) =>
        rows.map((row) => classProbabilities(classifier, row));
      trained[side] = {
        losses: losses[side],
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
): AsyncGenerator<Readonly<Record<Side, Float32Array | null>>, void> {
  const left = await featuresOf(client, 'left', text);
  if (signal.aborted) return;
  const right = await featuresOf(client, 'right', text);
  if (signal.aborted) return;
  yield { left, right };
}

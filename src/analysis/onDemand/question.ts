/**
 * Attention on demand: what can be asked of a reading's attention, wherever it is. Where it is here, the
 * answer is here too; where it is kept elsewhere, as that of hundreds of heads is, it comes later.
 */
import type { HeldTrace, KeptAttention, Trace } from '../../model/trace.ts';
import type { HeadChoice } from '../attention/head.ts';
import type { Subject, Unit } from '../attention/viewOptions.ts';
import type { Counterparts } from '../between/counterparts.ts';
import type { RightShare } from '../between/rightShare.ts';
import type { Yardstick } from '../metrics/measureModel.ts';
import type { HeadMetrics } from '../metrics/metrics.ts';

/** A question to whoever keeps the attention. None takes long, so that the next need not wait. */
export type Question =
  /** A head, or a mean or rollout of several. */
  | { readonly what: 'matrix'; readonly choice: HeadChoice; readonly of: Subject }
  /** Heads made small: of at most so many pixels. */
  | {
      readonly what: 'thumbnails';
      readonly choices: readonly HeadChoice[];
      readonly by: Unit;
      readonly size: number;
    }
  | { readonly what: 'yardstick' }
  /** Every metric of the heads of a layer. */
  | { readonly what: 'metrics'; readonly layer: number }
  /** How much the heads of a layer read to the right. */
  | { readonly what: 'rightShares'; readonly layer: number }
  /** How alike the heads of a layer of the other model are to a head of this one. */
  | {
      readonly what: 'counterparts';
      readonly choice: HeadChoice;
      readonly withoutSpecials: boolean;
      readonly layer: number;
    };

export interface Answers {
  /** [T, T] */
  readonly matrix: Float32Array;
  /** [size, size] each, or [T, T] where that is less. */
  readonly thumbnails: readonly Float32Array[];
  readonly yardstick: Yardstick;
  readonly metrics: readonly HeadMetrics[];
  readonly rightShares: readonly RightShare[];
  readonly counterparts: Counterparts;
}

/** What is here, or comes. */
export type Answer<Value> = Value | Promise<Value>;

export const isHeld = (trace: Trace): trace is HeldTrace => trace.attention instanceof Float32Array;

/** Several answers as one: here if all are here. */
export function both<First, Second>(
  first: Answer<First>,
  second: Answer<Second>,
): Answer<readonly [First, Second]> {
  return first instanceof Promise || second instanceof Promise
    ? Promise.all([first, second])
    : [first, second];
}

/** Something made of an answer, as soon as that is here. */
export function made<From, To>(answer: Answer<From>, make: (from: From) => To): Answer<To> {
  return answer instanceof Promise ? answer.then(make) : make(answer);
}

/** @throws Error with a sentence when a newer reading has taken its place: the promise rejects. */
export function ask<Asked extends Question>(
  { attention }: { readonly attention: KeptAttention },
  question: Asked,
): Answer<Answers[Asked['what']]> {
  return attention.ask(question) as Answer<Answers[Asked['what']]>;
}

/** A trace whose attention is kept elsewhere. */
export type KeptTrace = Trace & { readonly attention: KeptAttention };

export const asKept = (trace: Trace): KeptTrace => trace as KeptTrace;

/**
 * A question for each layer, one after the other: what is asked meanwhile waits for one layer only. All
 * layers' answers in their order.
 */
export async function askLayers<Asked extends Question>(
  trace: KeptTrace,
  layers: number,
  question: (layer: number) => Asked,
): Promise<Answers[Asked['what']][]> {
  const answers: Answers[Asked['what']][] = [];
  for (let layer = 0; layer < layers; layer++) answers.push(await ask(trace, question(layer)));
  return answers;
}

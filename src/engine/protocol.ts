/**
 * What the page and the engine say to each other. Hardly more than types; nothing here loads
 * TensorFlow.js.
 */

import type { Message } from '#say';
import type { ModelInfo } from '../model/capabilities.ts';
import type { FitOptions, FitResult } from '../model/logistic.ts';
import type { ForwardOptions } from '../model/model.ts';
import type { Comparison, FullComparison, HeldTrace } from '../model/trace.ts';
import type { Side } from '../text/token.ts';
import type { Opened } from './opened.ts';
import type { Found } from './sources/found.ts';
import type { ModelSource } from './sources/source.ts';

export type BackendName = 'webgl' | 'wasm' | 'cpu';

export const BACKENDS: readonly BackendName[] = ['webgl', 'wasm', 'cpu'];

export interface BackendChoice {
  readonly name: BackendName;
  /** One sentence for the reader, such as "WebGL would run in software here, so WASM is faster." */
  readonly reason: string;
  /** The same as a message. */
  readonly said?: Message;
}

export interface Bytes {
  readonly loaded: number;
  readonly total: number;
}

export type FailureCode =
  | 'offline'
  | 'missing'
  | 'truncated'
  | 'corrupt'
  | 'backend'
  | 'crashed'
  | 'timeout';

export interface EngineFailure {
  readonly code: FailureCode;
  /** A sentence that says what happened and what to do, in English. */
  readonly message: string;
  /** The same as a message; absent where the words are not the page's own. */
  readonly said?: Message;
}

/** SHA-256, in hexadecimal, of the file that each model's weights were read from. */
export interface WeightHashes {
  readonly left: string;
  readonly right: string;
}

/** What is known of a model once it has been read from its files. */
export interface ModelShape {
  readonly info: ModelInfo;
  /** Its architecture, as its config.json calls it; null where only attention is here. */
  readonly family: string | null;
  readonly layers: number;
  readonly heads: number;
  /** D; null where only attention is here. */
  readonly width: number | null;
}

/** What stands in a place of the comparison, and answers. */
export interface OpenModel extends ModelShape {
  /** Where it is from, as a link spells it; null for the model that ships with the page. */
  readonly source: string | null;
  /** SHA-256 of its weights, in hexadecimal, of several files one after the other; null where it is not known. */
  readonly hash: string | null;
  /** What is worth telling of it. */
  readonly notes: readonly (Message | string)[];
  /** Whether it is attention from a file that has the other kind of it, too: cross-attention beside a text's own. */
  readonly hasOther?: boolean;
}

/**
 * One model that answers by itself while the other is on its way or could not be had: comparisons are of one.
 * The same object for as long as it does.
 */
export interface Alone {
  readonly side: Side;
  readonly backend: BackendChoice;
}

/** Only `ready` means that both places answer; there is no backend where both hold attention from files. */
export type EngineStatus =
  | {
      readonly phase: 'loading';
      readonly left: Bytes;
      readonly right: Bytes;
      readonly alone?: Alone;
    }
  | { readonly phase: 'warming'; readonly backend: BackendChoice; readonly alone?: Alone }
  | {
      readonly phase: 'ready';
      readonly backend: BackendChoice | null;
      readonly weights: Readonly<Record<Side, string | null>>;
    }
  | { readonly phase: 'recovering'; readonly reason: string; readonly said?: Message }
  | { readonly phase: 'failed'; readonly error: EngineFailure; readonly alone?: Alone };

/** The model that answers by itself now, if one does. */
export function aloneIn(status: EngineStatus): Alone | null {
  return ('alone' in status && status.alone) || null;
}

/** A head whose every stage its model's trace should carry; indices count from 0. */
export interface Inspect {
  readonly side: Side;
  readonly layer: number;
  readonly head: number;
}

export interface CompareRequest {
  readonly text: string;
  /** BERT's second sentence. */
  readonly pair?: string;
  /** At most one head of each model. */
  readonly inspect?: readonly Inspect[];
}

/**
 * One question to one model: what experiments are made of. Positions are the model's own tokens,
 * specials counted, from 0; layers and heads count from 0.
 */
export interface Question
  extends Pick<
    ForwardOptions,
    | 'mask'
    | 'flip'
    | 'maskLayers'
    | 'ablate'
    | 'candidates'
    | 'distributions'
    | 'hidden'
    | 'inspect'
    | 'direct'
  > {
  readonly side: Side;
  readonly text: string;
  readonly pair?: string;
  /** Other tokens in some places: ids, or words that are one token each. Done before `blank`. */
  readonly changes?: readonly { readonly index: number; readonly token: number | string }[];
  /** The token to take out: BERT reads `[MASK]` there; GPT reads only what is before it. */
  readonly blank?: number;
  /** With `blank`, where what is taken out ends, exclusive: one token after it, unless it is more. */
  readonly blankEnd?: number;
  /** GPT: ids that are written after the end of the text. */
  readonly more?: readonly number[];
  /** Positions to predict at; by default BERT's blanks, and the last token that GPT reads. */
  readonly positions?: readonly number[] | 'all';
}

export interface EngineStats {
  /** Null where nothing runs, because both places hold attention from files. */
  readonly backend: BackendName | null;
  readonly numTensors: number;
  readonly numBytes: number;
}

export interface Engine {
  readonly status: EngineStatus;
  /** What stands in each place; null until it has been read. Another object for another pair. */
  readonly models: Readonly<Record<Side, OpenModel | null>>;
  /** Calls `listener` after every change of `status`; returns the unsubscriber. */
  subscribe(listener: () => void): () => void;
  /** The text of `models/manifest.json`; open until it has been fetched. */
  readonly manifest: Promise<string>;
  /**
   * What the page shows: attention too large to travel stays with the engine, which answers questions about
   * that of the newest reading.
   *
   * Latest wins: one run in flight, one waiting. What both models read, or the one that `status` calls
   * `alone`. Waits while the engine loads or recovers and none answers.
   *
   * @throws Superseded when a newer request took its place; Error with a sentence otherwise.
   */
  compare(request: CompareRequest): Promise<Comparison>;
  /** Every request answered by both models, whole, in order. Waits while the engine loads or recovers. */
  run(request: CompareRequest): Promise<FullComparison<HeldTrace>>;
  /**
   * One question to one model, answered in order with `run`. A forward at a time: typing, which asks
   * through `compare`, waits for one at most.
   */
  ask(question: Question): Promise<HeldTrace>;
  /** A few steps of training a linear classifier, in the same order. */
  fit(options: FitOptions): Promise<FitResult>;
  stats(): Promise<EngineStats>;
  /**
   * What a model is, before its weights are fetched.
   *
   * @throws Error with a sentence that says why it cannot be opened, and what would do.
   */
  lookUp(source: ModelSource): Promise<Found>;
  /**
   * Puts something else into a place, or the model back that ships with the page; one after the other. Where it
   * cannot be used, what stood there stays.
   *
   * @throws Error with a sentence on why it cannot be used.
   */
  open(side: Side, opened: Opened | null): Promise<void>;
  /** Starts over after a failure; files already good are not fetched again. */
  retry(): void;
  /** Ends the worker; requests that are still open reject. */
  dispose(): void;
}

export interface EngineOptions {
  /** The page's own address: `models/` is looked for beside it. */
  readonly base: URL;
  /** Forces one backend; one that cannot start is a failure, never a silent fallback. */
  readonly backend?: BackendName;
  /** What goes first: nothing is fetched or started before this settles. Requests wait meanwhile. */
  readonly after?: Promise<unknown>;
}

/** A newer request took this one's place. Not a failure: the newer one's answer is the one to show. */
export class Superseded extends Error {
  override readonly name = 'Superseded';

  constructor() {
    super('A newer request took the place of this one.');
  }
}

/** What the worker offers to the page's thread, over comlink. */

import type { Message } from '#say';
import type { Answers, Question as AttentionQuestion } from '../analysis/onDemand/question.ts';
import type { FitOptions, FitResult } from '../model/logistic.ts';
import type { Comparison, HeldTrace, Trace } from '../model/trace.ts';
import type { Side } from '../text/token.ts';
import type { Ahead } from './ahead.ts';
import type { Sent } from './kept.ts';
import type { ModelFiles } from './load.ts';
import type { CheckpointFiles } from './opened.ts';
import type {
  BackendChoice,
  BackendName,
  CompareRequest,
  EngineStats,
  ModelShape,
  Question,
} from './protocol.ts';
import type { ModelNames } from './shipped.ts';
import type { Found } from './sources/found.ts';
import type { ModelSource } from './sources/source.ts';

export interface FailedBackend {
  readonly name: BackendName;
  readonly why: Message | string;
}

export interface ChooseOptions {
  readonly forced: BackendName | null;
  /** Backends that failed in this page and are not to be chosen again, and why, in a sentence each. */
  readonly failed: readonly FailedBackend[];
}

/** The files of a model: of one that ships with the page, or of a checkpoint that a reader has opened. */
export type Readable =
  | { readonly kind: 'shipped'; readonly files: ModelFiles }
  | { readonly kind: 'checkpoint'; readonly files: CheckpointFiles };

export interface AddOptions {
  readonly side: Side;
  readonly names: ModelNames;
  readonly model: Readable;
  /** The same for the same files: what was read of them before serves again. */
  readonly key: string;
  /** The text that is likely to be asked for first: its length is warmed up. */
  readonly text: string;
}

export interface CompareOptions {
  /** Hands attention over, however large. Else large attention stays here. */
  readonly whole?: boolean;
  /** Questions about attention that stays here, answered in the same message. */
  readonly ahead?: Ahead;
}

/** Readings whose traces are on their way. */
export type Sending<Reading> = {
  readonly [Key in keyof Reading]: Reading[Key] extends Trace | null
    ? Sent | Exclude<Reading[Key], Trace>
    : Reading[Key];
};

export interface EngineWorker {
  choose(options: ChooseOptions): Promise<BackendChoice>;
  /** Starts the backend afresh, without a model; ends what ran before. */
  start(backend: BackendName): Promise<void>;
  /**
   * What a model is, before its weights are fetched.
   *
   * @param page the page's address.
   * @throws SourceError in a sentence that says why it cannot be opened, and what would do.
   */
  lookUp(source: ModelSource, page: string): Promise<Found>;
  /**
   * Uploads a model in the place of the one that stood there, and runs it once. Where it cannot be used, what stood
   * there stays.
   */
  add(options: AddOptions): Promise<ModelShape>;
  /** Frees what stands in a place. */
  remove(side: Side): Promise<void>;
  /** What each model that has been added reads. */
  compare(request: CompareRequest, options?: CompareOptions): Promise<Sending<Comparison>>;
  ask(question: Question): Promise<HeldTrace>;
  /** Of a reading whose attention stayed here. @throws GoneError once a newer one is asked for. */
  askAttention(
    reading: number,
    side: Side,
    question: AttentionQuestion,
  ): Promise<Answers[keyof Answers]>;
  fit(options: FitOptions): Promise<FitResult>;
  stats(): Promise<EngineStats>;
  /** Resolves when the WebGL context of the backend that runs now is lost; never on other backends. */
  lost(): Promise<void>;
  /** For tests: loses the WebGL context, as a driver that restarts does. */
  loseContext(): Promise<void>;
}

/** What the worker offers to the page's thread, over comlink. */

import type { Message } from '#say';
import type { Answers, Question as AttentionQuestion } from '../analysis/onDemand/question.ts';
import type { FitOptions, FitResult } from '../model/logistic.ts';
import type { Comparison, HeldTrace, Trace } from '../model/trace.ts';
import type { Side } from '../text/token.ts';
import type { Sent } from './kept.ts';
import type { ModelFiles } from './load.ts';
import type {
  BackendChoice,
  BackendName,
  CompareRequest,
  EngineStats,
  Question,
} from './protocol.ts';
import type { ModelNames } from './shipped.ts';

export interface FailedBackend {
  readonly name: BackendName;
  readonly why: Message | string;
}

export interface ChooseOptions {
  readonly forced: BackendName | null;
  /** Backends that failed in this page and are not to be chosen again, and why, in a sentence each. */
  readonly failed: readonly FailedBackend[];
}

export interface AddOptions {
  readonly side: Side;
  readonly names: ModelNames;
  readonly files: ModelFiles;
  /** The text that is likely to be asked for first: its length is warmed up. */
  readonly text: string;
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
  /** Uploads a model and runs it once. */
  add(options: AddOptions): Promise<void>;
  /**
   * What each model that has been added reads. Large attention stays here; with `whole` it is handed over,
   * however large.
   */
  compare(request: CompareRequest, whole?: boolean): Promise<Sending<Comparison>>;
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

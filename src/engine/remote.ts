/** What the worker offers to the page's thread, over comlink. */
import type { FitOptions, FitResult } from '../model/logistic.ts';
import type { Comparison, Trace } from '../model/trace.ts';
import type { Side } from '../text/token.ts';
import type { ModelFiles } from './load.ts';
import type { ModelNames } from './manifest.ts';
import type {
  BackendChoice,
  BackendName,
  CompareRequest,
  EngineStats,
  Question,
} from './protocol.ts';

export interface FailedBackend {
  readonly name: BackendName;
  readonly why: string;
}

export interface ChooseOptions {
  readonly forced: BackendName | null;
  /** Backends that failed in this page and are not to be chosen again, and why, as a sentence. */
  readonly failed: readonly FailedBackend[];
}

export interface AddOptions {
  readonly side: Side;
  readonly names: ModelNames;
  readonly files: ModelFiles;
  /** The text that is likely to be asked for first: its length is warmed up. */
  readonly text: string;
}

export interface EngineWorker {
  choose(options: ChooseOptions): Promise<BackendChoice>;
  /** Starts the backend afresh, without a model; ends what ran before. */
  start(backend: BackendName): Promise<void>;
  /** Uploads a model and runs it once. */
  add(options: AddOptions): Promise<void>;
  /** What each model that has been added reads. */
  compare(request: CompareRequest): Promise<Comparison>;
  ask(question: Question): Promise<Trace>;
  fit(options: FitOptions): Promise<FitResult>;
  stats(): Promise<EngineStats>;
  /** Resolves when the WebGL context of the backend that runs now is lost; never on other backends. */
  lost(): Promise<void>;
  /** For tests: loses the WebGL context, as a driver that restarts does. */
  loseContext(): Promise<void>;
}

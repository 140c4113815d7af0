/** The engine's worker: one backend, one session, one task at a time. */

import * as tf from '@tensorflow/tfjs-core';
import { expose, transfer } from 'comlink';
import { msg } from '#say';
import { fitClassifier } from '../model/logistic.ts';
import { MismatchError } from '../model/model.ts';
import type { Comparison, Trace } from '../model/trace.ts';
import { SafetensorsError } from '../model/weights/header.ts';
import { SIDES, type Side } from '../text/token.ts';
import { type Tokenizer, TokenizerError } from '../text/tokenizer.ts';
import { type Backend, cannotRun, look, startBackend } from './backend.ts';
import { choose } from './choice.ts';
import { cutShort } from './cutShort.ts';
import { Failure } from './failure.ts';
import { buffersIn, createKeeper, type Sent } from './kept.ts';
import { leaving } from './leaving.ts';
import type { BackendName, ModelShape } from './protocol.ts';
import { inOrder } from './queues.ts';
import type { AddOptions, EngineWorker, Readable, Sending } from './remote.ts';
import {
  emptySession,
  type LoadedModel,
  readModel,
  readTokenizer,
  type Session,
  shapeOf,
} from './session.ts';
import type { ModelNames } from './shipped.ts';

/** How long nobody has to ask for anything before another length is warmed up. */
const IDLE_MS = 500;

interface Running {
  readonly backend: Backend;
  /** Work on a backend ends when its context is lost: what it waits for would never come. */
  readonly whileAlive: ReturnType<typeof cutShort>;
  /** Null until the first model is there. */
  session: Session | null;
}

const inTurn = inOrder();
const keeper = createKeeper();
/** What was read of the files, tokenizers by their hash: enough to start on any backend, any number of times. */
const tokenizers = new Map<string, Tokenizer>();
const loaded = new Map<Side, { readonly key: string; readonly model: LoadedModel }>();
let running: Running | null = null;
/** Why nothing runs, while nothing does. */
let down = notStarted();
let idle: ReturnType<typeof setTimeout> | undefined;

async function start(name: BackendName): Promise<void> {
  clearTimeout(idle);
  running = null;
  down = notStarted();
  const backend = await startBackend(name).catch((error: unknown) => {
    if (error instanceof Failure) down = error;
    throw error;
  });
  const lost = backend.lost.then(() =>
    Promise.reject(new Failure('backend', msg`The graphics context was lost.`)),
  );
  running = { backend, whileAlive: cutShort(lost), session: null };
}

async function add({ side, names, model, key, text }: AddOptions): Promise<ModelShape> {
  clearTimeout(idle);
  const now = started();
  const known = loaded.get(side);
  const read = known?.key === key ? known.model : await readOf(model, names);
  const session = now.session ?? emptySession(now.backend.name);
  try {
    session.add(side, read);
    // What stood here before is of no use to anybody now.
    loaded.delete(side);
    await now.whileAlive(session.ask({ side, text }));
  } catch (error) {
    throw unlessMismatched(error, now.backend.name);
  }
  // Only what has proved to be of use is kept: after a Retry the files may be others.
  if (model.kind === 'shipped') tokenizers.set(model.files.hashes.tokenizer, read.tokenizer);
  loaded.set(side, { key, model: read });
  now.session = session;
  warmWhenIdle(now, session);
  return shapeOf(read);
}

async function readOf(model: Readable, names: ModelNames): Promise<LoadedModel> {
  if (model.kind === 'checkpoint') {
    // Most pages open no other model than their own.
    return (await import('./sources/readOpened.ts')).readOpened(model.files, names);
  }
  const { files } = model;
  const known = tokenizers.get(files.hashes.tokenizer);
  return readModel(files, known ?? (await readTokenizer(files)), names);
}

async function remove(side: Side): Promise<void> {
  loaded.delete(side);
  keeper.drop();
  running?.session?.remove(side);
}

/** The files are what they should be, and belong together or not; anything else is the backend's doing. */
function unlessMismatched(error: unknown, name: BackendName): unknown {
  // A trap of WebAssembly is told by its class (failure.ts).
  const isKnown =
    error instanceof Failure ||
    error instanceof MismatchError ||
    error instanceof TokenizerError ||
    error instanceof SafetensorsError ||
    error instanceof WebAssembly.RuntimeError;
  return isKnown ? error : cannotRun(name, error);
}

/** Other lengths are compiled for while nobody types, one after the other. */
function warmWhenIdle(now: Running, session: Session): void {
  clearTimeout(idle);
  idle = setTimeout(() => {
    inTurn(() => now.whileAlive(session.warm())).then(
      (more) => {
        if (more && running?.session === session) warmWhenIdle(now, session);
      },
      // Nobody waits for this; what is wrong shows when somebody asks.
      () => undefined,
    );
  }, IDLE_MS);
}

function started(): Running {
  if (running) return running;
  throw down;
}

function notStarted(): Failure {
  return new Failure('backend', msg`The engine has not started.`);
}

/** What can be handed over instead of copied; arrays that share a buffer name it once. */
function buffersOf(trace: Trace | Sent): Set<ArrayBufferLike> {
  const { attention, mask, masks = [], hidden, inspected, predictions } = trace;
  const arrays = [attention, mask, ...masks, hidden, ...Object.values(inspected ?? {})];
  const all = [...arrays, ...predictions.map(({ distribution }) => distribution)];
  const ahead = 'ahead' in attention ? attention.ahead : [];
  return new Set([...buffersIn(all), ...ahead.flatMap(({ answer }) => buffersIn(answer))]);
}

/** A task of a request, before other lengths are warmed up again. */
function answering<Answer>(
  task: (session: Session) => Promise<Answer>,
  traces: (answer: Answer) => readonly (Trace | Sent)[],
): Promise<Answer> {
  return inTurn(async () => {
    clearTimeout(idle);
    const now = started();
    const { session } = now;
    if (!session) throw new Failure('backend', msg`No model has been started.`);
    const answer = await now.whileAlive(task(session)).catch((error: unknown) => {
      throw leaving(error);
    });
    warmWhenIdle(now, session);
    return transfer(
      answer,
      traces(answer).flatMap((trace) => [...buffersOf(trace)]) as ArrayBuffer[],
    );
  });
}

const worker: EngineWorker = {
  // Not in turn: while it waits for a server, models answer.
  lookUp: async (source, page) => {
    const { createModelCache, lookUp } = await import('./sources/lookUpHere.ts');
    return lookUp(source, {
      fetch: (input, init) => fetch(input, init),
      page: new URL(page),
      cache: createModelCache(new URL(page)),
      // Chromium alone says it.
      deviceMemory: (navigator as { readonly deviceMemory?: number }).deviceMemory,
    });
  },
  choose: async (options) => choose(look(), options),
  start: (backend) => inTurn(() => start(backend)),
  add: (options) =>
    inTurn(() => add(options)).catch((error: unknown) => {
      throw leaving(error);
    }),
  remove: (side) => inTurn(() => remove(side)),
  compare: (request, { whole = false, ahead } = {}) =>
    answering(
      async (session): Promise<Sending<Comparison>> => {
        if (whole) return session.compare(request);
        keeper.drop();
        const comparison = await session.compare(request);
        const entries = SIDES.map((side) => [side, comparison[side]] as const);
        const read = entries.filter(([, trace]) => trace !== null);
        return { ...comparison, ...(await keeper.keep(Object.fromEntries(read), ahead)) };
      },
      ({ left, right }) => [left, right].filter((trace) => trace !== null),
    ),
  // Not in turn with the readings: a picture need not wait for the next text.
  askAttention: async (reading, side, question) => {
    const answer = await keeper.ask(reading, side, question);
    return transfer(answer, buffersIn(answer) as ArrayBuffer[]);
  },
  ask: (question) =>
    answering(
      (session) => session.ask(question),
      (trace) => [trace],
    ),
  fit: (options) =>
    answering(
      () => fitClassifier(options),
      () => [],
    ),
  // Between two runs: in the middle of one the numbers say nothing.
  stats: () =>
    inTurn(async () => {
      const { numTensors, numBytes } = tf.memory();
      return { backend: started().backend.name, numTensors, numBytes };
    }),
  lost: () => started().backend.lost,
  loseContext: async () => started().backend.loseContext(),
};

expose(worker);

/** The engine's worker: one backend, one session, one task at a time. */
import * as tf from '@tensorflow/tfjs-core';
import { expose, transfer } from 'comlink';
import { fitClassifier } from '../model/logistic.ts';
import type { Comparison, Trace } from '../model/trace.ts';
import { type Backend, look, startBackend } from './backend.ts';
import { choose } from './choice.ts';
import { cutShort } from './cutShort.ts';
import { Failure } from './failure.ts';
import { inOrder } from './queues.ts';
import type { EngineWorker, StartOptions } from './remote.ts';
import { openSession, type Pair, readPair, type Session } from './session.ts';

/** How long nobody has to ask for anything before another length is warmed up. */
const IDLE_MS = 500;

interface Running {
  readonly backend: Backend;
  readonly session: Session;
  /** Work on a backend ends when its context is lost: what it waits for would never come. */
  readonly whileAlive: ReturnType<typeof cutShort>;
}

const inTurn = inOrder();
let pair: Pair | null = null;
let running: Running | null = null;
let idle: ReturnType<typeof setTimeout> | undefined;

async function start({ backend: name, files, text }: StartOptions): Promise<void> {
  clearTimeout(idle);
  running = null;
  pair ??= await readPair(files);
  const backend = await startBackend(name);
  const session = openSession(pair, name);
  const lost = backend.lost.then(() =>
    Promise.reject(new Failure('backend', 'The graphics context was lost: press Retry.')),
  );
  const whileAlive = cutShort(lost);
  await whileAlive(session.compare({ text }));
  running = { backend, session, whileAlive };
  warmWhenIdle(running);
}

/** Other lengths are compiled for while nobody types, one after the other. */
function warmWhenIdle({ session, whileAlive }: Running): void {
  clearTimeout(idle);
  idle = setTimeout(() => {
    inTurn(() => whileAlive(session.warm())).then(
      (more) => {
        if (more && running?.session === session) warmWhenIdle(running);
      },
      // Nobody waits for this; what is wrong shows when somebody asks.
      () => undefined,
    );
  }, IDLE_MS);
}

function started(): Running {
  if (running) return running;
  throw new Failure('backend', 'The engine has not started: press Retry.');
}

/** What can be handed over instead of copied; arrays that share a buffer name it once. */
function buffersOf(trace: Trace): Set<ArrayBufferLike> {
  const { attention, mask, masks = [], hidden, inspected, predictions } = trace;
  const arrays = [attention, mask, ...masks, hidden, ...Object.values(inspected ?? {})];
  const all = [...arrays, ...predictions.map(({ distribution }) => distribution)];
  return new Set(all.flatMap((array) => (ArrayBuffer.isView(array) ? array.buffer : [])));
}

/** A task of a request, before other lengths are warmed up again. */
function answering<Answer>(
  task: (session: Session) => Promise<Answer>,
  traces: (answer: Answer) => readonly Trace[],
): Promise<Answer> {
  return inTurn(async () => {
    clearTimeout(idle);
    const current = started();
    const answer = await current.whileAlive(task(current.session));
    warmWhenIdle(current);
    return transfer(
      answer,
      traces(answer).flatMap((trace) => [...buffersOf(trace)]) as ArrayBuffer[],
    );
  });
}

const worker: EngineWorker = {
  choose: async (options) => choose(look(), options),
  start: (options) => inTurn(() => start(options)),
  compare: (request) =>
    answering(
      (session): Promise<Comparison> => session.compare(request),
      ({ bert, gpt }) => [bert, gpt],
    ),
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

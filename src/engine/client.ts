/**
 * The page's door to the engine: loads the checkpoints, runs both models in a worker, and keeps them
 * running. TensorFlow.js stays on the other side of the worker; nothing here imports it.
 *
 * One life of the engine is one call of `live`: round after round, start a backend, bring each model
 * up when its files are there, and serve until it breaks. The first break is repaired in silence; a
 * second one before any answer moves on to the next backend, or ends the life as `failed` until
 * `retry`. A model whose files cannot be had ends nothing: the round waits for `retry`, and the other
 * model answers meanwhile.
 */

import type { Remote } from 'comlink';
import { msg } from '#say';
import type { Question as AttentionQuestion } from '../analysis/onDemand/question.ts';
import { reasonOf } from '../language/reason.ts';
import type { Comparison, FullComparison, HeldTrace, Trace } from '../model/trace.ts';
import { SIDES, type Side } from '../text/token.ts';
import { advised } from './advice.ts';
import { type Deferred, deferred } from './deferred.ts';
import { Failure, sentenceOf } from './failure.ts';
import type { Sent } from './kept.ts';
import { createLink, type Link } from './link.ts';
import { createLoader, type ModelFiles, type Progress } from './load.ts';
import {
  type Alone,
  type BackendChoice,
  type CompareRequest,
  type Engine,
  type EngineOptions,
  type EngineStatus,
  Superseded,
} from './protocol.ts';
import { inOrder, latest } from './queues.ts';
import type { EngineWorker, FailedBackend, Sending } from './remote.ts';
import { checkRequest } from './request.ts';
import { SHIPPED } from './shipped.ts';
import { type Caches, createStore } from './store.ts';

export type { Engine, EngineOptions, EngineStatus } from './protocol.ts';
export { Superseded } from './protocol.ts';

/** What tests put in the place of the browser's own. */
export interface EngineSeams {
  readonly createWorker?: () => Worker;
  readonly fetch?: typeof fetch;
  readonly caches?: Caches;
}

/** Generous: software WebGL compiles its shaders in tens of seconds on a busy machine. */
const START_TIMEOUT_MS = 120_000;
const RUN_TIMEOUT_MS = 40_000;

const NOTHING: Progress = { left: { loaded: 0, total: 0 }, right: { loaded: 0, total: 0 } };

const createModuleWorker = () =>
  new Worker(new URL('./worker.ts', import.meta.url), {
    type: 'module',
    name: 'sightlines-engine',
  });

/** One start of a backend, and what has come of it so far. */
interface Round {
  readonly link: Link;
  readonly backend: BackendChoice;
  /** The files of the models that answer. */
  readonly up: Map<Side, ModelFiles>;
  alone: Alone | null;
}

export function createEngine(options: EngineOptions, seams: EngineSeams = {}): Engine {
  const createWorker = seams.createWorker ?? createModuleWorker;
  const forced = options.backend ?? null;
  const listeners = new Set<() => void>();
  const loader = createLoader({
    base: options.base,
    fetch: seams.fetch ?? ((input, init) => fetch(input, init)),
    store: createStore(options.base, seams.caches),
    onManifest: (text) => manifest.resolve(text),
    onProgress: (now) => {
      progress = now;
      showProgress();
    },
  });

  const manifest = deferred<string>();
  let progress = NOTHING;
  let status: EngineStatus = { phase: 'loading', ...progress };
  let worker: Worker | null = null;
  let current: Link | null = null;
  let round: Round | null = null;
  /** What is on its way, of either model. */
  let arriving: ReturnType<typeof loader.load>;
  /** The models whose files are here. */
  let arrived = new Set<Side>();
  /** Why a model's files cannot be used, while it waits for them to be asked for again. */
  let parked: { readonly failure: Failure; readonly retried: Deferred<void> } | null = null;
  /** The link that serves; open while the engine loads, starts or recovers, rejected once it failed. */
  let serving: Deferred<Link> = closedDoor();
  let disposed = false;
  /** Breaks since the last answer. */
  let strikes = 0;
  let failed: readonly FailedBackend[] = [];
  let newestText = '';

  function setStatus(next: EngineStatus): void {
    if (disposed) return;
    status = next;
    for (const listener of [...listeners]) listener();
  }

  const aloneNow = () => (round?.alone ? { alone: round.alone } : {});

  /** The models are on their way, or have arrived and warm up. */
  function showProgress(): void {
    if (status.phase !== 'loading' && status.phase !== 'warming' && !round?.alone) return;
    if (parked) fail(parked.failure);
    else if (arrived.size < SIDES.length) {
      setStatus({ phase: 'loading', ...progress, ...aloneNow() });
    } else if (round) {
      setStatus({ phase: 'warming', backend: round.backend, ...aloneNow() });
    }
  }

  function fail(failure: Failure): void {
    const { code, message, said } = failure;
    serving.reject(failure);
    const error = { code, message, ...(said && { said }) };
    setStatus({ phase: 'failed', error, ...aloneNow() });
  }

  function load(): void {
    arrived = new Set();
    arriving = loader.load();
    for (const side of SIDES) {
      const mine = arriving;
      arriving[side].then(
        () => {
          if (mine !== arriving) return;
          arrived.add(side);
          showProgress();
        },
        // Whoever brings the model up says so.
        () => undefined,
      );
    }
  }

  async function live(): Promise<void> {
    try {
      setStatus({ phase: 'loading', ...progress });
      if (options.after) await options.after.catch(() => undefined);
      if (disposed) return;
      // The worker's script and the backend come down beside the weights.
      openLink();
      load();
      while (!disposed) {
        const link = openLink();
        let backend: BackendChoice | null = null;
        let failure: Failure;
        try {
          backend = await link.call(
            (remote) => remote.choose({ forced, failed }),
            START_TIMEOUT_MS,
          );
          const { name } = backend;
          await link.call((remote) => remote.start(name), START_TIMEOUT_MS);
          link.watch();
          round = { link, backend, up: new Map(), alone: null };
          showProgress();
          await Promise.race([
            bringUp(round),
            link.broken.then((broken) => Promise.reject(broken)),
          ]);
          failure = await link.broken;
        } catch (error) {
          failure = asFailure(error);
          link.break(failure);
        }
        const served = status.phase === 'ready' || round?.alone != null;
        round = null;
        if (disposed) return;
        afterBreak(failure, backend, served);
      }
    } catch (error) {
      endWorker();
      parked = null;
      fail(advised(asFailure(error), forced));
    }
  }

  /** Both models, each when its files are there; then the round serves. */
  async function bringUp(now: Round): Promise<void> {
    await Promise.all(SIDES.map((side) => add(side, now)));
    if (now !== round) return;
    const { left, right } = Object.fromEntries(now.up) as Record<Side, ModelFiles>;
    const weights = { left: left.hashes.weights, right: right.hashes.weights };
    now.alone = null;
    parked = null;
    setStatus({ phase: 'ready', backend: now.backend, weights });
    serving.resolve(now.link);
  }

  /** Returns when the model answers; waits for Retry as often as its files cannot be had or used. */
  async function add(side: Side, now: Round): Promise<void> {
    while (now === round) {
      const failure = await tryToAdd(side, now);
      if (now !== round) return;
      if (failure) parked ??= { failure, retried: deferred() };
      const [first, second] = now.up.keys();
      if (first && !second && (parked || arrived.size < SIDES.length)) {
        now.alone ??= { side: first, backend: now.backend };
      }
      if (parked) fail(parked.failure);
      else showProgress();
      if (!failure) return;
      await parked?.retried.promise;
    }
  }

  /** What is wrong with the model's files, or null when it answers. @throws what ends the round. */
  async function tryToAdd(side: Side, { link, up }: Round): Promise<Failure | null> {
    let files: ModelFiles;
    try {
      files = await arriving[side];
    } catch (error) {
      return asFailure(error);
    }
    try {
      const { title, name } = SHIPPED[side];
      const options = { side, names: { title, name }, files, text: newestText };
      await link.call((remote) => remote.add(options), START_TIMEOUT_MS);
      up.set(side, files);
      return null;
    } catch (error) {
      if (error instanceof Failure) throw error;
      // What goes wrong while a model is read and uploaded, and is no failure yet, is the files' fault.
      const why = sentenceOf(error);
      return new Failure(
        'corrupt',
        msg`${SHIPPED[side].title} cannot be used. ${why} Publish it again.`,
      );
    }
  }

  /** The link that is open, or a new one, to a new worker where none is left. */
  function openLink(): Link {
    worker ??= createWorker();
    current ??= createLink(worker, () => {
      current = null;
      // A start that fails breaks its link too, and leaves the requests waiting at the same door.
      if (status.phase === 'ready') serving = closedDoor();
    });
    return current;
  }

  /** Prepares the next round, or throws the failure when there is none. */
  function afterBreak(failure: Failure, backend: BackendChoice | null, served: boolean): void {
    const unusable = failure.code === 'backend' && !served;
    // A lost context needs only a new context; anything else may have left the worker in any state.
    if (failure.code !== 'backend') endWorker();
    // Another try would meet the same connection.
    if (failure.code === 'offline') throw failure;
    if (strikes === 0 && !unusable) {
      strikes = 1;
    } else {
      const movesOn = backend && !forced && (unusable || backend.name === 'webgl');
      if (!movesOn) throw failure;
      strikes = 0;
      failed = [...failed, { name: backend.name, why: reasonOf(failure) }];
    }
    const { message: reason, said } = failure;
    setStatus({ phase: 'recovering', reason, ...(said && { said }) });
  }

  function endWorker(): void {
    worker?.terminate();
    worker = null;
    current = null;
  }

  /** Asks the worker, once more where the engine broke meanwhile. */
  async function answer<Answer>(
    task: (remote: Remote<EngineWorker>, link: Link) => Promise<Answer>,
    outdated: () => boolean = () => false,
  ): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      const link = await serving.promise;
      try {
        const answered = await link.call((remote) => task(remote, link), RUN_TIMEOUT_MS);
        strikes = 0;
        return answered;
      } catch (error) {
        if (error instanceof Failure) link.break(error);
        if (!(error instanceof Failure)) throw error;
        if (attempt === 2) throw advised(error, forced);
        if (outdated()) throw new Superseded();
      }
    }
  }

  // One forward at a time: each of the two lanes has at most one request at the exclusive gate, so
  // neither a long list of runs nor fast typing can starve the other.
  const exclusive = inOrder();
  const runs = inOrder();
  const compareLatest = latest((request: CompareRequest, outdated) =>
    exclusive(() =>
      answer(
        async (remote, link) => received<Comparison>(await remote.compare(request), link),
        outdated,
      ),
    ),
  );
  /** One after the other. */
  const inLane = <Answer>(
    task: (remote: Remote<EngineWorker>) => Promise<Answer>,
  ): Promise<Answer> => runs(() => exclusive(() => answer(task)));

  // Beside the gate: what waits there waits for both models.
  const compareAlone = latest(async (request: CompareRequest) => {
    if (!round?.alone) return compareLatest(request);
    const { link } = round;
    try {
      const answered = await link.call(
        async (remote) => received<Comparison>(await remote.compare(request), link),
        RUN_TIMEOUT_MS,
      );
      strikes = 0;
      return answered;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      link.break(error);
      throw advised(error, forced);
    }
  });

  async function checked(request: CompareRequest): Promise<CompareRequest> {
    const good = checkRequest(request);
    newestText = good.text;
    return good;
  }

  void live();

  return {
    get status() {
      return status;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    manifest: manifest.promise,
    async compare(request) {
      const good = await checked(request);
      return round?.alone ? compareAlone(good) : compareLatest(good);
    },
    async run(request) {
      const good = await checked(request);
      // The lane serves only once both models are there.
      return inLane((remote) => remote.compare(good, true)) as Promise<FullComparison<HeldTrace>>;
    },
    ask: (question) => inLane((remote) => remote.ask(question)),
    fit: (options) => inLane((remote) => remote.fit(options)),
    async stats() {
      const link = await serving.promise;
      return link.call((remote) => remote.stats(), RUN_TIMEOUT_MS);
    },
    retry() {
      if (disposed || status.phase !== 'failed') return;
      strikes = 0;
      failed = [];
      serving = closedDoor();
      if (!parked) {
        void live();
        return;
      }
      const { retried } = parked;
      parked = null;
      load();
      setStatus({ phase: 'loading', ...progress, ...aloneNow() });
      retried.resolve();
    },
    dispose() {
      disposed = true;
      listeners.clear();
      loader.abort();
      const closed = new Failure('crashed', msg`The engine was closed: reload the page.`);
      current?.break(closed);
      serving.reject(closed);
      endWorker();
    },
  };
}

/** A reading as it came from the worker; what stayed there is asked for over the same line. */
function received<Reading extends object>(sent: Sending<Reading>, link: Link): Reading {
  const withSource = (trace: Sent): Trace => {
    const { attention } = trace;
    if (attention instanceof Float32Array) return { ...trace, attention };
    const { reading, ...measured } = attention;
    const ask = (question: object) =>
      link.call(
        (remote): Promise<unknown> =>
          remote.askAttention(reading, trace.side, question as AttentionQuestion),
        RUN_TIMEOUT_MS,
      );
    return { ...trace, attention: { ...measured, ask } };
  };
  const isTrace = (value: unknown): value is Sent =>
    typeof value === 'object' && value !== null && 'attention' in value;
  const entries = Object.entries(sent);
  return Object.fromEntries(
    entries.map(([key, value]) => [key, isTrace(value) ? withSource(value) : value]),
  ) as Reading;
}

function closedDoor(): Deferred<Link> {
  const door = deferred<Link>();
  // Without a request in sight nobody listens, and that is no error.
  door.promise.catch(() => undefined);
  return door;
}

function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  return new Failure('crashed', msg`The engine could not start: ${sentenceOf(error)}`);
}

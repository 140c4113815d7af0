/**
 * The page's door to the engine: loads the checkpoints, runs both models in a worker, and keeps them
 * running. TensorFlow.js stays on the other side of the worker; nothing here imports it.
 *
 * One life of the engine is one call of `live`: load, then, round after round, start a backend and
 * serve until it breaks. The first break is repaired in silence; a second one before any answer moves
 * on to the next backend, or ends the life as `failed` until `retry`.
 */
import type { Remote } from 'comlink';
import { type Deferred, deferred } from './deferred.ts';
import { Failure } from './failure.ts';
import { createLink, type Link } from './link.ts';
import { createLoader } from './load.ts';
import {
  type BackendChoice,
  type BackendName,
  type CompareRequest,
  type Engine,
  type EngineOptions,
  type EngineStatus,
  Superseded,
} from './protocol.ts';
import { inOrder, latest } from './queues.ts';
import type { EngineWorker } from './remote.ts';
import { checkRequest } from './request.ts';

export type { Engine, EngineOptions, EngineStatus } from './protocol.ts';
export { Superseded } from './protocol.ts';

/** What tests put in the place of the browser's own. */
export interface EngineSeams {
  readonly createWorker?: () => Worker;
  readonly fetch?: typeof fetch;
}

/** Generous: software WebGL compiles its shaders in tens of seconds on a busy machine. */
const START_TIMEOUT_MS = 120_000;
const RUN_TIMEOUT_MS = 40_000;

const NOTHING = { loaded: 0, total: 0 };
const LOADING: EngineStatus = { phase: 'loading', bert: NOTHING, gpt: NOTHING };

const createModuleWorker = () =>
  new Worker(new URL('./worker.ts', import.meta.url), {
    type: 'module',
    name: 'sightlines-engine',
  });

export function createEngine(options: EngineOptions, seams: EngineSeams = {}): Engine {
  const createWorker = seams.createWorker ?? createModuleWorker;
  const forced = options.backend ?? null;
  const listeners = new Set<() => void>();
  const loader = createLoader({
    base: options.base,
    fetch: seams.fetch ?? ((input, init) => fetch(input, init)),
    onProgress: (progress) => {
      if (status.phase === 'loading') setStatus({ phase: 'loading', ...progress });
    },
  });

  let status: EngineStatus = LOADING;
  let worker: Worker | null = null;
  let current: Link | null = null;
  /** The link that serves; open while the engine loads, starts or recovers, rejected once it failed. */
  let serving: Deferred<Link> = closedDoor();
  let disposed = false;
  /** Breaks since the last answer. */
  let strikes = 0;
  let failed: readonly BackendName[] = [];
  let newestText = '';

  function setStatus(next: EngineStatus): void {
    if (disposed) return;
    status = next;
    for (const listener of [...listeners]) listener();
  }

  async function live(): Promise<void> {
    try {
      setStatus(LOADING);
      // The worker's script comes down beside the weights.
      openLink();
      const files = await loader.load();
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
          if (status.phase !== 'recovering') setStatus({ phase: 'warming', backend });
          const start = { backend: name, files, text: newestText };
          await link.call((remote) => remote.start(start), START_TIMEOUT_MS).catch(unreadable);
          link.watch();
          setStatus({ phase: 'ready', backend, weights: files.hashes });
          serving.resolve(link);
          failure = await link.broken;
        } catch (error) {
          failure = asFailure(error);
          link.break(failure);
        }
        if (disposed) return;
        afterBreak(failure, backend);
      }
    } catch (error) {
      endWorker();
      const failure = asFailure(error);
      serving.reject(failure);
      setStatus({ phase: 'failed', error: { code: failure.code, message: failure.message } });
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
  function afterBreak(failure: Failure, backend: BackendChoice | null): void {
    const unusable = failure.code === 'backend' && status.phase !== 'ready';
    // A lost context needs only a new context; anything else may have left the worker in any state.
    if (failure.code !== 'backend') endWorker();
    // Another try would meet the same files and the same connection.
    if (failure.code === 'corrupt' || failure.code === 'offline') throw failure;
    if (strikes === 0 && !unusable) {
      strikes = 1;
    } else {
      const movesOn = backend && !forced && (unusable || backend.name === 'webgl');
      if (!movesOn) throw failure;
      strikes = 0;
      failed = [...failed, backend.name];
    }
    setStatus({ phase: 'recovering', reason: REASONS[failure.code] ?? failure.message });
  }

  function endWorker(): void {
    worker?.terminate();
    worker = null;
    current = null;
  }

  /** Asks the worker, once more where the engine broke meanwhile. */
  async function answer<Answer>(
    task: (remote: Remote<EngineWorker>) => Promise<Answer>,
    outdated: () => boolean = () => false,
  ): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      const link = await serving.promise;
      try {
        const answered = await link.call(task, RUN_TIMEOUT_MS);
        strikes = 0;
        return answered;
      } catch (error) {
        if (error instanceof Failure) link.break(error);
        if (!(error instanceof Failure) || attempt === 2) throw error;
        if (outdated()) throw new Superseded();
      }
    }
  }

  // One forward at a time: each of the two lanes has at most one request at the exclusive gate, so
  // neither a long list of runs nor fast typing can starve the other.
  const exclusive = inOrder();
  const runs = inOrder();
  const compareLatest = latest((request: CompareRequest, outdated) =>
    exclusive(() => answer((remote) => remote.compare(request), outdated)),
  );
  /** One after the other. */
  const inLane = <Answer>(
    task: (remote: Remote<EngineWorker>) => Promise<Answer>,
  ): Promise<Answer> => runs(() => exclusive(() => answer(task)));

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
    compare: async (request) => compareLatest(await checked(request)),
    async run(request) {
      const good = await checked(request);
      return inLane((remote) => remote.compare(good));
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
      void live();
    },
    dispose() {
      disposed = true;
      listeners.clear();
      loader.abort();
      const closed = new Failure('crashed', 'The engine was closed: reload the page.');
      current?.break(closed);
      serving.reject(closed);
      endWorker();
    },
  };
}

/** What the reader is told while the engine repairs itself. */
const REASONS: Partial<Record<Failure['code'], string>> = {
  backend: 'The graphics context was lost: starting it again.',
  crashed: 'The engine stopped unexpectedly: starting it again.',
  timeout: 'The engine did not answer: starting it again.',
};

function closedDoor(): Deferred<Link> {
  const door = deferred<Link>();
  // Without a request in sight nobody listens, and that is no error.
  door.promise.catch(() => undefined);
  return door;
}

/** What goes wrong while the models are read and uploaded, and is no failure yet, is the files' fault. */
function unreadable(error: unknown): never {
  if (error instanceof Failure) throw error;
  throw new Failure('corrupt', `The models cannot be used. ${sentence(error)} Publish them again.`);
}

function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  return new Failure('crashed', `The engine could not start: reload the page. ${sentence(error)}`);
}

/** The message of anything thrown, with a full stop. */
function sentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /[.!?]$/.test(message) ? message : `${message}.`;
}

/**
 * The page's door to the engine: loads the checkpoints, runs both models in a worker, and keeps them
 * running. TensorFlow.js stays on the other side of the worker; nothing here imports it.
 *
 * One life of the engine is one call of `live`: round after round, start a backend, bring each model
 * up when its files are there, and serve until it breaks. The first break is repaired in silence; a
 * second one before any answer moves on to the next backend, or ends the life as `failed` until
 * `retry`. A model whose files cannot be had ends nothing: the round waits for `retry`, and the other
 * model answers meanwhile. What a reader puts into a place takes its turn among the answers; after a break
 * it comes back. Where both places hold attention from files nothing runs.
 */

import type { Remote } from 'comlink';
import { msg } from '#say';
import { reasonOf } from '../language/reason.ts';
import type { Comparison, FullComparison, HeldTrace } from '../model/trace.ts';
import { SIDES, type Side } from '../text/token.ts';
import { advised } from './advice.ts';
import { type Deferred, deferred } from './deferred.ts';
import { Failure, Refused, sentenceOf } from './failure.ts';
import { createLink, type Link } from './link.ts';
import { createLoader, type ModelFiles, type Progress } from './load.ts';
import type { Opened, OpenedAttention, OpenedCheckpoint, Places } from './opened.ts';
import {
  type Alone,
  type BackendChoice,
  type CompareRequest,
  type Engine,
  type EngineOptions,
  type EngineStatus,
  type OpenModel,
  Superseded,
} from './protocol.ts';
import { inOrder, latest } from './queues.ts';
import { createReceiver } from './received.ts';
import type { AddOptions, EngineWorker, FailedBackend } from './remote.ts';
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
/** Servers that do not answer are given up before, one request at a time. */
const LOOK_UP_TIMEOUT_MS = 600_000;

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
  /** The models that answer. */
  readonly up: Map<Side, OpenModel>;
  alone: Alone | null;
}

/** What a model is started from, and what is known of it before. */
interface Start
  extends Pick<AddOptions, 'names' | 'model' | 'key'>,
    Pick<OpenModel, 'source' | 'hash' | 'notes'> {}

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
  /** Whether what goes first is over. */
  const begun = deferred<void>();
  let places: Places = { left: null, right: null };
  let models: Engine['models'] = { left: null, right: null };
  /** Resolved when a model is wanted again; null while one is. */
  let asleep: Deferred<void> | null = null;
  /** Whether the round ended because another pair is wanted, and not because it broke. */
  let isRearranged = false;
  /** Why what stands in a place does not answer, as far as its files are at fault. */
  const faults = new Map<Side, Failure>();
  let progress = NOTHING;
  let status: EngineStatus = { phase: 'loading', ...progress };
  let worker: Worker | null = null;
  let current: Link | null = null;
  let round: Round | null = null;
  /** What is on its way, of either model; null where nothing is wanted. */
  let arriving: ReturnType<typeof loader.load> | null = null;
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

  const hasModel = (side: Side) => places[side]?.kind !== 'attention';

  function load(): void {
    arrived = new Set(SIDES.filter((side) => places[side]));
    arriving = null;
    if (arrived.size === SIDES.length) return;
    const mine = loader.load();
    arriving = mine;
    for (const side of SIDES.filter((each) => !places[each])) {
      mine[side].then(
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
      begun.resolve();
      if (disposed) return;
      isRearranged = true;
      while (!disposed) {
        if (!SIDES.some(hasModel)) {
          await sleep();
          continue;
        }
        // The worker's script and the backend come down beside the weights.
        const link = openLink();
        if (isRearranged) load();
        isRearranged = false;
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
        if (!isRearranged) afterBreak(failure, backend, served);
      }
    } catch (error) {
      endWorker();
      parked = null;
      fail(advised(asFailure(error), forced));
    }
  }

  /** While both places hold attention from files: no worker, and no backend. */
  async function sleep(): Promise<void> {
    endWorker();
    asleep = deferred();
    setReady(null, new Map(SIDES.flatMap((side) => fileIn(side))));
    await asleep.promise;
    asleep = null;
    isRearranged = true;
  }

  const fileIn = (side: Side): [Side, OpenModel][] => {
    const place = places[side];
    if (place?.kind !== 'attention') return [];
    const { shape, source, hash, notes } = place;
    return [[side, { ...shape, source, hash, notes, hasOther: place.also !== null }]];
  };

  function setReady(backend: BackendChoice | null, up: ReadonlyMap<Side, OpenModel>): void {
    const { left, right } = Object.fromEntries(up) as Record<Side, OpenModel>;
    if (models.left !== left || models.right !== right) models = { left, right };
    setStatus({ phase: 'ready', backend, weights: { left: left.hash, right: right.hash } });
  }

  /** Both models, each when its files are there; then the round serves. */
  async function bringUp(now: Round): Promise<void> {
    await Promise.all(SIDES.map((side) => add(side, now)));
    if (now !== round) return;
    now.alone = null;
    parked = null;
    setReady(now.backend, now.up);
    serving.resolve(now.link);
  }

  /** Returns when the model answers; waits for Retry as often as its files cannot be had or used. */
  async function add(side: Side, now: Round): Promise<void> {
    while (now === round) {
      const failure = await tryToAdd(side, now);
      if (now !== round) return;
      if (failure) faults.set(side, failure);
      else faults.delete(side);
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
    if (!hasModel(side)) {
      up.set(...fileIn(side)[0]!);
      return null;
    }
    const place = places[side] as OpenedCheckpoint | null;
    let start: Start;
    try {
      start = place ? startOf(place) : startOfShipped(side, await arriving![side]);
    } catch (error) {
      return asFailure(error);
    }
    try {
      up.set(side, await upload(side, start, link));
      return null;
    } catch (error) {
      if (error instanceof Failure) throw error;
      // What goes wrong while a model is read and uploaded, and is no failure yet, is the files' fault.
      const { title } = start.names;
      const why = sentenceOf(error);
      return new Failure(
        'corrupt',
        place
          ? msg`${title} cannot be used. ${why}`
          : msg`${title} cannot be used. ${why} Publish it again.`,
      );
    }
  }

  async function upload(side: Side, start: Start, link: Link): Promise<OpenModel> {
    const { source, hash, notes, names, model, key } = start;
    const options = { side, names, model, key, text: newestText };
    const shape = await link.call((remote) => remote.add(options), START_TIMEOUT_MS);
    return { ...shape, source, hash, notes };
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

  const receiver = createReceiver(RUN_TIMEOUT_MS);

  /** What the models read of a text, with what the page is about to ask of it. */
  async function compared(request: CompareRequest, remote: Remote<EngineWorker>, link: Link) {
    const sent = await remote.compare(request, { ahead: receiver.ahead() });
    return receiver.receive<Comparison>(sent, link);
  }

  // One forward at a time: each of the two lanes has at most one request at the exclusive gate, so
  // neither a long list of runs nor fast typing can starve the other.
  const exclusive = inOrder();
  const runs = inOrder();
  const compareLatest = latest((request: CompareRequest, outdated) =>
    exclusive(() => answer((remote, link) => compared(request, remote, link), outdated)),
  );
  /** One after the other. */
  const inLane = <Answer>(
    task: (remote: Remote<EngineWorker>) => Promise<Answer>,
  ): Promise<Answer> => runs(() => exclusive(() => answer(task)));

  /** What stands in a place, after what was put there before it. */
  const changes = inOrder();

  /** Resolves when nothing is under way. */
  const settled = () =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (disposed || status.phase === 'ready' || status.phase === 'failed') {
          listeners.delete(look);
          resolve();
        }
      };
      listeners.add(look);
      look();
    });

  async function put(side: Side, next: Opened | null): Promise<void> {
    await settled();
    const before = places;
    if (before[side] === next || disposed) return;
    const after = { ...before, [side]: next };
    const now = status.phase === 'ready' ? round : null;
    if (now && next?.kind !== 'attention') await exclusive(() => swap(side, next, now, after));
    else if (now && SIDES.some((each) => after[each]?.kind !== 'attention')) {
      await exclusive(() => withdraw(side, now, after));
    } else {
      places = after;
      rearrange();
      try {
        await answering(side);
      } catch (error) {
        places = before;
        if (round || asleep) rearrange();
        throw error;
      }
    }
  }

  /** Another model in the place of one that answers, while the other stays. */
  async function swap(
    side: Side,
    next: OpenedCheckpoint | null,
    now: Round,
    after: Places,
  ): Promise<void> {
    const start = next ? startOf(next) : startOfShipped(side, await loader.load()[side]);
    strikes = 0;
    let up: OpenModel;
    try {
      up = await upload(side, start, now.link);
    } catch (error) {
      // What stood here comes back with the next start.
      if (error instanceof Failure) now.link.break(error);
      throw new Refused(msg`${start.names.title} cannot be used. ${sentenceOf(error)}`);
    }
    places = after;
    now.up.set(side, up);
    setReady(now.backend, now.up);
  }

  /** Attention from a file in the place of a model that answers, while the other stays. */
  async function withdraw(side: Side, now: Round, after: Places): Promise<void> {
    await now.link.call((remote) => remote.remove(side), RUN_TIMEOUT_MS);
    places = after;
    now.up.set(...fileIn(side)[0]!);
    setReady(now.backend, now.up);
  }

  /** Starts the pair as it is now, from nothing. */
  function rearrange(): void {
    strikes = 0;
    if (!round && !asleep) {
      retry();
      return;
    }
    const from = round;
    isRearranged = true;
    parked = null;
    round = null;
    faults.clear();
    asleep?.resolve();
    from?.link.break(new Failure('backend', 'Another pair is being started.'));
    serving = closedDoor();
    setStatus({ phase: 'loading', ...progress });
  }

  /** Resolves when what stands in a place answers; rejects with why it does not. */
  const answering = (side: Side) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        const fault = faults.get(side);
        const isUp = disposed || status.phase === 'ready' || round?.up.has(side);
        const isOver = status.phase === 'failed' && !round;
        if (!isUp && !fault && !isOver) return;
        listeners.delete(look);
        if (isUp) resolve();
        else reject(fault ?? (status.phase === 'failed' && new Error(status.error.message)));
      };
      listeners.add(look);
      look();
    });

  // Beside the gate: what waits there waits for both models.
  const compareAlone = latest(async (request: CompareRequest) => {
    if (!round?.alone) return compareLatest(request);
    const { link } = round;
    try {
      const answered = await link.call((remote) => compared(request, remote, link), RUN_TIMEOUT_MS);
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

  function retry(): void {
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
  }

  void live();

  return {
    get status() {
      return status;
    },
    get models() {
      return models;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    manifest: manifest.promise,
    async compare(request) {
      const good = await checked(request);
      const alone = round?.alone;
      const inspect = good.inspect?.filter(({ side }) => hasModel(side));
      const asked = { ...good, ...(inspect && { inspect }) };
      const isOfFiles = !SIDES.some(hasModel) || (alone && !hasModel(alone.side));
      const read = isOfFiles
        ? unread(good)
        : await (alone ? compareAlone(asked) : compareLatest(asked));
      return fileAmong(places)?.within(read, places) ?? read;
    },
    async run(request) {
      const good = await checked(request);
      for (const { side } of good.inspect ?? []) requireModel(places[side]);
      // The lane serves only once both models are there.
      const read = SIDES.some(hasModel)
        ? await inLane((remote) => remote.compare(good, { whole: true }))
        : unread(good);
      const file = fileAmong(places);
      return file ? file.whole(read as Comparison, places) : (read as FullComparison<HeldTrace>);
    },
    async ask(question) {
      requireModel(places[question.side]);
      return inLane((remote) => remote.ask(question));
    },
    async fit(options) {
      if (!SIDES.some(hasModel)) requireModel(places.left);
      return inLane((remote) => remote.fit(options));
    },
    async stats() {
      if (!SIDES.some(hasModel)) return { backend: null, numTensors: 0, numBytes: 0 };
      const link = await serving.promise;
      return link.call((remote) => remote.stats(), RUN_TIMEOUT_MS);
    },
    async lookUp(source) {
      await begun.promise;
      const page = options.base.href;
      return openLink().call((remote) => remote.lookUp(source, page), LOOK_UP_TIMEOUT_MS);
    },
    open: (side, opened) => changes(() => put(side, opened)),
    retry,
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

/** A comparison before anybody has read the text. */
const unread = ({ text, pair = null }: { text: string; pair?: string | null }): Comparison => ({
  ...{ text, pair, cut: null },
  ...{ left: null, right: null },
});

/** Attention from a file in one of the places: it knows how files and models are compared. */
const fileAmong = (places: Places): OpenedAttention | null =>
  SIDES.flatMap((side) => {
    const place = places[side];
    return place?.kind === 'attention' ? [place] : [];
  })[0] ?? null;

/** @throws RangeError where only attention is, which cannot be asked. */
function requireModel(place: Opened | null): void {
  if (place?.kind !== 'attention') return;
  throw new RangeError(
    `${place.shape.info.title} is attention from a file, and no model that could be asked: open a model in its place.`,
  );
}

const startOf = ({ names, files, source, hash, notes }: OpenedCheckpoint): Start => ({
  ...{ names, source, hash, notes },
  model: { kind: 'checkpoint', files },
  key: keyOf(files),
});

function startOfShipped(side: Side, files: ModelFiles): Start {
  const { title, name } = SHIPPED[side];
  const { weights } = files.hashes;
  const model = { kind: 'shipped', files } as const;
  const names = { title, name };
  return { names, source: null, hash: weights, notes: [], model, key: weights };
}

const keys = new WeakMap<object, string>();
let keyCount = 0;

/** A name for files that are here, of which none other is given. */
function keyOf(files: object): string {
  const key = keys.get(files) ?? `files ${++keyCount}`;
  keys.set(files, key);
  return key;
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

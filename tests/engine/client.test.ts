import { afterEach, describe, expect, it, vi } from 'vitest';
import { inEnglish } from '#say';
import { createEngine } from '../../src/engine/client.ts';
import { deferred } from '../../src/engine/deferred.ts';
import { Failure, RequestError } from '../../src/engine/failure.ts';
import {
  type Alone,
  type BackendName,
  type CompareRequest,
  type Engine,
  type EngineStatus,
  Superseded,
} from '../../src/engine/protocol.ts';
import type { AddOptions, ChooseOptions, EngineWorker } from '../../src/engine/remote.ts';
import type { Comparison, HeldTrace } from '../../src/model/trace.ts';
import type { Side } from '../../src/text/token.ts';
import { collectGarbage } from '../support/garbage.ts';
import { type FakeWorker, fakeWorker } from './fake-worker.ts';
import { BASE, CONTENT, hash, server } from './server.ts';

const never = <Value>() => new Promise<Value>(() => undefined);

/** What a worker of the tests answers: nothing of a comparison matters here but its text. */
const answerTo = ({ text }: CompareRequest) => ({ text }) as Comparison<HeldTrace>;

const sound: EngineWorker = {
  choose: async ({ forced, failed }) => {
    const free: BackendName = failed.some(({ name }) => name === 'webgl') ? 'wasm' : 'webgl';
    return { name: forced ?? free, reason: 'Because.' };
  },
  start: async () => undefined,
  add: async () => undefined,
  compare: async (request) => answerTo(request),
  askAttention: never,
  ask: async ({ side }) => ({ side }) as HeldTrace,
  fit: async ({ classes }) => ({
    weight: new Float32Array(classes),
    bias: new Float32Array(classes),
    losses: [],
  }),
  stats: async () => ({ backend: 'wasm', numTensors: 7, numBytes: 28 }),
  lost: () => never(),
  loseContext: async () => undefined,
};

let opened: Engine[] = [];

interface Setting {
  readonly after?: Promise<unknown>;
  readonly backend?: BackendName;
  /** The n-th worker, from 0, differs from a sound one by this; `crash` is for that worker. */
  readonly workers?: (n: number, crash: (message: string) => void) => Partial<EngineWorker>;
  readonly host?: ReturnType<typeof server>;
}

function open({ after, backend, workers = () => ({}), host = server() }: Setting = {}) {
  const made: FakeWorker[] = [];
  const engine = createEngine(
    { base: BASE, ...(backend && { backend }), ...(after && { after }) },
    {
      fetch: host.fetch,
      createWorker() {
        const crash = (message: string) => void worker.crash(message);
        const worker: FakeWorker = fakeWorker({ ...sound, ...workers(made.length, crash) });
        made.push(worker);
        return worker;
      },
    },
  );
  opened.push(engine);
  const phases: string[] = [engine.status.phase];
  engine.subscribe(() => {
    if (engine.status.phase !== phases.at(-1)) phases.push(engine.status.phase);
  });
  return { engine, made, phases, host };
}

function reach(engine: Engine, phase: EngineStatus['phase']): Promise<EngineStatus> {
  return new Promise((resolve) => {
    const look = () => engine.status.phase === phase && resolve(engine.status);
    engine.subscribe(look);
    look();
  });
}

const failureOf = (status: EngineStatus) => (status.phase === 'failed' ? status.error : null);

afterEach(() => {
  vi.useRealTimers();
  for (const engine of opened) engine.dispose();
  opened = [];
});

describe('an engine that has to wait its turn', () => {
  it('fetches and starts nothing before, and answers what was asked meanwhile', async () => {
    let go = () => {};
    const after = new Promise<void>((resolve) => {
      go = resolve;
    });
    const host = server();
    const fetched = vi.spyOn(host, 'fetch');
    const { engine, made } = open({ after, host });
    const answer = engine.run({ text: 'it slept' });
    // Another engine, which does not wait, has come up meanwhile.
    await reach(open().engine, 'ready');
    expect(made).toEqual([]);
    expect(fetched).not.toHaveBeenCalled();
    expect(engine.status.phase).toBe('loading');
    go();
    expect((await answer).text).toBe('it slept');
  });

  it('starts also where what it waits for fails, and not where it has been ended', async () => {
    const { engine } = open({ after: Promise.reject(new Error('No picture.')) });
    expect((await reach(engine, 'ready')).phase).toBe('ready');
    const after = Promise.resolve();
    const { engine: ended, made } = open({ after });
    ended.dispose();
    await after;
    await reach(open({ after }).engine, 'ready');
    expect(made).toEqual([]);
  });
});

describe('an engine that works', () => {
  it('holds on to no answer that it has given', async () => {
    const { engine } = open();
    const answers: WeakRef<object>[] = [];
    for (let n = 0; n < 20; n++) answers.push(new WeakRef(await engine.run({ text: `${n}` })));
    await collectGarbage();
    // The newest may still be on its way through a queue.
    expect(answers.slice(0, -2).filter((each) => each.deref())).toEqual([]);
  });

  it('loads, warms up and says what it runs on', async () => {
    const { engine, phases } = open();
    expect(await reach(engine, 'ready')).toEqual({
      phase: 'ready',
      backend: { name: 'webgl', reason: 'Because.' },
      weights: { left: hash('b'.repeat(1000)), right: hash('g'.repeat(500)) },
    });
    expect(phases).toEqual(['loading', 'warming', 'ready']);
  });

  it('answers requests that were made while it was loading, and warms up with the newest', async () => {
    const started: BackendName[] = [];
    const added: AddOptions[] = [];
    const { engine } = open({
      workers: () => ({
        start: async (backend) => void started.push(backend),
        add: async (options) => void added.push(options),
      }),
    });
    const answers = await Promise.all([
      engine.run({ text: 'first' }),
      engine.compare({ text: 'the newest' }),
    ]);
    expect(answers.map(({ text }) => text)).toEqual(['first', 'the newest']);
    expect(started).toEqual(['webgl']);
    expect(added.map(({ side, text }) => `${side}: ${text}`).sort()).toEqual([
      'left: the newest',
      'right: the newest',
    ]);
    const right = added.find(({ side }) => side === 'right');
    expect(await right!.files.config.text()).toContain('gpt2');
  });

  it('lets the latest comparison win and answers every run in order', async () => {
    const asked: string[] = [];
    const { engine } = open({
      workers: () => ({
        compare: async (request) => {
          asked.push(request.text);
          return answerTo(request);
        },
      }),
    });
    await reach(engine, 'ready');
    const settled = await Promise.allSettled([
      engine.compare({ text: 'a' }),
      engine.compare({ text: 'ab' }),
      engine.compare({ text: 'abc' }),
      engine.run({ text: '1' }),
      engine.run({ text: '2' }),
      engine.run({ text: '3' }),
    ]);
    expect(settled.map(({ status }) => status === 'fulfilled')).toEqual([
      true,
      false,
      true,
      true,
      true,
      true,
    ]);
    expect(settled[1]).toMatchObject({ reason: expect.any(Superseded) });
    expect(asked.filter((text) => /\d/.test(text))).toEqual(['1', '2', '3']);
    // Neither lane waits for all of the other.
    expect(asked.indexOf('abc')).toBeLessThan(asked.indexOf('3'));
    expect(asked).toHaveLength(5);
  });

  it('answers questions in order, and lets typing wait for one of them at most', async () => {
    const order: string[] = [];
    const { engine } = open({
      workers: () => ({
        ask: async ({ side, text }) => {
          order.push(text);
          return { side } as HeldTrace;
        },
        compare: async (request) => {
          order.push(`typed ${request.text}`);
          return answerTo(request);
        },
      }),
    });
    await reach(engine, 'ready');
    const asked = ['one', 'two', 'three'].map((text) => engine.ask({ side: 'right', text }));
    const typed = engine.compare({ text: 'a key' });
    expect((await Promise.all(asked)).map(({ side }) => side)).toEqual(['right', 'right', 'right']);
    await typed;
    expect(order).toEqual(['one', 'typed a key', 'two', 'three']);
  });

  it('asks again what was in flight when the worker crashed', async () => {
    let asked = 0;
    const { engine, made } = open({
      workers: (n, crash) => ({
        ask: async ({ side }) => {
          asked++;
          if (n === 0) {
            crash('out of memory');
            return never();
          }
          return { side } as HeldTrace;
        },
      }),
    });
    await reach(engine, 'ready');
    expect(await engine.ask({ side: 'left', text: 'a' })).toEqual({ side: 'left' });
    expect([asked, made.length]).toEqual([2, 2]);
  });

  it('hands out the statistics of the worker', async () => {
    expect(await open().engine.stats()).toEqual({ backend: 'wasm', numTensors: 7, numBytes: 28 });
  });

  it('refuses a request that is none, and goes on', async () => {
    const { engine, phases } = open({
      workers: () => ({
        compare: async (request) => {
          if (request.inspect) throw new RequestError('There is no such head.');
          if (request.text === 'odd') throw new TypeError('That went wrong.');
          return answerTo(request);
        },
      }),
    });
    const wrong = { text: 5 } as unknown as CompareRequest;
    await expect(engine.compare(wrong)).rejects.toThrow('text is a string, not a number.');
    const far = { text: '', inspect: [{ side: 'left', layer: 99, head: 0 }] } as const;
    await expect(engine.run(far)).rejects.toThrow('There is no such head.');
    await expect(engine.run({ text: 'odd' })).rejects.toThrow('That went wrong.');
    expect(await engine.run({ text: '' })).toEqual({ text: '' });
    expect(phases).toEqual(['loading', 'warming', 'ready']);
  });

  it('rejects what is open when it is closed, and ends the worker', async () => {
    const { engine, made } = open({ workers: () => ({ compare: () => never() }) });
    await reach(engine, 'ready');
    const pending = engine.run({ text: 'a' });
    const refused = expect(pending).rejects.toThrow('The engine was closed');
    await vi.waitFor(() => expect(made).toHaveLength(1));
    engine.dispose();
    await refused;
    expect(made[0]!.terminated).toBe(true);
    await expect(engine.run({ text: 'b' })).rejects.toThrow('The engine was closed');
  });
});

describe('an engine whose files cannot be had', () => {
  it('fails with the loader’s sentence, and loads only what is missing when tried again', async () => {
    const host = server({
      'mini-gpt/model.q8.safetensors': () => Promise.reject(new TypeError('Failed to fetch')),
    });
    const { engine, phases } = open({ host });
    const pending = engine.compare({ text: 'a' });
    await expect(pending).rejects.toThrow('check your connection');
    expect(failureOf(await reach(engine, 'failed'))?.code).toBe('offline');
    await expect(engine.run({ text: 'b' })).rejects.toThrow('check your connection');
    await vi.waitFor(() => expect(host.asked).toHaveLength(7));

    delete host.overrides['mini-gpt/model.q8.safetensors'];
    host.asked.length = 0;
    engine.retry();
    expect(await engine.run({ text: 'c' })).toEqual({ text: 'c' });
    expect(host.asked).toHaveLength(2);
    expect(phases).toEqual(['loading', 'failed', 'loading', 'warming', 'ready']);
  });

  it('fails as offline when a part of the program cannot be fetched, and never for good', async () => {
    let online = false;
    const started: BackendName[] = [];
    const { engine } = open({
      workers: () => ({
        start: async (backend) => {
          started.push(backend);
          if (!online) throw new Failure('offline', 'A part could not be fetched.');
        },
      }),
    });
    expect(failureOf(await reach(engine, 'failed'))).toMatchObject({
      code: 'offline',
      message: 'A part could not be fetched.',
    });
    online = true;
    engine.retry();
    expect(await engine.run({ text: 'a' })).toEqual({ text: 'a' });
    expect(started).toEqual(['webgl', 'webgl']);
  });

  it('says what is wrong with a checkpoint that cannot be read', async () => {
    const { engine } = open({
      workers: () => ({
        add: async ({ side }) => {
          if (side === 'right') throw new Error('The tensor wte.weight is missing.');
        },
      }),
    });
    const error = failureOf(await reach(engine, 'failed'));
    expect(error?.code).toBe('corrupt');
    expect(error?.message).toBe(
      'mini-GPT cannot be used. The tensor wte.weight is missing. Publish it again.',
    );
  });
});

describe('an engine that waits for one of its models', () => {
  /** A server that holds one model's weights back, until it is let go or told to answer otherwise. */
  function holding(path: string) {
    const answer = deferred<Response>();
    const host = server({ [path]: () => answer.promise });
    const letGo = () => answer.resolve(new Response(CONTENT[path]));
    return { host, letGo, answer: answer.resolve };
  }

  /** A worker whose comparisons are of the models that were added to it. */
  function reading(): Partial<EngineWorker> {
    const added: Side[] = [];
    return {
      add: async ({ side }) => void added.push(side),
      compare: async ({ text }) => ofSides(text, ...added),
    };
  }

  const ofSides = (text: string, ...sides: readonly Side[]) =>
    ({
      text,
      ...Object.fromEntries(sides.map((side) => [side, { side }])),
    }) as Comparison<HeldTrace>;

  const GPT_WEIGHTS = 'mini-gpt/model.q8.safetensors';

  /** Resolves to the status in which a model answers by itself. */
  const aloneIn = (engine: Engine): Promise<EngineStatus & { alone: Alone }> =>
    new Promise((resolve) => {
      const look = () => {
        const { status } = engine;
        if ('alone' in status && status.alone) resolve({ ...status, alone: status.alone });
      };
      engine.subscribe(look);
      look();
    });

  it.each([
    ['left', GPT_WEIGHTS],
    ['right', 'mini-bert/model.q8.safetensors'],
  ] as const)(
    'answers with %s alone, and with both once the other is there',
    async (first, path) => {
      const { host, letGo } = holding(path);
      const { engine, made } = open({ host, workers: reading });
      const status = await aloneIn(engine);
      expect(status).toMatchObject({
        phase: 'loading',
        alone: { side: first, backend: { name: 'webgl' } },
      });
      const late = first === 'left' ? 'right' : 'left';
      expect(status).toMatchObject({ [late]: { loaded: expect.any(Number) } });
      const both = engine.run({ text: 'both' });
      expect(await engine.compare({ text: 'a key' })).toEqual(ofSides('a key', first));
      letGo();
      expect(await both).toEqual(ofSides('both', 'left', 'right'));
      expect(engine.status.phase).toBe('ready');
      expect(made).toHaveLength(1);
      expect(await engine.compare({ text: 'late' })).toEqual(ofSides('late', 'left', 'right'));
    },
  );

  it('lets the newest text win while one answers by itself', async () => {
    const { host } = holding(GPT_WEIGHTS);
    const { engine } = open({ host, workers: reading });
    await aloneIn(engine);
    const settled = await Promise.allSettled(
      ['a', 'ab', 'abc'].map((text) => engine.compare({ text })),
    );
    expect(settled[1]).toMatchObject({ reason: expect.any(Superseded) });
    expect(settled[2]).toMatchObject({ value: { text: 'abc' } });
  });

  it('starts the backend before any weights are there', async () => {
    const { host, letGo } = holding(GPT_WEIGHTS);
    const { answer, host: both } = holding('mini-bert/model.q8.safetensors');
    Object.assign(host.overrides, both.overrides);
    const started = deferred<BackendName>();
    const { engine } = open({
      host,
      workers: () => ({ start: async (backend) => started.resolve(backend) }),
    });
    expect(await started.promise).toBe('webgl');
    expect(engine.status.phase).toBe('loading');
    letGo();
    answer(new Response(CONTENT['mini-bert/model.q8.safetensors']));
    await reach(engine, 'ready');
  });

  it('keeps the model that came when the other cannot be had, and adds that on Retry', async () => {
    const { host, answer } = holding(GPT_WEIGHTS);
    const { engine, made } = open({ host, workers: reading });
    await aloneIn(engine);
    answer(new Response('gone', { status: 404 }));
    const status = await reach(engine, 'failed');
    expect(status).toMatchObject({ error: { code: 'missing' }, alone: { side: 'left' } });
    expect(await engine.compare({ text: 'still' })).toEqual(ofSides('still', 'left'));
    await expect(engine.run({ text: 'both' })).rejects.toThrow('404');

    delete host.overrides[GPT_WEIGHTS];
    host.asked.length = 0;
    engine.retry();
    expect(engine.status).toMatchObject({ phase: 'loading', alone: { side: 'left' } });
    expect(await engine.run({ text: 'both' })).toEqual(ofSides('both', 'left', 'right'));
    expect(host.asked).toEqual(['manifest.json no-cache', `${GPT_WEIGHTS} default`]);
    expect(made).toHaveLength(1);
  });

  it('says at once that one cannot be had, and beside it when the other has come', async () => {
    const { host, letGo } = holding('mini-bert/model.q8.safetensors');
    host.overrides[GPT_WEIGHTS] = () => new Response('gone', { status: 404 });
    const { engine } = open({ host, workers: reading });
    expect(await reach(engine, 'failed')).not.toHaveProperty('alone');
    letGo();
    expect(await aloneIn(engine)).toMatchObject({
      phase: 'failed',
      error: { code: 'missing' },
      alone: { side: 'left' },
    });
  });

  it('keeps the model that can be read when the other’s file cannot be used', async () => {
    const { engine } = open({
      workers: () => {
        const { add, ...worker } = reading();
        return {
          ...worker,
          add: async (options) => {
            if (options.side === 'left') throw new Error('A tensor is missing.');
            await add?.(options);
          },
        };
      },
    });
    await reach(engine, 'failed');
    expect((await aloneIn(engine)).alone.side).toBe('right');
    expect(await engine.compare({ text: 'a' })).toEqual(ofSides('a', 'right'));
  });

  it('starts another worker when it crashes, and answers by itself again', async () => {
    const { host } = holding(GPT_WEIGHTS);
    const { engine, made, phases } = open({ host, workers: reading });
    await aloneIn(engine);
    made[0]!.crash('out of memory');
    await vi.waitFor(() => expect(phases).toContain('recovering'));
    expect((await aloneIn(engine)).phase).toBe('loading');
    expect(await engine.compare({ text: 'again' })).toEqual(ofSides('again', 'left'));
    expect(made).toHaveLength(2);
  });

  it('starts a lost graphics context again rather than leave the backend', async () => {
    const context = deferred<void>();
    const started: BackendName[] = [];
    const { host } = holding(GPT_WEIGHTS);
    const { engine, phases } = open({
      host,
      workers: () => ({
        start: async (backend) => void started.push(backend),
        lost: () => (started.length === 1 ? context.promise : never()),
      }),
    });
    await aloneIn(engine);
    context.resolve();
    await vi.waitFor(() => expect(phases).toContain('recovering'));
    await aloneIn(engine);
    expect(started).toEqual(['webgl', 'webgl']);
  });
});

describe('an engine whose worker crashes', () => {
  it('starts another one and answers what was in flight', async () => {
    const { engine, made, phases, host } = open({
      workers: (n, crash) => ({
        compare(request) {
          if (n > 0) return Promise.resolve(answerTo(request));
          crash('out of memory');
          return never();
        },
      }),
    });
    expect(await engine.compare({ text: 'a' })).toEqual({ text: 'a' });
    expect(phases).toEqual(['loading', 'warming', 'ready', 'recovering', 'ready']);
    expect(made.map(({ terminated }) => terminated)).toEqual([true, false]);
    expect(host.asked).toHaveLength(7);
  });

  it('does not repeat a request that is outdated', async () => {
    const inFlight = deferred<void>();
    const asked: string[] = [];
    const { engine, made } = open({
      workers: (n) => ({
        compare(request) {
          asked.push(request.text);
          if (n > 0) return Promise.resolve(answerTo(request));
          inFlight.resolve();
          return never();
        },
      }),
    });
    const old = expect(engine.compare({ text: 'old' })).rejects.toBeInstanceOf(Superseded);
    await inFlight.promise;
    const fresh = engine.compare({ text: 'new' });
    await Promise.resolve();
    made[0]!.crash('');
    await old;
    expect(await fresh).toEqual({ text: 'new' });
    expect(asked).toEqual(['old', 'new']);
  });

  it('fails with a sentence when it crashes again, and works again when retried', async () => {
    const { engine, host } = open({
      workers: (n, crash) => ({
        compare(request) {
          if (n > 1) return Promise.resolve(answerTo(request));
          crash('unreachable executed');
          return never();
        },
      }),
      backend: 'wasm',
    });
    const sentence = 'The engine stopped unexpectedly (unreachable executed). Press Retry';
    await expect(engine.compare({ text: 'a' })).rejects.toThrow(sentence);
    expect(failureOf(await reach(engine, 'failed'))).toMatchObject({
      code: 'crashed',
      message: expect.stringContaining(sentence),
    });
    await expect(engine.run({ text: 'b' })).rejects.toThrow(sentence);
    engine.retry();
    expect(await engine.run({ text: 'c' })).toEqual({ text: 'c' });
    expect(host.asked.filter((ask) => !ask.startsWith('manifest'))).toHaveLength(6);
  });

  it('repairs every crash that comes after an answer', async () => {
    const { engine, made } = open({ backend: 'wasm' });
    for (let n = 0; n < 3; n++) {
      expect(await engine.run({ text: `${n}` })).toEqual({ text: `${n}` });
      made[n]!.crash('again');
    }
    expect(await engine.run({ text: 'last' })).toEqual({ text: 'last' });
  });

  it('counts a trap of WebAssembly as a crash', async () => {
    const { engine, made } = open({
      workers: (n) => ({
        compare: async (request) => {
          if (n === 0) throw new WebAssembly.RuntimeError('memory access out of bounds');
          return answerTo(request);
        },
      }),
    });
    expect(await engine.run({ text: 'a' })).toEqual({ text: 'a' });
    expect(made).toHaveLength(2);
  });

  it('fails when the browser makes no worker', async () => {
    const { engine } = open({
      workers: () => {
        throw new DOMException('Blocked by a policy', 'SecurityError');
      },
    });
    expect(failureOf(await reach(engine, 'failed'))).toMatchObject({
      code: 'crashed',
      message:
        'The engine could not start: Blocked by a policy. Press Retry to start it again, or reload the page.',
    });
  });

  it('fails when the worker cannot even be loaded', async () => {
    const { engine } = open({
      workers: (_, crash) => ({
        choose() {
          crash('');
          return never();
        },
      }),
    });
    expect(failureOf(await reach(engine, 'failed'))?.code).toBe('crashed');
  });
});

describe('an engine that does not answer', () => {
  it('starts another worker after the time-out, and fails after the second', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const asked = [deferred<void>(), deferred<void>()];
    const { engine, made, phases } = open({
      backend: 'wasm',
      workers: (n) => ({
        compare() {
          asked[n]!.resolve();
          return never();
        },
      }),
    });
    const refused = expect(engine.compare({ text: 'a' })).rejects.toThrow('did not answer within');
    await asked[0]!.promise;
    vi.advanceTimersByTime(40_000);
    await asked[1]!.promise;
    expect(made[0]!.terminated).toBe(true);
    vi.advanceTimersByTime(40_000);
    await refused;
    expect(failureOf(await reach(engine, 'failed'))?.code).toBe('timeout');
    expect(phases).toEqual(['loading', 'warming', 'ready', 'recovering', 'ready', 'failed']);
  });
});

describe('an engine that loses its graphics context', () => {
  it('starts the backend again in the same worker and answers what was in flight', async () => {
    const context = deferred<void>();
    let starts = 0;
    const { engine, made, phases } = open({
      workers: () => ({
        start: async () => void starts++,
        lost: () => (starts === 1 ? context.promise : never()),
        compare(request) {
          if (starts > 1) return Promise.resolve(answerTo(request));
          context.resolve();
          return never();
        },
      }),
    });
    expect(await engine.compare({ text: 'a' })).toEqual({ text: 'a' });
    expect(starts).toBe(2);
    expect(made).toHaveLength(1);
    expect(made[0]!.terminated).toBe(false);
    expect(phases).toEqual(['loading', 'warming', 'ready', 'recovering', 'ready']);
  });

  it.each([
    ['moves on to WASM when its results stay wrong', undefined],
    ['fails rather than use another backend than the one asked for', 'webgl'],
  ] as const)('%s', async (_, backend) => {
    const started: BackendName[] = [];
    const { engine } = open({
      ...(backend && { backend }),
      workers: () => ({
        start: async (backend) => void started.push(backend),
        compare: async (request) => {
          if (started.at(-1) === 'wasm') return answerTo(request);
          throw new Failure('backend', 'Rows do not sum to one.');
        },
      }),
    });
    await expect(engine.run({ text: 'a' })).rejects.toThrow('Rows do not sum to one.');
    if (backend) {
      expect(failureOf(await reach(engine, 'failed'))?.code).toBe('backend');
      expect(started).toEqual(['webgl', 'webgl']);
    } else {
      expect(await engine.run({ text: 'b' })).toEqual({ text: 'b' });
      expect(started).toEqual(['webgl', 'webgl', 'wasm']);
    }
  });
});

describe('an engine whose backend cannot start', () => {
  const WHY = 'WebGL could not start here: this browser offers no WebGL 2.';

  const noWebGL = (started: BackendName[]) => ({
    start: async (backend: BackendName) => {
      started.push(backend);
      if (backend === 'webgl') throw new Failure('backend', WHY);
    },
  });

  it('takes the next one when it may choose', async () => {
    const started: BackendName[] = [];
    const { engine } = open({ workers: () => noWebGL(started) });
    expect(await engine.run({ text: 'a' })).toEqual({ text: 'a' });
    expect(started).toEqual(['webgl', 'wasm']);
    expect(engine.status).toMatchObject({ phase: 'ready', backend: { name: 'wasm' } });
  });

  it('fails with the sentence when that backend was asked for', async () => {
    const started: BackendName[] = [];
    const { engine } = open({ backend: 'webgl', workers: () => noWebGL(started) });
    expect(failureOf(await reach(engine, 'failed'))).toMatchObject({
      code: 'backend',
      message: `${WHY} Turn on hardware acceleration in the browser, or open the page with ?backend=wasm in its address.`,
    });
    expect(started).toEqual(['webgl']);
  });

  it('says why while it moves on, and hands that on to whoever chooses the next', async () => {
    const asked: ChooseOptions[] = [];
    const { engine } = open({
      workers: () => ({
        ...noWebGL([]),
        choose: (options) => {
          asked.push(options);
          return sound.choose(options);
        },
      }),
    });
    const reasons: string[] = [];
    engine.subscribe(() => {
      if (engine.status.phase === 'recovering') reasons.push(engine.status.reason);
    });
    await reach(engine, 'ready');
    expect(reasons).toEqual([WHY]);
    expect(asked.map(({ failed }) => failed)).toEqual([[], [{ name: 'webgl', why: WHY }]]);
  });

  it.each([
    ['does not answer', () => never<never>(), 'The engine did not answer within 120 seconds.'],
    ['stops', undefined, 'The engine stopped unexpectedly (the driver is gone).'],
  ] as const)('that %s is left with the reason, too', async (_, start, why) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const asked: ChooseOptions[] = [];
    const { engine } = open({
      workers: (_, crash) => ({
        choose: (options) => {
          asked.push(options);
          return sound.choose(options);
        },
        start: async (backend) => {
          if (backend !== 'webgl') return;
          if (!start) crash('the driver is gone');
          else setImmediate(() => vi.advanceTimersByTime(120_000));
          await never();
        },
      }),
    });
    await reach(engine, 'ready');
    const told = asked.at(-1)?.failed.map(({ name, why }) => ({ name, why: inEnglish(why) }));
    expect(told).toEqual([{ name: 'webgl', why }]);
  });

  it('ends with what whoever chooses says when nothing is left', async () => {
    const { engine } = open({
      workers: () => ({
        choose: async ({ failed }) => {
          const next = (['webgl', 'wasm', 'cpu'] as const)[failed.length];
          if (next) return { name: next, reason: 'Because.' };
          throw new Failure(
            'backend',
            `Nothing is left. ${failed.map(({ why }) => why).join(' ')}`,
          );
        },
        start: async (backend) => {
          throw new Failure('backend', `No ${backend}.`);
        },
      }),
    });
    expect(failureOf(await reach(engine, 'failed'))).toMatchObject({
      code: 'backend',
      message: 'Nothing is left. No webgl. No wasm. No cpu. Press Retry, or try another browser.',
    });
  });

  it('forgets what failed when it is tried again', async () => {
    let isBroken = true;
    const { engine } = open({
      workers: () => ({
        choose: async (options) => {
          if (options.failed.length === 2) throw new Failure('backend', 'Nothing is left.');
          return sound.choose(options);
        },
        start: async () => {
          if (isBroken) throw new Failure('backend', 'Not yet.');
        },
      }),
    });
    expect(failureOf(await reach(engine, 'failed'))?.message).toMatch(/^Nothing is left\./);
    isBroken = false;
    engine.retry();
    expect(await reach(engine, 'ready')).toMatchObject({ backend: { name: 'webgl' } });
  });
});

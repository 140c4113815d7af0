import { wrap } from 'comlink';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createEngine, type EngineSeams } from '../../src/engine/client.ts';
import {
  type BackendName,
  type Engine,
  type EngineStatus,
  Superseded,
} from '../../src/engine/protocol.ts';
import type { EngineWorker } from '../../src/engine/remote.ts';
import type { FullComparison, Trace } from '../../src/model/trace.ts';

const BASE = new URL('/', window.location.href);

const TEXTS = [
  "The animal didn't cross the street because it was too tired.",
  'The cat sat on the [MASK].',
  'Übergrößenträger 🙂 读书 \u0301\u200b',
  '',
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen',
];

const opened: Engine[] = [];

function open(backend?: BackendName, seams: EngineSeams = {}): Engine {
  const engine = createEngine({ base: BASE, ...(backend && { backend }) }, seams);
  opened.push(engine);
  return engine;
}

const closeAll = () => {
  for (const engine of opened.splice(0)) engine.dispose();
};

/** The real worker, with a hand on it. */
function held() {
  const workers: Worker[] = [];
  const createWorker = () => {
    const worker = new Worker(new URL('../../src/engine/worker.ts', import.meta.url), {
      type: 'module',
    });
    workers.push(worker);
    return worker;
  };
  const loseContext = () => wrap<EngineWorker>(workers.at(-1)!).loseContext();
  return { workers, createWorker, loseContext };
}

function phasesOf(engine: Engine): EngineStatus['phase'][] {
  const phases = [engine.status.phase];
  engine.subscribe(() => {
    if (engine.status.phase !== phases.at(-1)) phases.push(engine.status.phase);
  });
  return phases;
}

/** The largest difference; NaN when any value is. */
function distance(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length);
  let largest = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = Math.abs(a[i]! - b[i]!);
    if (!(difference <= largest)) largest = difference;
  }
  return largest;
}

/** What comes of shipped models is small enough to come whole. */
function here({ attention }: Trace): Float32Array {
  expect(attention).toBeInstanceOf(Float32Array);
  return attention as Float32Array;
}

function expectSame(actual: FullComparison, expected: FullComparison, tolerance = 1e-4): void {
  for (const side of ['left', 'right'] as const) {
    const [a, b] = [actual[side], expected[side]];
    expect(a.tokens).toEqual(b.tokens);
    expect(a.mask).toEqual(b.mask);
    expect(distance(here(a), here(b))).toBeLessThanOrEqual(tolerance);
    expect(a.predictions.map(({ index }) => index)).toEqual(
      b.predictions.map(({ index }) => index),
    );
    for (const [i, { top }] of a.predictions.entries()) {
      const p = (candidates: typeof top) => Float32Array.from(candidates, (one) => one.p);
      expect(distance(p(top), p(b.predictions[i]!.top))).toBeLessThanOrEqual(tolerance);
    }
  }
}

describe('the engine in a browser', () => {
  const wasm = createEngine({ base: BASE, backend: 'wasm' });
  afterAll(() => wasm.dispose());
  afterEach(closeAll);

  it('chooses WASM where WebGL is software, and says why', async () => {
    const engine = open();
    await engine.run({ text: '' });
    expect(engine.status).toMatchObject({
      phase: 'ready',
      backend: { name: 'wasm', reason: 'WebGL would run in software here, so WASM is faster.' },
      weights: {
        left: expect.stringMatching(/^[0-9a-f]{64}$/),
        right: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    });
  });

  it.each(['cpu', 'webgl'] as const)('computes on %s what it computes on WASM', async (backend) => {
    const engine = open(backend);
    for (const text of TEXTS) {
      expectSame(await engine.run({ text }), await wasm.run({ text }));
    }
    expect((await engine.stats()).backend).toBe(backend);
  });

  it('gives every row a sum of one and GPT no future', async () => {
    for (const text of TEXTS) {
      const { left, right } = await wasm.run({ text });
      for (const { attention, tokens, layers, heads, mask, side } of [left, right]) {
        const length = tokens.length;
        expect(attention).toHaveLength(layers * heads * length * length);
        for (let row = 0; row < layers * heads * length; row++) {
          let sum = 0;
          for (let key = 0; key < length; key++) {
            const weight = attention[row * length + key]!;
            sum += weight;
            const query = row % length;
            if (side === 'right' && key > query) expect(weight).toBe(0);
            expect(mask[query * length + key]).toBe(side === 'right' && key > query ? 0 : 1);
          }
          expect(Math.abs(sum - 1)).toBeLessThanOrEqual(1e-5);
        }
      }
    }
  });

  it('shows every stage of the head asked for, and of no other', async () => {
    const inspect = { side: 'right', layer: 3, head: 2 } as const;
    const { left, right } = await wasm.run({ text: TEXTS[0]!, inspect: [inspect] });
    const length = right.tokens.length;
    const at = (3 * right.heads + 2) * length * length;
    const drawn = right.attention.subarray(at, at + length * length);
    expect(distance(right.inspected!.weights, drawn)).toBe(0);
    expect(right.inspected).toMatchObject({ layer: 3, head: 2 });
    expect(left.inspected).toBeUndefined();
  });

  it('says which heads there are when asked for one that is not', async () => {
    const inspect = { side: 'left', layer: 4, head: 0 } as const;
    await expect(wasm.run({ text: 'a', inspect: [inspect] })).rejects.toThrow(
      'mini-BERT has layers 0 to 3 and heads 0 to 3: there is no layer 4, head 0.',
    );
  });

  it('reads a second text, and cuts what does not fit', async () => {
    const { left, right, pair, cut } = await wasm.run({ text: 'He slept.', pair: 'He was tired.' });
    expect(pair).toBe('He was tired.');
    expect(cut).toBeNull();
    expect(left.tokens.filter(({ piece }) => piece === '[SEP]')).toHaveLength(2);
    expect(right.tokens).toHaveLength(left.tokens.length - 2);
    const long = await wasm.run({ text: 'word '.repeat(200_000) });
    expect(long.left.tokens).toHaveLength(128);
    expect(long.cut).not.toBeNull();
  });

  it('lets the latest of many comparisons win', async () => {
    await wasm.run({ text: '' });
    const texts = ['t', 'th', 'the', 'the ', 'the c', 'the ca', 'the cat'];
    const settled = await Promise.allSettled(texts.map((text) => wasm.compare({ text })));
    expect(settled[0]).toMatchObject({ status: 'fulfilled', value: { text: 't' } });
    expect(settled.at(-1)).toMatchObject({ status: 'fulfilled', value: { text: 'the cat' } });
    for (const one of settled.slice(1, -1)) {
      expect(one).toMatchObject({ status: 'rejected', reason: expect.any(Superseded) });
    }
  });

  it.each([
    ['wasm', 200],
    ['webgl', 6],
  ] as const)('keeps no tensor on %s, run after run', async (backend, runs) => {
    const engine = backend === 'wasm' ? wasm : open(backend);
    for (const text of TEXTS) await engine.run({ text });
    const { numTensors, numBytes } = await engine.stats();
    for (let n = 0; n < runs; n++) {
      const inspect = { side: n % 2 ? 'left' : 'right', layer: n % 4, head: 1 } as const;
      await engine.run({
        text: TEXTS[n % TEXTS.length]!,
        ...(n % 3 === 0 && { inspect: [inspect] }),
      });
    }
    expect(await engine.stats()).toEqual({ backend, numTensors, numBytes });
  });
});

describe('an engine that something happens to', () => {
  afterEach(closeAll);

  it('recovers from a lost WebGL context and computes the same as before', async () => {
    const { createWorker, loseContext, workers } = held();
    const engine = open('webgl', { createWorker });
    const before = await engine.run({ text: TEXTS[0]! });
    const { numTensors } = await engine.stats();
    const phases = phasesOf(engine);
    await loseContext();
    const after = await engine.run({ text: TEXTS[0]! });
    expectSame(after, before, 1e-6);
    expect((await engine.stats()).numTensors).toBe(numTensors);
    expect(phases).toEqual(['ready', 'recovering', 'ready']);
    expect(workers).toHaveLength(1);
  });

  it('recovers from one loss after another, and computes the same after each', async () => {
    const { createWorker, loseContext, workers } = held();
    const engine = open('webgl', { createWorker });
    const before = await engine.run({ text: TEXTS[1]! });
    const { numTensors } = await engine.stats();
    for (let n = 0; n < 3; n++) {
      await loseContext();
      expectSame(await engine.run({ text: TEXTS[1]! }), before, 1e-6);
    }
    expect(await engine.stats()).toMatchObject({ backend: 'webgl', numTensors });
    expect(workers).toHaveLength(1);
  });

  it('answers every run that was under way when its worker threw what nobody caught', async () => {
    const workers: Worker[] = [];
    const createWorker = () => {
      const worker = new Worker(new URL('./mortal-worker.ts', import.meta.url), { type: 'module' });
      workers.push(worker);
      return worker;
    };
    const engine = open('wasm', { createWorker });
    const before = await engine.run({ text: TEXTS[0]! });
    const phases = phasesOf(engine);
    const underWay = Array.from({ length: 5 }, () => engine.run({ text: TEXTS[0]! }));
    workers[0]!.postMessage({ type: 'die' });
    for (const answer of await Promise.all(underWay)) expectSame(answer, before, 0);
    // The error is an event of its own: it may come after the last answer.
    await expect.poll(() => phases).toEqual(['ready', 'recovering', 'ready']);
    expectSame(await engine.run({ text: TEXTS[0]! }), before, 0);
    expect(workers).toHaveLength(2);
  });

  it('answers a comparison that was in flight when the context went', async () => {
    const { createWorker, loseContext } = held();
    const engine = open('webgl', { createWorker });
    const before = await engine.run({ text: TEXTS[1]! });
    const inFlight = engine.compare({ text: TEXTS[1]! });
    void loseContext();
    expectSame((await inFlight) as FullComparison, before, 1e-6);
  });

  it('goes on in another worker when one crashes', async () => {
    const { createWorker, workers } = held();
    const engine = open('wasm', { createWorker });
    const before = await engine.run({ text: TEXTS[0]! });
    workers[0]!.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }));
    expectSame(await engine.run({ text: TEXTS[0]! }), before, 0);
    expect(workers).toHaveLength(2);
  });

  it('fails with a sentence when the models are not there, and loads them on retry', async () => {
    let gone = true;
    const seams = {
      fetch: (input: RequestInfo | URL, init?: RequestInit) =>
        gone ? Promise.resolve(new Response('', { status: 404 })) : fetch(input, init),
    };
    const engine = open('wasm', seams);
    await expect(engine.run({ text: 'a' })).rejects.toThrow(
      'answered 404 for models/manifest.json',
    );
    expect(engine.status).toMatchObject({ phase: 'failed', error: { code: 'missing' } });
    gone = false;
    engine.retry();
    expect((await engine.run({ text: 'a' })).text).toBe('a');
  });
});

import { describe, expect, it } from 'vitest';
import { createConsole } from '../../src/console/console.ts';
import type {
  BackendName,
  CompareRequest,
  Engine,
  EngineStatus,
} from '../../src/engine/protocol.ts';
import type { HeadStages } from '../../src/model/trace.ts';
import { STEP_GPT } from '../analysis/steps/stepHead.ts';
import { uniformComparison } from '../support/comparison.ts';

/** An engine that answers with a known comparison, and remembers what it was asked. */
function knownEngine(backend: BackendName, status?: EngineStatus): Engine & { asked: unknown[] } {
  const asked: unknown[] = [];
  return {
    asked,
    status: status ?? {
      phase: 'ready',
      backend: { name: backend, reason: 'Because.' },
      weights: { left: '', right: '' },
    },
    subscribe: () => () => undefined,
    manifest: Promise.resolve(''),
    models: { left: null, right: null },
    lookUp: () => Promise.reject(new Error('Nothing is looked up here.')),
    open: () => Promise.reject(new Error('Nothing is opened here.')),
    compare: () => Promise.reject(new Error('The console must not supersede what is typed.')),
    run: async (request) => {
      asked.push(request);
      return uniformComparison(request.text);
    },
    ask: () => Promise.reject(new Error('Nothing was asked.')),
    fit: () => Promise.reject(new Error('Nothing was fitted.')),
    stats: async () => ({ backend, numTensors: 3, numBytes: 12 }),
    retry: () => undefined,
    dispose: () => undefined,
  };
}

function setup() {
  const engine = knownEngine('wasm');
  const started: BackendName[] = [];
  const api = createConsole(engine, (backend) => {
    started.push(backend);
    return knownEngine(backend);
  });
  return { engine, started, api };
}

describe('window.sightlines', () => {
  it('gives tokens, ids, mask, attention and predictions of both models', async () => {
    const { bert, gpt } = await setup().api.run({ text: 'the cat' });
    expect(bert.tokens).toEqual(['[CLS]', 'Ġthe', 'Ġcat', '[SEP]']);
    expect(bert.labels[1]).toBe('the');
    expect(bert.ids).toHaveLength(4);
    expect(bert.attention).toHaveLength(2 * 2 * 4 * 4);
    expect([...gpt.mask]).toEqual([1, 0, 0, 1, 1, 0, 1, 1, 1]);
    expect(bert.masked).toEqual([]);
    expect(gpt.next).toEqual([{ token: 'Ġcat', label: 'cat', p: 0.5 }]);
  });

  it('uses the page’s own engine unless another backend is asked for, and starts that one once', async () => {
    const { api, engine, started } = setup();
    await api.run({ text: 'a', backend: 'wasm' });
    await api.run({ text: 'a', backend: 'cpu' });
    await api.run({ text: 'b', pair: 'c', backend: 'cpu' });
    expect(engine.asked).toEqual([{ text: 'a' }]);
    expect(started).toEqual(['cpu']);
  });

  it.each([
    [undefined, 'run() takes an object'],
    [{}, 'needs "text" as a string'],
    [{ text: 7 }, 'needs "text" as a string'],
    [{ text: '  ' }, 'The text is empty'],
    [{ text: 'a', pair: 3 }, '"pair", the second sentence'],
    [{ text: 'a', backend: 'gpu' }, 'must be one of webgl, wasm, cpu'],
    [{ text: 'a', inspect: '1.2' }, '"inspect" must be a head'],
    [{ text: 'a', inspect: null }, '"inspect" must be a head'],
  ])('rejects %j with a sentence', async (request, part) => {
    const { api } = setup();
    await expect(api.run(request as never)).rejects.toThrow(part);
  });

  it('hands out every stage of the head that was to be inspected, and asks for no other', async () => {
    const engine = knownEngine('wasm');
    const comparison = { ...uniformComparison('it slept'), right: STEP_GPT };
    const inspecting = {
      ...engine,
      run: (request: CompareRequest) => engine.run(request).then(() => comparison),
    };
    const inspect = { model: 'gpt', layer: 0, head: 0 } as const;
    const run = await createConsole(inspecting, knownEngine).run({ text: 'it slept', inspect });
    expect(engine.asked).toEqual([
      { text: 'it slept', inspect: [{ side: 'right', layer: 0, head: 0 }] },
    ]);
    expect(run.inspected).toEqual({ ...STEP_GPT.inspected, model: 'gpt' });
    const names = ['q', 'k', 'v', 'scores', 'scaled', 'masked', 'weights', 'context', 'output'];
    for (const name of names as (keyof HeadStages & keyof typeof run)[]) {
      expect(run[name], name).toBe(STEP_GPT.inspected![name]);
    }
    // Worked out by hand in stepHead.ts.
    expect([...run.output!.subarray(2, 4)]).toEqual([1, 2]);
    expect(run).not.toHaveProperty('layer');
  });

  it('hands out no stages where none were asked for', async () => {
    const { api, engine } = setup();
    const run = await api.run({ text: 'a' });
    expect(engine.asked).toEqual([{ text: 'a' }]);
    expect(Object.keys(run).sort()).toEqual(['bert', 'gpt', 'left', 'right']);
    expect([run.left, run.right]).toEqual([run.bert, run.gpt]);
  });

  it('measures what it ran, and refuses what it did not', async () => {
    const { api } = setup();
    const analysis = api.analyse(await api.run({ text: 'the cat' }));
    // Every head of the known engine reads evenly.
    expect(analysis.bert[1]![1]!.label).toBe('broad');
    expect(analysis.bert[1]![1]!.entropy).toBeCloseTo(1, 6);
    expect(analysis.gpt[0]![0]!.future).toBe(0);
    expect(analysis.gpt[0]![0]!.induction).toBeNull();
    expect(() => api.analyse({} as never)).toThrow('takes what run() gave');
  });

  it('rejects with the engine’s own sentence when the models could not be loaded', async () => {
    const error = {
      code: 'offline',
      message: 'You are offline: reconnect and press Retry.',
    } as const;
    const api = createConsole(knownEngine('wasm', { phase: 'failed', error }), knownEngine);
    await expect(api.ready).rejects.toThrow('You are offline');
    await expect(api.run({ text: 'a' })).rejects.toThrow('You are offline');
  });
});

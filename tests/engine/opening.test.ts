/** Other models in the places of a comparison, and attention from files. */

import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startLocalBackend } from '../../src/build/localSession.ts';
import { createEngine } from '../../src/engine/client.ts';
import type { OpenedCheckpoint } from '../../src/engine/opened.ts';
import type { Engine, EngineStatus } from '../../src/engine/protocol.ts';
import type { AddOptions, EngineWorker } from '../../src/engine/remote.ts';
import { emptySession, shapeOf } from '../../src/engine/session.ts';
import { openAttention } from '../../src/engine/sources/dump/openAttention.ts';
import { readDump } from '../../src/engine/sources/dump/readDump.ts';
import { readOpened } from '../../src/engine/sources/readOpened.ts';
import type { Side } from '../../src/text/token.ts';
import { loadTokenizer } from '../../src/text/tokenizer.ts';
import { fixture } from '../support/dumps.ts';
import { loadedModel } from '../support/models.ts';
import { bytesFolder, checkpointFiles, folderOf } from '../support/openable.ts';
import { tinyBert, tinyGpt } from '../support/tiny-checkpoint.ts';
import { tinyTokenizerConfig, tinyTokenizerJson } from '../support/tiny-tokenizer.ts';
import { type FakeWorker, fakeWorker } from './fake-worker.ts';
import { BASE, server } from './server.ts';

const TEXT = 'the cat sat';

const checkpoint = (name: Parameters<typeof folderOf>[0]): OpenedCheckpoint => ({
  ...{ kind: 'checkpoint', source: `file:${name}`, hash: null, notes: [] },
  names: { title: name, name },
  files: checkpointFiles(folderOf(name)),
});

const attention = async (source = 'attention:a') =>
  openAttention(
    await readDump(fixture('transformers.safetensors')),
    {
      ...{ sources: { self: source, cross: source }, hash: null, notes: { self: [], cross: [] } },
    },
    'self',
  );

/** What the shipped models of these tests are made of. */
const tokenizer = loadTokenizer(tinyTokenizerJson(), tinyTokenizerConfig);
const SHIPPED = {
  left: loadedModel('left', tinyBert(), tokenizer),
  right: loadedModel('right', tinyGpt(), tokenizer),
};

let opened: Engine[] = [];
let made: FakeWorker[] = [];

interface Setting {
  readonly onAdd?: (options: AddOptions) => void;
}

/** An engine whose worker runs models, on plain JavaScript, in this thread. */
function open({ onAdd }: Setting = {}): Engine {
  const engine = createEngine(
    { base: BASE, backend: 'cpu' },
    {
      fetch: server().fetch,
      createWorker() {
        let session = emptySession('cpu');
        const worker: EngineWorker = {
          choose: async () => ({ name: 'cpu', reason: 'Plain JavaScript runs under Node.' }),
          async start() {
            tf.engine().reset();
            await tf.setBackend('cpu');
            session = emptySession('cpu');
          },
          async add(options) {
            onAdd?.(options);
            const { side, names, model } = options;
            const read =
              model.kind === 'shipped' ? SHIPPED[side] : await readOpened(model.files, names);
            session.add(side, read);
            return shapeOf(read);
          },
          remove: async (side) => session.remove(side),
          lookUp: () => Promise.reject(new Error('Nothing is looked up here.')),
          compare: (request) => session.compare(request),
          askAttention: () => Promise.reject(new Error('Nothing is large enough to be kept.')),
          ask: (question) => session.ask(question),
          fit: () => Promise.reject(new Error('Nothing is fitted here.')),
          stats: async () => ({ backend: 'cpu', ...tf.memory() }),
          lost: () => new Promise(() => undefined),
          loseContext: async () => undefined,
        };
        const fake = fakeWorker(worker);
        made.push(fake);
        return fake;
      },
    },
  );
  opened.push(engine);
  return engine;
}

function reach(engine: Engine, phase: EngineStatus['phase']): Promise<void> {
  return new Promise((resolve) => {
    const look = () => engine.status.phase === phase && resolve();
    engine.subscribe(look);
    look();
  });
}

const titles = ({ models }: Engine) => [models.left?.info.title, models.right?.info.title];

/** Titles, layers and heads of what reads a text. */
async function read(engine: Engine, text = TEXT) {
  const comparison = await engine.compare({ text });
  return (['left', 'right'] as Side[]).map((side) => {
    const trace = comparison[side];
    return trace && [trace.model.title, trace.layers, trace.heads, trace.tokens.length];
  });
}

beforeAll(() => startLocalBackend('cpu'));

afterEach(() => {
  for (const engine of opened) engine.dispose();
  opened = [];
  made = [];
});

describe('a model that is opened', () => {
  it('reads in its place, beside what stands in the other, until the page’s own comes back', async () => {
    const engine = open();
    await engine.open('left', checkpoint('distilbert-head'));
    expect(titles(engine)).toEqual(['distilbert-head', 'mini-GPT']);
    expect(engine.models.left).toMatchObject({
      family: 'distilbert',
      source: 'file:distilbert-head',
    });
    expect((await read(engine))[0]?.[0]).toBe('distilbert-head');
    await engine.open('right', checkpoint('gpt2-head'));
    expect((await read(engine)).map((each) => each?.[0])).toEqual(['distilbert-head', 'gpt2-head']);
    await engine.open('left', null);
    expect((await read(engine)).map((each) => each?.[0])).toEqual(['mini-BERT', 'gpt2-head']);
    expect(engine.models.left?.source).toBeNull();
    expect(made).toHaveLength(1);
  });

  it.each(['bert-both-heads', 'roberta-no-head', 'gpt2-own-head'] as const)(
    'of the family of %s is read from its files',
    async (name) => {
      const engine = open();
      await engine.open('right', checkpoint(name));
      expect((await read(engine))[1]?.[0]).toBe(name);
    },
  );

  it('reads as far as its own limit, by its own vocabulary', async () => {
    const engine = open();
    const names = { title: 'org/bytes', name: 'bytes' };
    await engine.open('right', {
      ...checkpoint('gpt2-head'),
      names,
      files: checkpointFiles(bytesFolder()),
    });
    const long = 'the cat sat on the mat. '.repeat(16);
    const [, right] = await read(engine, long);
    expect(right?.slice(0, 3)).toEqual(['org/bytes', 3, 3]);
    expect(engine.models.right?.info.can.maxTokens).toBe(1024);
  });

  it('is told apart from one of its name', async () => {
    const engine = open();
    await engine.open('left', checkpoint('gpt2-head'));
    await engine.open('right', checkpoint('gpt2-head'));
    expect((await read(engine)).map((each) => each?.[0])).toEqual([
      'gpt2-head (left)',
      'gpt2-head (right)',
    ]);
  });

  it('leaves what stood there when its files cannot be used, and says why', async () => {
    const engine = open();
    await engine.open('left', checkpoint('distilbert-head'));
    const broken = checkpoint('gpt2-head');
    const files = { ...broken.files, config: new Blob(['{"model_type":"t5"}']) };
    await expect(engine.open('left', { ...broken, files })).rejects.toThrow(
      /^gpt2-head cannot be used\. config\.json cannot be used: .*t5/,
    );
    expect((await read(engine))[0]?.[0]).toBe('distilbert-head');
    expect(engine.status.phase).toBe('ready');
  });

  it('takes no more memory however often it is exchanged', async () => {
    const engine = open();
    await engine.open('left', checkpoint('distilbert-head'));
    const before = await engine.stats();
    for (let n = 0; n < 5; n++) {
      await engine.open('left', checkpoint('bert-both-heads'));
      expect((await engine.stats()).numTensors).not.toBe(before.numTensors);
      await engine.open('left', checkpoint('distilbert-head'));
      await read(engine);
    }
    const { numTensors, numBytes } = await engine.stats();
    expect([numTensors, numBytes]).toEqual([before.numTensors, before.numBytes]);
  });

  it('comes back after a crash', async () => {
    const engine = open();
    await engine.open('right', checkpoint('gpt2-head'));
    await read(engine);
    made[0]!.crash('out of memory');
    expect((await read(engine)).map((each) => each?.[0])).toEqual(['mini-BERT', 'gpt2-head']);
    expect(made).toHaveLength(2);
  });

  it('that takes the engine down with it is not tried again', async () => {
    const tried: string[] = [];
    const engine = open({
      onAdd({ names }) {
        tried.push(names.title);
        if (names.title === 'gpt2-head') throw new WebAssembly.RuntimeError('out of memory');
      },
    });
    await engine.open('left', checkpoint('distilbert-head'));
    await expect(engine.open('right', checkpoint('gpt2-head'))).rejects.toThrow(
      'gpt2-head cannot be used. The engine stopped (out of memory).',
    );
    expect((await read(engine)).map((each) => each?.[0])).toEqual(['distilbert-head', 'mini-GPT']);
    expect(tried.filter((title) => title === 'gpt2-head')).toHaveLength(1);
  });
});

describe('attention from a file', () => {
  it('stands beside a model that runs, on its own text, and nothing can be asked of it', async () => {
    const engine = open();
    const file = await attention();
    const before = await engine.stats();
    await engine.open('left', file);
    expect((await engine.stats()).numTensors).toBeLessThan(before.numTensors);
    const [left, right] = await read(engine, file.text);
    expect(left?.slice(1, 3)).toEqual([file.shape.layers, file.shape.heads]);
    expect(right?.[0]).toBe('mini-GPT');
    await expect(engine.ask({ side: 'left', text: file.text })).rejects.toThrow(
      'is attention from a file, and no model that could be asked',
    );
    expect((await engine.ask({ side: 'right', text: file.text })).model.title).toBe('mini-GPT');
    expect((await read(engine, 'another text')).map((each) => each?.[0])).toEqual([
      undefined,
      'mini-GPT',
    ]);
    await expect(engine.run({ text: 'another text' })).rejects.toThrow('of one text alone');
    const whole = await engine.run({ text: file.text });
    expect(whole.left.attention).toBeInstanceOf(Float32Array);
  });

  it('in both places needs neither worker nor backend, until a model is wanted again', async () => {
    const engine = open();
    await engine.open('left', await attention('attention:a'));
    await engine.open('right', await attention('attention:b'));
    expect(engine.status).toMatchObject({ phase: 'ready', backend: null });
    expect(made.map(({ terminated }) => terminated)).toEqual([true]);
    expect(await engine.stats()).toEqual({ backend: null, numTensors: 0, numBytes: 0 });
    const { text } = await attention();
    const [left, right] = await read(engine, text);
    expect([left?.[1], right?.[1]]).toEqual([left?.[1], left?.[1]]);
    await engine.open('right', checkpoint('gpt2-head'));
    expect((await read(engine, text))[1]?.[0]).toBe('gpt2-head');
    expect(made).toHaveLength(2);
  });

  it('stays where a model that is wanted in its place cannot be used', async () => {
    const engine = open();
    await engine.open('left', await attention('attention:a'));
    await engine.open('right', await attention('attention:b'));
    const files = { ...checkpoint('gpt2-head').files, config: new Blob(['{}']) };
    await expect(engine.open('left', { ...checkpoint('gpt2-head'), files })).rejects.toThrow(
      'gpt2-head cannot be used.',
    );
    await reach(engine, 'ready');
    expect(engine.status).toMatchObject({ backend: null });
    const { text } = await attention();
    expect((await read(engine, text)).every((each) => each !== null)).toBe(true);
  });
});

/** A model is looked up: its small files and the headers of its weights are read, and nothing else is. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lookUp } from '../../../src/engine/sources/lookUp.ts';
import type { ModelSource } from '../../../src/engine/sources/source.ts';
import {
  BERT,
  GPT,
  json,
  type Published,
  picked,
  SHARDED,
  utf8,
  withConfig,
  without,
} from '../../support/publishedModels.ts';
import {
  commitOf,
  hashOf,
  inPieces,
  instead,
  PAGE,
  POINTER,
  repository,
  type StandIn,
  standInHub,
} from '../../support/standInHub.ts';
import { safetensorsFile } from '../../support/tiny-checkpoint.ts';

const page = new URL('https://school.example/attention/');
const hubSource = (id: string, revision: string | null = null): ModelSource => ({
  ...{ from: 'hub', id, revision },
});
const find = (standIn: StandIn, source: ModelSource = hubSource('org/bert')) =>
  lookUp(source, { fetch: standIn.fetch, page });
const hubOf = (files: Published, more = {}) =>
  standInHub({ repositories: { 'org/bert': repository(files) }, ...more });

describe('A model on the hub', () => {
  it('is described before its weights are fetched', async () => {
    const standIn = hubOf(BERT);
    const found = await find(standIn);
    const weights = BERT['model.safetensors']!;
    expect(found).toMatchObject({
      ...{ title: 'org/bert', name: 'bert', family: 'bert', tokens: 40, dtypes: ['F32'] },
      ...{ commit: commitOf('org/bert@main'), leftOver: [], notes: [] },
      bytes: { all: weights.length, toFetch: weights.length },
      config: { layers: 2, heads: 2, width: 16, vocabulary: 40, can: { maxTokens: 24 } },
      weights: [
        {
          name: 'model.safetensors',
          bytes: weights.length,
          sha256: hashOf(weights),
          key: hashOf(weights),
        },
      ],
    });
    // Eight bytes of length and four for each value are what the file has beside its header.
    const header = 8 + Number(new DataView(weights.buffer).getBigUint64(0, true));
    expect(found.parameters).toBe((weights.length - header) / 4);
    expect(found.memory).toBe(found.parameters * 5);
    expect(found.files.tokenizer.has('vocab.txt')).toBe(true);
  });

  it('is asked for as its list has it: by the commit, in parts, without the reader’s address or cookies', async () => {
    const standIn = hubOf(BERT);
    await find(standIn, hubSource('org/bert', 'refs/pr/3')).catch(() => undefined);
    expect(standIn.asked.map(({ url }) => url)).toEqual([
      'https://huggingface.co/api/models/org/bert/revision/refs%2Fpr%2F3?blobs=true',
    ]);
    standIn.asked.length = 0;
    await find(standIn);
    const commit = commitOf('org/bert@main');
    expect(standIn.asked.map(({ url, range }) => [url, range])).toEqual([
      ['https://huggingface.co/api/models/org/bert/revision/main?blobs=true', null],
      [`https://huggingface.co/org/bert/resolve/${commit}/config.json`, null],
      [`https://huggingface.co/org/bert/resolve/${commit}/model.safetensors`, 'bytes=0-131071'],
      [expect.stringMatching(/^https:\/\/cdn-lfs\.hf\.co\//), 'bytes=0-131071'],
      [`https://huggingface.co/org/bert/resolve/${commit}/vocab.txt`, null],
    ]);
    for (const { init } of standIn.asked) {
      expect(init).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer' });
      expect(Object.keys(init.headers ?? {})).toEqual(init.headers ? ['range'] : []);
    }
  });

  it('may be in several files', async () => {
    const found = await find(hubOf(SHARDED));
    expect(found.family).toBe('distilbert');
    expect(found.weights.map(({ name }) => name).sort()).toEqual([
      'model-00001-of-00002.safetensors',
      'model-00002-of-00002.safetensors',
    ]);
    expect(found.files.index).not.toBeNull();
    const sizes = found.weights.map(({ bytes }) => bytes);
    expect(found.bytes.all).toBe(sizes.reduce((sum, bytes) => sum + bytes));
  });

  it('may be a GPT-2 with a tokenizer.json, whose settings come along', async () => {
    const found = await find(hubOf(GPT));
    expect(found).toMatchObject({ family: 'gpt2', config: { can: { causal: true } } });
    expect([...found.files.tokenizer.keys()]).toEqual(['tokenizer.json', 'tokenizer_config.json']);
  });

  it('may be listed without sizes and hashes, which are asked for or left open', async () => {
    const standIn = hubOf(BERT, { sizes: false, hashes: false });
    const [file] = (await find(standIn)).weights;
    expect(file).toMatchObject({
      bytes: BERT['model.safetensors']!.length,
      sha256: null,
      key: `huggingface.co/org/bert@${commitOf('org/bert@main')}/model.safetensors`,
    });
  });

  it('may be on a server that knows no ranges: no more of its weights is read than the header', async () => {
    let sent = 0;
    const size = 64;
    const standIn = hubOf(BERT, { ranges: false });
    standIn.faults['model.safetensors'] = async (answer, request) => {
      const pieces = await inPieces(size)(answer, request);
      const counted = new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          sent += chunk.length;
          controller.enqueue(chunk);
        },
      });
      return new Response(pieces.body!.pipeThrough(counted), pieces);
    };
    const found = await find(standIn);
    expect(found.family).toBe('bert');
    const header = Number(new DataView(BERT['model.safetensors']!.buffer).getBigUint64(0, true));
    expect(sent).toBeLessThan(header + 8 + 10 * size);
  });

  it('may have a longer header than is asked for at first', async () => {
    const { weights, ...files } = withLongHeader(BERT, 300_000);
    const standIn = hubOf({ ...files, 'model.safetensors': weights });
    const found = await find(standIn);
    expect(found.parameters).toBe((await find(hubOf(BERT))).parameters);
    const ranges = standIn.asked.map(({ range }) => range).filter((range) => range !== null);
    expect(ranges[0]).toBe('bytes=0-131071');
    expect(ranges.at(-1)).toMatch(/^bytes=131072-3\d{5}$/);
  });

  it('is called as the hub calls it now, and that is said', async () => {
    const files = repository(BERT, { renamed: 'new/bert' });
    const standIn = standInHub({ repositories: { 'org/bert': files, 'new/bert': files } });
    const found = await find(standIn);
    expect(found.title).toBe('new/bert');
    expect(found.notes).toEqual([{ code: 'renamed', id: 'new/bert' }]);
  });

  it('says which of its tensors are for nothing', async () => {
    const extra = withTensor(BERT, 'classifier.weight', [2, 16]);
    expect((await find(hubOf(extra))).leftOver).toEqual(['classifier.weight']);
  });
});

describe('A model at an address', () => {
  const at = (url: string): ModelSource => ({ from: 'address', url });

  /** A server with files beside each other. */
  function folder(files: Published, { html = false, ...headers }: Record<string, unknown> = {}) {
    const asked: string[] = [];
    const fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
      asked.push(`${init?.method ?? 'GET'} ${String(input)}`);
      const url = new URL(String(input));
      const name = decodeURIComponent(url.pathname.split('/').at(-1)!);
      const bytes = url.pathname.includes('/my-bert/') ? files[name] : undefined;
      if (!bytes && html) return instead(PAGE, { headers: { 'content-type': 'text/html' } })(...NO);
      if (!bytes) return new Response(null, { status: 404 });
      const range = /^bytes=(\d+)-(\d+)$/.exec(new Headers(init?.headers).get('range') ?? '');
      if (!range || init?.method === 'HEAD') {
        const length = { 'content-length': `${bytes.length}` };
        return new Response(init?.method === 'HEAD' ? null : bytes, { headers: length });
      }
      const part = bytes.slice(Number(range[1]), Number(range[2]) + 1);
      const last = Number(range[1]) + part.length - 1;
      return new Response(part, {
        status: 206,
        headers: {
          'content-range': `bytes ${range[1]}-${last}/${bytes.length}`,
          ...(headers as Record<string, string>),
        },
      });
    };
    return { asked, fetch: fetch as typeof globalThis.fetch };
  }
  const NO = [new Response(), new Request('https://a.example')] as const;

  it.each([
    'https://school.example/models/my-bert/',
    'https://school.example/models/my-bert',
    'https://school.example/models/my-bert/config.json',
  ])('is found in the folder %s', async (url) => {
    const { fetch, asked } = folder(BERT, { etag: '"1"' });
    const found = await lookUp(at(url), { fetch, page });
    expect(found).toMatchObject({
      ...{ title: 'my-bert', family: 'bert', commit: null },
      weights: [
        {
          at: 'https://school.example/models/my-bert/model.safetensors',
          bytes: BERT['model.safetensors']!.length,
          key: expect.stringContaining('"1"'),
        },
      ],
    });
    expect(asked.every((each) => each.includes('https://school.example/models/my-bert/'))).toBe(
      true,
    );
  });

  it('is kept under no name where nothing tells one version from the next', async () => {
    const { fetch } = folder(BERT);
    const { weights } = await lookUp(at('https://school.example/my-bert/'), { fetch, page });
    expect(weights[0]!.key).toBeNull();
  });

  it('may be on a server that sends its own page for what it lacks', async () => {
    const { fetch } = folder(GPT, { html: true });
    const found = await lookUp(at('https://school.example/my-bert/'), { fetch, page });
    expect(found.family).toBe('gpt2');
  });

  it('may be in several files', async () => {
    const { fetch } = folder(SHARDED);
    const found = await lookUp(at('https://school.example/my-bert/'), { fetch, page });
    expect(found.weights).toHaveLength(2);
  });

  it('is listed where the server has the hub’s paths, and else asked for file by file', async () => {
    const standIn = standInHub({
      ...{ hub: 'https://school.example', cdn: 'https://school.example' },
      repositories: { 'org/bert': repository(BERT) },
    });
    const found = await find(standIn, at('https://school.example/org/bert/resolve/main/'));
    expect(found).toMatchObject({ title: 'org/bert@main', commit: commitOf('org/bert@main') });
    standIn.faults.list = instead(null, { status: 404 });
    const plain = await find(standIn, at('https://school.example/org/bert/resolve/main/'));
    expect(plain).toMatchObject({ family: 'bert', commit: null });
  });
});

describe('A model of the reader’s own files', () => {
  const none = (() => expect.fail('Nothing is asked for.')) as unknown as typeof fetch;
  const open = (files: ReadonlyMap<string, Blob>) =>
    lookUp({ from: 'files', files }, { fetch: none, page });

  it.each([
    ['one by one', '', 'your model'],
    ['in their folder', 'my bert/', 'my bert'],
    ['in a folder of folders', 'models/tiny/', 'tiny'],
    ['with the separators of Windows', 'models\\tiny\\', 'tiny'],
  ])('is found %s', async (_, folder, title) => {
    const found = await open(picked(BERT, folder));
    expect(found).toMatchObject({ title, family: 'bert', bytes: { toFetch: 0 } });
    expect(found.weights[0]!.at).toBeInstanceOf(Blob);
  });

  it('keeps its id and commit in a folder that the hub’s own library made', async () => {
    const commit = commitOf('any');
    const found = await open(picked(BERT, `models--org--bert-tiny/snapshots/${commit}/`));
    expect(found).toMatchObject({ title: 'org/bert-tiny', name: 'bert-tiny', commit });
  });

  it('is called by its weights where only they have a name', async () => {
    const { 'model.safetensors': weights, ...rest } = BERT;
    const found = await open(picked({ ...rest, 'french-bert.safetensors': weights! }));
    expect(found.title).toBe('french-bert');
  });

  it.each([
    ['org/french-bert', '', 'org/french-bert'],
    ['./out/checkpoint-500', '', 'your model'],
    ['/home/me/out/ner-bert/', '', 'ner-bert'],
    ['C:\\\\models\\\\ner-bert', '', 'ner-bert'],
    ['bert-base', 'my-ner/', 'my-ner'],
    ['bert-base', 'checkpoint-500/', 'bert-base'],
    ['\u202e<b>evil\n', '', '<b>evil'],
    [7, '', 'your model'],
    ['..', '', 'your model'],
  ])(
    'whose configuration names it %j, in the folder "%s", is called %s',
    async (own, folder, title) => {
      const named = withConfig(BERT, { _name_or_path: own });
      expect((await open(picked(named, folder))).title).toBe(title);
    },
  );

  it('may be in several files, and lie beside folders of settings and other programs’ files', async () => {
    const files = new Map([
      ...picked(SHARDED, 'distil/'),
      ...picked({ 'config.json': json({}) }, 'distil/1_Pooling/'),
      ...picked({ 'README.md': utf8('hello'), 'pytorch_model.bin': utf8('\x80\x02') }, 'distil/'),
    ]);
    expect(await open(files)).toMatchObject({ family: 'distilbert', title: 'distil' });
  });

  it('may have those of its training in folders of its own', async () => {
    const files = new Map([
      ...picked(GPT, 'run/checkpoint-500/'),
      ...picked(BERT, 'run/'),
      ...picked({ '._model.safetensors': utf8('\0\0'), '.DS_Store': utf8('') }, 'run/'),
    ]);
    expect(await open(files)).toMatchObject({ family: 'bert', title: 'run' });
  });

  it('may lie beside a file of attention, which is said', async () => {
    const dump = safetensorsFile(
      { __metadata__: { format: 'sightlines-attention' } },
      new Uint8Array(),
    );
    const files = new Map([...picked(BERT), ['run.safetensors', new Blob([dump])]]);
    const found = await open(files);
    expect(found.notes).toEqual([{ code: 'attention', file: 'run.safetensors' }]);
  });

  it.each([
    ['mini-bert', 'bert', 'F16'],
    ['mini-gpt', 'gpt2', 'F16'],
  ])(
    'may be the page’s own %s, of which the weights for other programs are read',
    async (name, family, dtype) => {
      const folder = new URL(`../../../public/models/${name}/`, import.meta.url);
      const names = readdirSync(folder);
      const files = new Map(
        names.map((each) => [`${name}/${each}`, new Blob([readFileSync(new URL(each, folder))])]),
      );
      const found = await open(files);
      expect(found).toMatchObject({ title: name, family, tokens: 8192, leftOver: [] });
      expect(found.dtypes[0]).toBe(dtype);
      expect(found.weights.map((each) => each.name)).toEqual(['model.safetensors']);
    },
  );

  it('is refused as pointers that git left', async () => {
    const files = new Map([...picked(BERT), ['model.safetensors', new Blob([POINTER])]]);
    await expect(open(files)).rejects.toThrow(
      'model.safetensors is not the file itself but a pointer to it: get the file with git lfs pull, or download it in the browser.',
    );
  });

  it('crosses to another thread as it is', async () => {
    const found = await open(picked(without(BERT, 'README.md')));
    expect(structuredClone(found)).toEqual(found);
  });
});

/** The header of a file, and the values after it. */
function apart(file: Uint8Array<ArrayBuffer>) {
  const length = Number(new DataView(file.buffer).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length))) as object;
  return { header, values: file.subarray(8 + length) };
}

function withLongHeader(files: Published, length: number) {
  const { header, values } = apart(files['model.safetensors']!);
  const long = { ...header, __metadata__: { note: 'x'.repeat(length) } };
  return { ...files, weights: new Uint8Array(safetensorsFile(long, values)) };
}

function withTensor(files: Published, name: string, shape: readonly number[]): Published {
  const { header, values } = apart(files['model.safetensors']!);
  const size = 4 * shape.reduce((product, extent) => product * extent, 1);
  const more = new Uint8Array(values.length + size);
  more.set(values);
  const entry = { dtype: 'F32', shape, data_offsets: [values.length, more.length] };
  const file = safetensorsFile({ ...header, [name]: entry }, more);
  return { ...files, 'model.safetensors': new Uint8Array(file) };
}

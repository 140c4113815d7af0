/** The weights of a model that was found are fetched, checked and kept; what breaks off goes on where it was. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type CheckpointFiles, fetchFiles } from '../../../src/engine/sources/fetchFiles.ts';
import { lookUp } from '../../../src/engine/sources/lookUp.ts';
import {
  cacheName,
  createModelCache,
  type ModelCache,
} from '../../../src/engine/sources/modelCache.ts';
import { openCheckpoint } from '../../../src/engine/sources/openCheckpoint.ts';
import type { SourceError } from '../../../src/engine/sources/refusals.ts';
import type { HubSource, ModelSource } from '../../../src/engine/sources/source.ts';
import { type FakeCaches, fakeModelCaches } from '../../support/fakeModelCaches.ts';
import { BERT, GPT, type Published, picked, SHARDED } from '../../support/publishedModels.ts';
import {
  cutAfter,
  damaged,
  type Fault,
  hashOf,
  inPieces,
  instead,
  repository,
  type StandIn,
  type StandInOptions,
  standInHub,
  stuckAfter,
  unreachable,
} from '../../support/standInHub.ts';

const page = new URL('https://school.example/attention/index.html');
const bert: HubSource = { from: 'hub', id: 'org/bert', revision: null };
const SIZE = BERT['model.safetensors']!.length;
const HASH = hashOf(BERT['model.safetensors']!);

const hubOf = (files: Published = BERT, more: Partial<StandInOptions> = {}) =>
  standInHub({ repositories: { 'org/bert': repository(files) }, ...more });

interface Tools {
  readonly cache?: ModelCache | null;
  readonly signal?: AbortSignal;
  readonly source?: ModelSource;
  /** Put in place once the model has been found. */
  readonly fault?: Fault;
}

async function open(standIn: StandIn, tools: Tools = {}) {
  const { cache = null, signal, source = bert, fault } = tools;
  const own = { fetch: standIn.fetch, page, cache, ...(signal && { signal }) };
  const found = await lookUp(source, own);
  if (fault) standIn.faults['model.safetensors'] = fault;
  standIn.asked.length = 0;
  const progress: number[] = [];
  const onBytes = (loaded: number) => void progress.push(loaded);
  const files = await fetchFiles(found, { ...own, onBytes });
  return { found, files, progress };
}

async function failure(work: Promise<unknown>): Promise<SourceError> {
  return work.then(
    () => expect.fail('It should have been refused.'),
    (error: SourceError) => error,
  );
}

const bytesOf = async ({ weights }: CheckpointFiles, name = 'model.safetensors') =>
  new Uint8Array(await weights.get(name)!.arrayBuffer());

/** What was asked for of the weights: the ranges, null for all. */
const rangesOf = ({ asked }: StandIn) =>
  asked.filter(({ url }) => url.includes('/large/')).map(({ range }) => range);

const keptIn = (caches: FakeCaches) => [...(caches.all.get(cacheName(page)) ?? [])];

const weightsIn = (caches: FakeCaches) =>
  keptIn(caches)
    .filter(([url]) => url.includes('/weights/') && !url.endsWith('/checked'))
    .map(([url]) => url.split('/').at(-1));

afterEach(() => {
  vi.useRealTimers();
});

describe('Weights', () => {
  it('arrive whole, with their hash and with progress in bytes', async () => {
    const standIn = hubOf(BERT, { faults: { 'model.safetensors': inPieces(5000) } });
    const { files, progress } = await open(standIn);
    expect(await bytesOf(files)).toEqual(BERT['model.safetensors']);
    expect(files.hashes.get('model.safetensors')).toBe(HASH);
    expect(files.notes).toEqual([]);
    expect(progress[0]).toBe(0);
    expect(progress.at(-1)).toBe(SIZE);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    for (const { init } of standIn.asked) {
      expect(init).toMatchObject({
        ...{ credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' },
      });
    }
  });

  it.each([
    ['in one file', BERT, 'bert'],
    ['in several', SHARDED, 'distilbert'],
    ['of a decoder', GPT, 'gpt2'],
  ])('make a model, %s', async (_, published) => {
    const { found, files, progress } = await open(hubOf(published));
    expect(progress.at(-1)).toBe(found.bytes.all);
    const { checkpoint, tokenizer } = await openCheckpoint(files);
    expect(checkpoint.config).toEqual(found.config);
    expect(tokenizer.vocabulary.size).toBe(found.tokens);
    expect(structuredClone(files)).toEqual(files);
  });

  it('of the reader’s own files are only hashed', async () => {
    const source: ModelSource = { from: 'files', files: picked(BERT) };
    const standIn = hubOf();
    const { files, progress } = await open(standIn, { source });
    expect(files.hashes.get('model.safetensors')).toBe(HASH);
    expect(await bytesOf(files)).toEqual(BERT['model.safetensors']);
    expect(progress.at(-1)).toBe(SIZE);
    expect(standIn.asked).toEqual([]);
  });

  it('whose hash nobody lists are checked by their length, which is said', async () => {
    const { files } = await open(hubOf(BERT, { hashes: false }));
    expect(files.notes).toEqual([{ code: 'unchecked', file: 'model.safetensors' }]);
    expect(files.hashes.get('model.safetensors')).toBe(HASH);
  });
});

describe('A download that breaks off', () => {
  it('goes on from there by itself', async () => {
    const { files } = await open(hubOf(), { fault: cutAfter(10_000, 2) });
    expect(await bytesOf(files)).toEqual(BERT['model.safetensors']);
  });

  it('asks for what is missing, and only for that', async () => {
    const standIn = hubOf();
    await open(standIn, { fault: cutAfter(10_000, 2) });
    expect(rangesOf(standIn)).toEqual([null, 'bytes=10000-', 'bytes=20000-']);
  });

  it('starts again where the server knows no ranges', async () => {
    const standIn = hubOf(BERT, { ranges: false });
    const { files } = await open(standIn, { fault: cutAfter(10_000, 1) });
    expect(rangesOf(standIn)).toEqual([null, 'bytes=10000-']);
    expect(await bytesOf(files)).toEqual(BERT['model.safetensors']);
  });

  it.each<[string, Fault]>([
    ['another part', (answer) => ranged(answer, `bytes 9999-${SIZE - 1}/${SIZE}`)],
    ['a part of another file', (answer) => ranged(answer, `bytes 10000-${SIZE - 1}/${SIZE + 1}`)],
    ['that there is no such part', () => new Response(null, { status: 416 })],
  ])('starts again where the server sends %s', async (_, other) => {
    const standIn = hubOf();
    const cut = cutAfter(10_000);
    const answers: Fault[] = [cut, other];
    const { files } = await open(standIn, {
      fault: (answer, request) => (answers.shift() ?? ((as: Response) => as))(answer, request),
    });
    expect(rangesOf(standIn)).toEqual([null, 'bytes=10000-', null]);
    expect(await bytesOf(files)).toEqual(BERT['model.safetensors']);
  });

  it('goes on where the server does not let the page see which part it sends', async () => {
    const cut = cutAfter(10_000, 1);
    const { files } = await open(hubOf(), {
      async fault(answer, request) {
        answer.headers.delete('content-range');
        return cut(answer, request);
      },
    });
    expect(await bytesOf(files)).toEqual(BERT['model.safetensors']);
  });

  it('is told when nothing more comes, and goes on at the next try, after a reload too', async () => {
    const caches = fakeModelCaches();
    const standIn = hubOf();
    const cuts = [cutAfter(12_000), cutAfter(0), cutAfter(0)];
    const error = await failure(
      open(standIn, {
        cache: createModelCache(page, caches),
        fault: (answer, request) => cuts.shift()!(answer, request),
      }),
    );
    expect(error.message).toBe(
      'The connection broke after 12 kB of 30 kB of model.safetensors: try again, which goes on from there.',
    );
    delete standIn.faults['model.safetensors'];
    const cache = createModelCache(page, caches);
    const { found, files, progress } = await open(standIn, { cache });
    expect(found.bytes.toFetch).toBe(SIZE - 12_000);
    expect(progress[0]).toBe(12_000);
    expect(rangesOf(standIn)).toEqual(['bytes=12000-']);
    expect(await bytesOf(files)).toEqual(BERT['model.safetensors']);
  });

  it('ends when nothing comes for half a minute, and what has come is kept', async () => {
    vi.useFakeTimers();
    const caches = fakeModelCaches();
    const cache = createModelCache(page, caches);
    const caught = failure(open(hubOf(), { cache, fault: stuckAfter(7000) }));
    await vi.advanceTimersByTimeAsync(31_000);
    expect((await caught).message).toBe(
      'No byte of model.safetensors arrived for 30 seconds: check your connection and try again.',
    );
    expect(weightsIn(caches)).toEqual(['0-7000']);
  });

  it('ends when it is cancelled, with the reason that was given, and what has come is kept', async () => {
    const caches = fakeModelCaches();
    const canceller = new AbortController();
    const standIn = hubOf();
    const work = open(standIn, {
      ...{ cache: createModelCache(page, caches), signal: canceller.signal },
      fault: stuckAfter(7000),
    });
    const caught = failure(work);
    await vi.waitFor(() => expect(rangesOf(standIn)).toEqual([null]));
    await new Promise((resolve) => setImmediate(resolve));
    canceller.abort(new Error('Cancelled by the reader.'));
    expect((await caught).message).toBe('Cancelled by the reader.');
    await vi.waitFor(() => expect(weightsIn(caches)).toEqual(['0-7000']));
  });

  it('is given up when the connection breaks again and again', async () => {
    const standIn = hubOf();
    const error = await failure(open(standIn, { fault: cutAfter(100) }));
    expect(error.refusal.code).toBe('cutOff');
    expect(rangesOf(standIn)).toHaveLength(8);
  });
});

const ranged = (answer: Response, range: string): Response => {
  answer.headers.set('content-range', range);
  return answer;
};

describe('Weights that are not what they should be', () => {
  it('are refused where their hash is another, and not kept', async () => {
    const caches = fakeModelCaches();
    const standIn = hubOf();
    const cache = createModelCache(page, caches);
    const error = await failure(open(standIn, { cache, fault: damaged }));
    expect(error.refusal).toEqual({ code: 'otherContent', file: 'model.safetensors' });
    expect(weightsIn(caches)).toEqual([]);
    expect(rangesOf(standIn)).toEqual([null]);
  });

  it('are refused where there are more of them than were listed', async () => {
    const long = new Uint8Array(SIZE + 10);
    const error = await failure(open(hubOf(), { fault: instead(long) }));
    expect(error.refusal.code).toBe('otherSize');
  });

  it('are fetched once more where what was kept of them may be at fault', async () => {
    const caches = fakeModelCaches();
    const cache = createModelCache(page, caches);
    const standIn = hubOf();
    await failure(open(standIn, { cache, fault: stuck() }));
    const [url] = keptIn(caches).find(([each]) => each.endsWith('/0-9000'))!;
    (caches.all.get(cacheName(page)) as Map<string, Blob>).set(
      url,
      new Blob([new Uint8Array(9000)]),
    );
    delete standIn.faults['model.safetensors'];
    const { files } = await open(standIn, { cache });
    expect(rangesOf(standIn)).toEqual(['bytes=9000-', null]);
    expect(await bytesOf(files)).toEqual(BERT['model.safetensors']);
  });

  it.each([
    [403, 'The server refuses model.safetensors (403)'],
    [404, 'model.safetensors is not at huggingface.co'],
    [500, 'The server answered 500 for model.safetensors'],
  ])('are refused where the server answers %i', async (status, sentence) => {
    const error = await failure(open(hubOf(), { fault: instead(null, { status }) }));
    expect(error.message).toContain(sentence);
  });
});

/** A first connection that breaks after 9,000 bytes, and others that bring nothing. */
function stuck(): Fault {
  const cuts = [cutAfter(9000), cutAfter(0), cutAfter(0)];
  return (answer, request) => cuts.shift()!(answer, request);
}

describe('A model that was opened before', () => {
  async function visited(published: Published = BERT, caches = fakeModelCaches()) {
    await open(hubOf(published), { cache: createModelCache(page, caches) });
    return { caches, cache: createModelCache(page, caches) };
  }

  it('is opened with one request for the list, which shows that nothing has changed', async () => {
    const { cache } = await visited(SHARDED);
    const standIn = hubOf(SHARDED);
    const found = await lookUp(bert, { fetch: standIn.fetch, page, cache });
    expect(standIn.asked.map(({ url }) => url)).toEqual([
      'https://huggingface.co/api/models/org/bert/revision/main?blobs=true',
    ]);
    expect(found).toMatchObject({ title: 'org/bert', bytes: { toFetch: 0 }, notes: [] });
    const { files } = await open(standIn, { cache });
    expect(standIn.asked).toEqual([]);
    const name = 'model-00002-of-00002.safetensors';
    expect(await bytesOf(files, name)).toEqual(SHARDED[name]);
    expect(files.hashes.get(name)).toBe(hashOf(SHARDED[name]!));
  });

  it('is opened without a network, which is said', async () => {
    const { cache } = await visited();
    const standIn = hubOf(BERT, { faults: { list: unreachable } });
    const { found, files } = await open(standIn, { cache });
    expect(found.notes).toEqual([
      { code: 'kept', host: 'huggingface.co', date: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) },
    ]);
    expect(found.title).toBe('org/bert');
    expect(await bytesOf(files)).toEqual(BERT['model.safetensors']);
  });

  it('of another revision is another', async () => {
    const { cache } = await visited();
    const standIn = hubOf(BERT, { faults: { list: unreachable } });
    const source: HubSource = { ...bert, revision: 'refs/pr/3' };
    const error = await failure(lookUp(source, { fetch: standIn.fetch, page, cache }));
    expect(error.refusal.code).toBe('offline');
  });

  it('shares weights of the same content with other repositories', async () => {
    const { cache } = await visited();
    const standIn = standInHub({ repositories: { 'me/copy': repository(BERT) } });
    await open(standIn, { cache, source: { ...bert, id: 'me/copy' } });
    expect(rangesOf(standIn)).toEqual([]);
  });

  it('is looked up and fetched anew where the repository has a new commit', async () => {
    const { cache } = await visited(BERT);
    const standIn = standInHub({ repositories: { 'org/bert': repository(GPT, { version: '2' }) } });
    const { found, files } = await open(standIn, { cache });
    expect(found).toMatchObject({ family: 'gpt2', bytes: { toFetch: found.bytes.all } });
    expect(await bytesOf(files)).toEqual(GPT['model.safetensors']);
  });

  it('is fetched again where the browser has thrown a part of it away', async () => {
    const { caches, cache } = await visited();
    const kept = caches.all.get(cacheName(page)) as Map<string, Blob>;
    for (const url of [...kept.keys()]) if (url.endsWith(`0-${SIZE}`)) kept.delete(url);
    const standIn = hubOf();
    const { files } = await open(standIn, { cache });
    expect(await bytesOf(files)).toEqual(BERT['model.safetensors']);
    expect(rangesOf(standIn)).toEqual([null]);
  });

  it('is listed with its size and date, and removed', async () => {
    const { caches, cache } = await visited();
    expect(await cache.list()).toEqual([
      {
        ...{ link: 'hub:org/bert', title: 'org/bert', isWhole: true, bytes: SIZE, all: SIZE },
        date: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      },
    ]);
    await cache.remove('hub:org/bert');
    expect(await cache.list()).toEqual([]);
    expect(keptIn(caches)).toEqual([]);
  });

  it('is removed without the weights that another one has, too', async () => {
    const { caches, cache } = await visited();
    const standIn = standInHub({ repositories: { 'me/copy': repository(BERT) } });
    await open(standIn, { cache, source: { ...bert, id: 'me/copy' } });
    await cache.remove('hub:org/bert');
    expect((await cache.list()).map(({ link, bytes }) => [link, bytes])).toEqual([
      ['hub:me/copy', SIZE],
    ]);
    await cache.clear();
    expect(keptIn(caches)).toEqual([]);
  });

  it('is listed with what has arrived of it', async () => {
    const cache = createModelCache(page, fakeModelCaches());
    await failure(open(hubOf(), { cache, fault: stuck() }));
    expect(await cache.list()).toMatchObject([{ isWhole: false, bytes: 9000, all: SIZE }]);
  });

  it('lies apart from the models that the page is published with, and from pages in other folders', async () => {
    const { caches } = await visited();
    expect([...caches.all.keys()]).toEqual(['sightlines opened models /attention/']);
    expect(cacheName(new URL('https://school.example/other/'))).not.toBe(cacheName(page));
  });
});

describe('Storage that', () => {
  it('is full leaves the model in memory, which is said once', async () => {
    const caches = fakeModelCaches(SIZE);
    const { files } = await open(hubOf(), { cache: createModelCache(page, caches) });
    expect(files.notes).toEqual([{ code: 'notKept', why: 'full' }]);
    expect(await bytesOf(files)).toEqual(BERT['model.safetensors']);
  });

  it.each([
    ['there is none of', undefined],
    ['is closed', { open: () => Promise.reject(new DOMException('', 'SecurityError')) }],
  ])('%s leaves the model in memory, which is said', async (_, caches) => {
    const none = { open: undefined } as never;
    const cache = createModelCache(page, caches ?? none);
    const { files } = await open(hubOf(), { cache });
    expect(files.notes).toEqual([{ code: 'notKept', why: 'refused' }]);
    expect(await bytesOf(files)).toEqual(BERT['model.safetensors']);
    expect(await cache.list()).toEqual([]);
    await cache.remove('hub:org/bert');
    await cache.clear();
  });
});

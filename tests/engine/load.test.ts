import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Failure } from '../../src/engine/failure.ts';
import { createLoader, type Progress } from '../../src/engine/load.ts';
import { type Caches, createStore } from '../../src/engine/store.ts';
import { fakeCaches } from './fake-caches.ts';
import { BASE, CONTENT, hash, server } from './server.ts';

function loader(fetch: typeof globalThis.fetch, caches: Caches = {} as Caches) {
  const progress: Progress[] = [];
  const onProgress = (now: Progress) => void progress.push(now);
  const store = createStore(BASE, caches);
  const { load } = createLoader({ base: BASE, fetch, store, onProgress });
  async function both() {
    const { left, right } = load();
    return { left: await left, right: await right };
  }
  return { load: both, each: load, progress };
}

async function failure(promise: Promise<unknown>): Promise<Failure> {
  return promise.then(
    () => expect.fail('The promise should have rejected.'),
    (error: Failure) => error,
  );
}

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('loading', () => {
  it('fetches every file that the engine reads, once, and names the weights by their hashes', async () => {
    const { fetch, asked } = server();
    const files = await loader(fetch).load();
    expect(await files.left.weights.text()).toBe(CONTENT['mini-bert/model.q8.safetensors']);
    expect(await files.right.config.text()).toBe(CONTENT['mini-gpt/config.json']);
    for (const { tokenizer, hashes } of [files.left, files.right]) {
      expect(await tokenizer.text()).toBe(CONTENT['mini-bert/tokenizer.json']);
      expect(hashes.tokenizer).toBe(hash(CONTENT['mini-bert/tokenizer.json']!));
    }
    expect(files.left.hashes.weights).toBe(hash('b'.repeat(1000)));
    expect(files.right.hashes.weights).toBe(hash('g'.repeat(500)));
    expect(new Set(asked).size).toBe(7);
    expect(asked).toHaveLength(7);
  });

  it('reports progress in bytes of the uncompressed files, from nothing to everything', async () => {
    const { load, progress } = loader(server().fetch);
    await load();
    const total = Object.entries(CONTENT)
      .filter(([path]) => path.startsWith('mini-bert/'))
      .reduce((sum, [, text]) => sum + text.length, 0);
    expect(progress[0]!.left).toEqual({ loaded: 0, total });
    expect(progress.at(-1)!.left).toEqual({ loaded: total, total });
    expect(progress.at(-1)!.right.loaded).toBe(progress.at(-1)!.right.total);
    const loaded = progress.map((now) => now.left.loaded);
    expect(loaded).toEqual(loaded.toSorted((a, b) => a - b));
  });

  it('says offline when nothing answers', async () => {
    const { fetch } = server({
      'manifest.json': () => Promise.reject(new TypeError('Failed to fetch')),
    });
    const error = await failure(loader(fetch).load());
    expect(error.code).toBe('offline');
    expect(error.message).toMatch(/check your connection, then press Retry/);
  });

  it.each(['manifest.json', 'mini-gpt/model.q8.safetensors'])(
    'says that %s is missing',
    async (path) => {
      const gone = server({ [path]: () => new Response('gone', { status: 404 }) });
      const error = await failure(loader(gone.fetch).load());
      expect(error.code).toBe('missing');
      expect(error.message).toContain(`404 for models/${path}`);

      const page = server({
        [path]: () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } }),
      });
      const html = await failure(loader(page.fetch).load());
      expect(html.code).toBe('missing');
      expect(html.message).toContain(`web page in place of models/${path}`);
    },
  );

  it('says how much of a truncated file arrived, after asking past the cache', async () => {
    const { fetch, asked } = server({
      'mini-bert/model.q8.safetensors': () => new Response('b'.repeat(300)),
    });
    const error = await failure(loader(fetch).load());
    expect(error.code).toBe('truncated');
    expect(error.message).toContain(
      'Only 300 of 1000 bytes of models/mini-bert/model.q8.safetensors',
    );
    expect(asked.filter((ask) => ask.startsWith('mini-bert/model'))).toEqual([
      'mini-bert/model.q8.safetensors default',
      'mini-bert/model.q8.safetensors reload',
    ]);
  });

  it('counts a connection that breaks off as truncated', async () => {
    const { fetch } = server({
      'mini-gpt/model.q8.safetensors': () =>
        new Response(
          new ReadableStream({
            start(stream) {
              stream.enqueue(new Uint8Array(5));
            },
            pull(stream) {
              stream.error(new TypeError('network error'));
            },
          }),
        ),
    });
    expect((await failure(loader(fetch).load())).code).toBe('truncated');
  });

  it.each([
    ['of another content', 'x'.repeat(1000)],
    ['that is too long', 'b'.repeat(1001)],
  ])('refuses a file %s', async (_, text) => {
    const { fetch } = server({ 'mini-bert/model.q8.safetensors': () => new Response(text) });
    const error = await failure(loader(fetch).load());
    expect(error.code).toBe('corrupt');
    expect(error.message).toContain('models/mini-bert/model.q8.safetensors is not the file');
  });

  it('passes over a stale copy in the cache', async () => {
    const answers = ['x'.repeat(1000), 'b'.repeat(1000)];
    const { fetch } = server({
      'mini-bert/model.q8.safetensors': () => new Response(answers.shift()!),
    });
    const files = await loader(fetch).load();
    expect(await files.left.weights.text()).toBe('b'.repeat(1000));
  });

  it.each(['not json', '{}', '{"mini-bert":{"config.json":{"bytes":-1}}}'])(
    'refuses the manifest %s',
    async (text) => {
      const { fetch } = server({ 'manifest.json': () => new Response(text) });
      const error = await failure(loader(fetch).load());
      expect(error.code).toBe('corrupt');
      expect(error.message).toContain('models/manifest.json');
    },
  );

  it('fetches only what is missing when tried again', async () => {
    const { fetch, asked, overrides } = server({
      'mini-gpt/model.q8.safetensors': () => Promise.reject(new TypeError('Failed to fetch')),
    });
    const { load } = loader(fetch);
    expect((await failure(load())).code).toBe('offline');
    await vi.waitFor(() => expect(asked).toHaveLength(7));
    delete overrides['mini-gpt/model.q8.safetensors'];
    asked.length = 0;
    const files = await load();
    expect(asked).toEqual(['manifest.json no-cache', 'mini-gpt/model.q8.safetensors default']);
    expect(await files.right.weights.text()).toBe('g'.repeat(500));
    expect(await files.left.weights.text()).toBe('b'.repeat(1000));
  });

  it('gives up on a download that stands still', async () => {
    vi.useFakeTimers();
    const { fetch } = server({ 'mini-gpt/config.json': () => new Response(new ReadableStream()) });
    const caught = failure(loader(fetch).load());
    await vi.advanceTimersByTimeAsync(31_000);
    const error = await caught;
    expect(error.code).toBe('timeout');
    expect(error.message).toContain('models/mini-gpt/config.json');
  });

  it('falls back to the length where the browser cannot hash', async () => {
    vi.stubGlobal('crypto', {});
    const files = await loader(server().fetch).load();
    expect(files.left.weights.size).toBe(1000);
    const short = server({ 'mini-gpt/model.q8.safetensors': () => new Response('g') });
    expect((await failure(loader(short.fetch).load())).code).toBe('truncated');
  });

  it('hands over one model while the other has not arrived or cannot be had', async () => {
    const slow = server({ 'mini-bert/model.q8.safetensors': () => new Promise(() => undefined) });
    const files = await loader(slow.fetch).each().right;
    expect(await files.weights.text()).toBe('g'.repeat(500));
    const gone = server({
      'mini-bert/model.q8.safetensors': () => new Response('', { status: 404 }),
    });
    const { left, right } = loader(gone.fetch).each();
    expect((await failure(left)).code).toBe('missing');
    expect(await (await right).tokenizer.text()).toBe(CONTENT['mini-bert/tokenizer.json']);
  });
});

describe('loading for the second time', () => {
  const weightsOf = ({ asked }: { asked: string[] }) =>
    asked.filter((path) => path.includes('safetensors'));

  /** A first visit to this content, until all of it is kept. */
  async function visited(content = CONTENT, caches = fakeCaches()) {
    await loader(server({}, content).fetch, caches).load();
    await vi.waitFor(() => expect(caches.paths()).toHaveLength(7));
    return caches;
  }

  it('asks only for the manifest, and gives the same files', async () => {
    const caches = await visited();
    const again = server();
    const { load, progress } = loader(again.fetch, caches);
    const { left } = await load();
    expect(again.asked).toEqual(['manifest.json no-cache']);
    expect(await left.weights.text()).toBe('b'.repeat(1000));
    expect(progress.at(-1)!.left.loaded).toBe(progress.at(-1)!.left.total);
  });

  it('fetches weights that were published anew, and lets the old ones go', async () => {
    const caches = await visited();
    const content = { ...CONTENT, 'mini-gpt/model.q8.safetensors': 'n'.repeat(600) };
    const anew = server({}, content);
    const { right } = await loader(anew.fetch, caches).load();
    expect(await right.weights.text()).toBe('n'.repeat(600));
    expect(weightsOf(anew)).toEqual(['mini-gpt/model.q8.safetensors default']);
    const hashes = () => caches.paths().filter((path) => path.includes('mini-gpt/model'));
    const kept = `models/mini-gpt/model.q8.safetensors?sha256=${hash('n'.repeat(600))}`;
    await vi.waitFor(() => expect(hashes()).toEqual([kept]));
    expect(caches.paths()).toContain('models/manifest.json');
  });

  it('does not use a kept file that is no longer what it was', async () => {
    const caches = await visited();
    const path = caches.paths().find((each) => each.includes('mini-bert/model'))!;
    await (await caches.open('')).put(new URL(path, BASE).href, new Response('x'.repeat(1000)));
    const again = server();
    const { left } = await loader(again.fetch, caches).load();
    expect(await left.weights.text()).toBe('b'.repeat(1000));
    expect(weightsOf(again)).toEqual(['mini-bert/model.q8.safetensors default']);
  });

  it('never keeps what did not pass', async () => {
    const caches = fakeCaches();
    const broken = server({ 'mini-gpt/model.q8.safetensors': () => new Response('x'.repeat(500)) });
    await failure(loader(broken.fetch, caches).load());
    await vi.waitFor(() => expect(caches.paths()).toHaveLength(6));
    expect(caches.paths().join()).not.toContain('mini-gpt/model');
  });

  it.each([
    ['is closed', { open: () => Promise.reject(new DOMException('', 'SecurityError')) }],
    ['is full', fakeCaches(() => Promise.reject(new DOMException('', 'QuotaExceededError')))],
  ])('loads as ever where the storage %s', async (_, caches) => {
    const host = server();
    const { left } = await loader(host.fetch, caches).load();
    expect(await left.weights.text()).toBe('b'.repeat(1000));
    expect(host.asked).toHaveLength(7);
  });
});

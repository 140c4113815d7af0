import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Failure } from '../../src/engine/failure.ts';
import { createLoader, type Progress } from '../../src/engine/load.ts';
import { BASE, CONTENT, hash, server } from './server.ts';

function loader(fetch: typeof globalThis.fetch) {
  const progress: Progress[] = [];
  const onProgress = (now: Progress) => void progress.push(now);
  return { ...createLoader({ base: BASE, fetch, onProgress }), progress };
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
    expect(await files.bert.weights.text()).toBe(CONTENT['mini-bert/model.q8.safetensors']);
    expect(await files.gpt.config.text()).toBe(CONTENT['mini-gpt/config.json']);
    expect(await files.tokenizer.text()).toBe(CONTENT['mini-bert/tokenizer.json']);
    expect(files.hashes).toEqual({ bert: hash('b'.repeat(1000)), gpt: hash('g'.repeat(500)) });
    expect(new Set(asked).size).toBe(7);
    expect(asked).toHaveLength(7);
  });

  it('reports progress in bytes of the uncompressed files, from nothing to everything', async () => {
    const { load, progress } = loader(server().fetch);
    await load();
    const total = Object.entries(CONTENT)
      .filter(([path]) => path.startsWith('mini-bert/'))
      .reduce((sum, [, text]) => sum + text.length, 0);
    expect(progress[0]!.bert).toEqual({ loaded: 0, total });
    expect(progress.at(-1)!.bert).toEqual({ loaded: total, total });
    expect(progress.at(-1)!.gpt.loaded).toBe(progress.at(-1)!.gpt.total);
    const loaded = progress.map((now) => now.bert.loaded);
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
    expect(await files.bert.weights.text()).toBe('b'.repeat(1000));
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
    expect(await files.gpt.weights.text()).toBe('g'.repeat(500));
    expect(await files.bert.weights.text()).toBe('b'.repeat(1000));
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
    expect(files.bert.weights.size).toBe(1000);
    const short = server({ 'mini-gpt/model.q8.safetensors': () => new Response('g') });
    expect((await failure(loader(short.fetch).load())).code).toBe('truncated');
  });
});

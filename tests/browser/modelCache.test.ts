/** Models are kept in the browser's own storage. */
import { afterEach, expect, it } from 'vitest';
import { cacheName, createModelCache } from '../../src/engine/sources/modelCache.ts';

const page = new URL('/kept-models/', location.href);

afterEach(async () => {
  await caches.delete(cacheName(page));
});

const part = (value: number, length: number) => new Blob([new Uint8Array(length).fill(value)]);

const model = (link: string, key: string, bytes: number) => ({
  ...{ link, title: link, name: link, at: link, commit: null, isWhole: true, files: {} },
  date: new Date(0).toISOString(),
  weights: [{ name: 'model.safetensors', bytes, sha256: null, at: 'https://a.example/', key }],
});

it('keeps pieces of a file in order, and gives back what lies there without a hole', async () => {
  const cache = createModelCache(page);
  const key = 'school.example/org/bert@größe/model.safetensors "etag"';
  expect(await cache.pieces(key)).toEqual([]);
  const kept = await cache.keep(key, 0, part(1, 300_000));
  expect(kept).toBeInstanceOf(Blob);
  await cache.keep(key, 300_000, part(2, 50_000));
  await cache.keep(key, 400_000, part(3, 10));
  // Another page began elsewhere.
  await cache.keep(key, 0, part(1, 1000));
  const again = createModelCache(page);
  expect((await again.pieces(key)).map(({ size }) => size)).toEqual([300_000, 50_000]);
  const bytes = new Uint8Array(await new Blob([...(await again.pieces(key))]).arrayBuffer());
  expect([bytes[0], bytes[299_999], bytes[300_000], bytes.length]).toEqual([1, 1, 2, 350_000]);
  expect(await again.checked(key)).toBeNull();
  await cache.check(key, 'hash');
  expect(await again.checked(key)).toBe('hash');
  await again.drop(key);
  expect(await cache.pieces(key)).toEqual([]);
  expect(await cache.checked(key)).toBeNull();
});

it('lists models, newest first, and removes one with what is its own', async () => {
  const cache = createModelCache(page);
  await cache.keep('shared', 0, part(1, 100));
  await cache.keep('own', 0, part(1, 30));
  await cache.keepModel(model('hub:a/old', 'shared', 100));
  await cache.keepModel({ ...model('hub:b/new', 'shared', 100), date: '2026-01-01T00:00:00Z' });
  await cache.keepModel(model('hub:c/part', 'own', 50));
  const links = async () => (await cache.list()).map(({ link, bytes }) => [link, bytes]);
  expect((await links())[0]).toEqual(['hub:b/new', 100]);
  expect(await links()).toHaveLength(3);
  await cache.remove('hub:c/part');
  expect(await cache.pieces('own')).toEqual([]);
  await cache.remove('hub:b/new');
  expect(await links()).toEqual([['hub:a/old', 100]]);
  await cache.clear();
  expect(await links()).toEqual([]);
  expect(await cache.pieces('shared')).toEqual([]);
});

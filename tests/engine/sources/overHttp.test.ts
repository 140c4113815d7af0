/** The same over HTTP, with the redirects, ranges and streams of a real connection. */
import { afterEach, describe, expect, it } from 'vitest';
import { fetchFiles } from '../../../src/engine/sources/fetchFiles.ts';
import { lookUp } from '../../../src/engine/sources/lookUp.ts';
import { createModelCache } from '../../../src/engine/sources/modelCache.ts';
import type { HubSource } from '../../../src/engine/sources/source.ts';
import { fakeModelCaches } from '../../support/fakeModelCaches.ts';
import { BERT, SHARDED } from '../../support/publishedModels.ts';
import {
  cutAfter,
  repository,
  type Served,
  serveStandIn,
  unreachable,
} from '../../support/standInHub.ts';

const page = new URL('https://school.example/');
const source: HubSource = { from: 'hub', id: 'org/bert', revision: 'refs/pr/3' };

let served: Served | null = null;

async function serve(files = BERT) {
  const repositories = { 'org/bert': repository(files, { revisions: { 'refs/pr/3': files } }) };
  served = await serveStandIn({ repositories });
  return served;
}

afterEach(async () => {
  await served?.close();
  served = null;
});

describe('Over HTTP', () => {
  it('a model in several files is found and fetched', async () => {
    const { url } = await serve(SHARDED);
    const options = { fetch, page, hub: new URL(url), cache: null };
    const found = await lookUp(source, options);
    expect(found).toMatchObject({ title: 'org/bert@refs/pr/3', family: 'distilbert' });
    const { weights } = await fetchFiles(found, { ...options, onBytes: () => undefined });
    for (const [name, file] of weights) {
      expect(new Uint8Array(await file.arrayBuffer())).toEqual(SHARDED[name]);
    }
  });

  it('a download that breaks goes on where it was', async () => {
    const { url, standIn } = await serve();
    const cache = createModelCache(page, fakeModelCaches());
    const options = { fetch, page, hub: new URL(url), cache };
    const found = await lookUp(source, options);
    standIn.asked.length = 0;
    standIn.faults['model.safetensors'] = cutAfter(9000, 1);
    const { weights } = await fetchFiles(found, { ...options, onBytes: () => undefined });
    const file = weights.get('model.safetensors')!;
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(BERT['model.safetensors']);
    const parts = standIn.asked.filter(({ url }) => url.includes('/large/'));
    expect(parts.map(({ range }) => range)).toEqual([null, 'bytes=9000-']);
  });

  it('a server that breaks every connection cannot be reached', async () => {
    const { url, standIn } = await serve();
    standIn.faults.list = unreachable;
    const options = { fetch, page, hub: new URL(url) };
    const error = await lookUp(source, options).catch((error) => error);
    expect(error.refusal).toEqual({ code: 'offline', host: new URL(url).host });
  });
});

it('an answer that was redirected to anybody else is not read', async () => {
  const { url, standIn } = await serve();
  const other = await serveStandIn({ repositories: {} });
  const location = new URL('/large/anything', other.url).href;
  standIn.faults.list = () => new Response(null, { status: 302, headers: { location } });
  const error = await lookUp(source, { fetch, page, hub: new URL(url) }).catch((error) => error);
  await other.close();
  expect(error.refusal).toEqual({ code: 'host', host: new URL(other.url).host });
});

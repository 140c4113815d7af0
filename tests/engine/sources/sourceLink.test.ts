/** Where a model comes from, as a link spells it; and whom that lets the page ask. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { POLICY } from '../../../src/build/csp.ts';
import { HUB, HUB_HOSTS, mayAsk } from '../../../src/engine/sources/hosts.ts';
import { isHubId, isRevision, readHubSource } from '../../../src/engine/sources/hubId.ts';
import { lookUp } from '../../../src/engine/sources/lookUp.ts';
import { SourceError } from '../../../src/engine/sources/refusals.ts';
import type { HubSource } from '../../../src/engine/sources/source.ts';
import {
  linkOf,
  parseSourceLink,
  type SourceLink,
  writeSourceLink,
} from '../../../src/engine/sources/sourceLink.ts';
import { parameters } from '../../../src/store/parameters.ts';
import { flood, floodAsync, requireSentence } from '../../support/flood.ts';
import { BERT, picked } from '../../support/publishedModels.ts';
import { repository, standInHub } from '../../support/standInHub.ts';

const page = new URL('https://school.example/attention/index.html?text=hello#top');
const hub = new URL(HUB);

const hubSource = (id: string, revision: string | null = null): HubSource => ({
  ...{ from: 'hub', id, revision },
});

/** What a parameter of an address gives back of what was put there. */
const throughAddress = (text: string): string =>
  new URL(`https://school.example/?${new URLSearchParams({ left: text })}`).searchParams.get(
    'left',
  )!;

const REVISIONS = [
  ...['main', 'v1.0', 'refs/pr/3', 'feature/x', 'a'.repeat(40), 'größe', '版本', 'a&b=c', 'a%2Fb'],
  ...['50%', 'a#b', 'a+b', "it's", 'x;y,z', 'a@b', '-x'.slice(1)],
];

const BAD_REVISIONS = [
  ...[
    '',
    '..',
    'a..b',
    '../main',
    '/main',
    'main/',
    'a//b',
    'a b',
    'a?b',
    'a*b',
    'a:b',
    'a~1',
    'a^',
  ],
  ...[
    'a\\b',
    'a@{1}',
    '@',
    '.hidden',
    'a/.b',
    'a.lock',
    'a\u0000b',
    'a\nb',
    '\u202eabc',
    'x'.repeat(201),
  ],
  ...['-x', 'end.', '\ud800'],
];

const IDS = ['gpt2', 'org/bert', 'google/bert_uncased_L-4_H-256_A-4', 'a.b/c.d-e_f', '0/1'];

const BAD_IDS = [
  ...[
    '',
    '/',
    'a/',
    '/a',
    'a/b/c',
    '..',
    '../a',
    'a/..',
    'a/.b',
    '.a/b',
    'a b',
    'ü/a',
    'a/b?c',
    'a/b#c',
  ],
  ...['a/b%2F', 'a--b/c', 'a/b..c', 'a/b.git', '//evil.example', 'a\\b', 'x'.repeat(97), 'a\nb'],
];

describe('An id of the hub', () => {
  it.each(IDS)('may be %s', (id) => {
    expect(isHubId(id)).toBe(true);
    expect(readHubSource(` ${id} `)).toEqual(hubSource(id));
  });

  it.each(BAD_IDS)('is not %j', (id) => {
    expect(isHubId(id)).toBe(false);
    expect(() => readHubSource(id)).toThrow(SourceError);
  });

  it.each(REVISIONS)('may have the revision %s', (revision) => {
    expect(isRevision(revision)).toBe(true);
    expect(readHubSource(`org/bert@${revision}`)).toEqual(hubSource('org/bert', revision));
  });

  it.each(BAD_REVISIONS)('has no revision %j', (revision) => {
    expect(isRevision(revision)).toBe(false);
  });

  it.each([
    ['https://huggingface.co/org/bert', null],
    ['huggingface.co/org/bert/', null],
    ['https://hf.co/org/bert?library=transformers#use', null],
    ['https://huggingface.co/org/bert/tree/main', null],
    ['org/bert/tree/main', null],
    ['org/bert/blob/v2/config.json', 'v2'],
    ['https://huggingface.co/org/bert/tree/refs%2Fpr%2F3', 'refs/pr/3'],
    ['https://huggingface.co/org/bert/blob/v2/config.json', 'v2'],
    ['https://huggingface.co/org/bert/resolve/main/model.safetensors?download=true', null],
  ])('is read from the page %s', (text, revision) => {
    expect(readHubSource(text)).toEqual(hubSource('org/bert', revision));
  });

  it('of old models has one name, on their pages too', () => {
    for (const text of ['https://huggingface.co/gpt2', 'https://huggingface.co/gpt2/tree/main']) {
      expect(readHubSource(text)).toEqual(hubSource('gpt2'));
    }
  });
});

describe('A link', () => {
  it.each<[string, SourceLink]>([
    ['shipped', { from: 'shipped' }],
    ['hub:gpt2', hubSource('gpt2')],
    ['hub:org/bert@refs/pr/3', hubSource('org/bert', 'refs/pr/3')],
    ['hub:org/bert@a@b', hubSource('org/bert', 'a@b')],
    ['./models/mine/', { from: 'address', url: 'https://school.example/attention/models/mine/' }],
    ['/other/mine/', { from: 'address', url: 'https://school.example/other/mine/' }],
    ['https://a.hf.co/x/', { from: 'address', url: 'https://a.hf.co/x/' }],
    ['file:my bert', { from: 'files', name: 'my bert' }],
    ['attention:run 3.npz', { from: 'attention', name: 'run 3.npz' }],
    ['cross:run 3.npz', { from: 'cross', name: 'run 3.npz' }],
  ])('spells %s, and reads it', (text, source) => {
    expect(writeSourceLink(source, page)).toBe(text);
    expect(parseSourceLink(throughAddress(text), page)).toEqual(source);
  });

  it.each([
    ['https://school.example/attention/models/mine/', './models/mine/'],
    ['../mine/', '/mine/'],
    ['//school.example/mine', '/mine'],
    ['https://user:secret@school.example/mine/?token=1#a', '/mine/'],
  ])('may be written as %s, which is %s', (text, short) => {
    expect(writeSourceLink(parseSourceLink(text, page), page)).toBe(short);
  });

  it('to a page of the hub is one to the model', () => {
    const source = parseSourceLink('https://huggingface.co/org/bert/tree/v2', page);
    expect(writeSourceLink(source, page)).toBe('hub:org/bert@v2');
  });

  it('names files by their folder, or by their weights', () => {
    const nameOf = (folder: string) => linkOf({ from: 'files', files: picked(BERT, folder) });
    expect(nameOf('my bert/')).toEqual({ from: 'files', name: 'my bert' });
    expect(nameOf('')).toEqual({ from: 'files', name: 'model.safetensors' });
    const dump = { from: 'attention', name: 'run.npz', file: new Blob() } as const;
    expect(linkOf(dump)).toEqual({ from: 'attention', name: 'run.npz' });
  });

  it('is not longer than what it spells may be, once it is spelled in full', () => {
    const long = `./${'ü'.repeat(400)}/`;
    expect(() => parseSourceLink(long, page)).toThrow(SourceError);
    expect(parseSourceLink(`./${'u'.repeat(1900)}/`, page).from).toBe('address');
  });

  it('means the same when it is written and read again, whatever is in it', () => {
    const name = fc.oneof(fc.string({ unit: 'binary', minLength: 1 }), fc.string({ minLength: 1 }));
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      name.map((each) => `hub:org/bert@${each}`),
      name.map((each) => `hub:${each}`),
      fc
        .tuple(fc.constantFrom('file:', 'attention:', 'cross:'), name)
        .map(([prefix, each]) => prefix + each),
      fc.nat(2100).map((length) => `./${'u'.repeat(length)}`),
      fc.nat(300).map((length) => `hub:${'o'.repeat(96)}/${'m'.repeat(96)}@${'r'.repeat(length)}`),
      name.map((each) => `./${each}`),
      name.map((each) => `//${each}`),
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc.constantFrom(...REVISIONS, ...BAD_REVISIONS).map((each) => `hub:org/bert@${each}`),
      fc.constantFrom(...IDS, ...BAD_IDS).map((each) => `hub:${each}`),
    );
    flood(
      fc.property(text, (each) => {
        let source: SourceLink;
        try {
          source = parseSourceLink(each, page);
        } catch (error) {
          expect(error).toBeInstanceOf(SourceError);
          requireSentence(error);
          return;
        }
        const written = writeSourceLink(source, page);
        expect(parseSourceLink(throughAddress(written), page)).toEqual(source);
        if (source.from !== 'shipped') expect(parameters.left.parse(written)).toBe(written);
        if (source.from === 'address') expect(mayAsk(new URL(source.url), page, hub)).toBe(true);
      }),
    );
  });
});

describe('Whom the page asks', () => {
  it.each([
    ['https://huggingface.co/gpt2', true],
    ['https://cdn-lfs-us-1.hf.co/x', true],
    ['https://cas-bridge.xethub.hf.co/x', true],
    ['https://school.example/anything', true],
    ['http://huggingface.co/gpt2', false],
    ['https://huggingface.co:8443/gpt2', false],
    ['https://huggingface.co.evil.example/', false],
    ['https://evilhf.co/', false],
    ['https://hf.co.evil.example/', false],
    ['http://school.example/', false],
    ['https://models.example/', false],
    ['data:text/plain,hello', false],
    ['blob:https://school.example/1', false],
    ['file:///etc/passwd', false],
  ])('is %s: %s', (url, may) => {
    expect(mayAsk(new URL(url), page, hub)).toBe(may);
  });

  it('is whom the page’s policy lets it ask', () => {
    expect(POLICY['connect-src']).toEqual(["'self'", ...HUB_HOSTS]);
    for (const host of HUB_HOSTS) {
      expect(mayAsk(new URL(host.replace('*', 'cdn-lfs')), page, hub)).toBe(true);
    }
  });

  it('may be a server of a school’s in the hub’s place', () => {
    const own = new URL('https://models.school.example/hub/');
    expect(mayAsk(new URL('https://models.school.example/hub/gpt2'), page, own)).toBe(true);
  });

  it('is the hub alone, at the model’s own paths, whatever the id and the revision', async () => {
    const odd = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...REVISIONS, ...BAD_REVISIONS),
      fc.webPath(),
    );
    const id = fc.oneof(odd, fc.constantFrom(...IDS, ...BAD_IDS));
    const each = fc.record({ id, revision: fc.oneof(fc.constant(null), odd) });
    await floodAsync(
      fc.asyncProperty(each, async ({ id, revision }) => {
        const asked: URL[] = [];
        const fetch = (async (url: string) => {
          asked.push(new URL(url));
          return new Response(null, { status: 404 });
        }) as typeof globalThis.fetch;
        const error = await lookUp(hubSource(id, revision), { fetch, page }).catch(
          (error) => error,
        );
        expect(error).toBeInstanceOf(SourceError);
        requireSentence(error);
        for (const { origin, pathname, search } of asked) {
          expect(origin).toBe(hub.origin);
          const path = `/api/models/${id}/revision/${encodeURIComponent(revision ?? 'main')}`;
          expect(pathname + search).toBe(`${path}?blobs=true`);
        }
      }),
      1000,
    );
  });

  it('is the hub and where it hands on large files, from the list to the last header', async () => {
    const standIn = standInHub({ repositories: { 'org/bert': repository(BERT) } });
    await lookUp(hubSource('org/bert'), { fetch: standIn.fetch, page });
    const hosts = standIn.asked.map(({ url }) => new URL(url).host);
    expect([...new Set(hosts)]).toEqual(['huggingface.co', 'cdn-lfs.hf.co']);
  });
});

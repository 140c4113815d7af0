/**
 * Models kept for the next visit, in the browser's Cache Storage: weights by their content, in pieces, so that what
 * has arrived of a broken download is not lost; and of each model what it is, with its small files.
 *
 * What is kept is only ever a help: a browser without the storage, or without room in it, opens models as if there
 * was nothing.
 */
import * as z from 'zod/mini';
import { readJson } from '../../text/jsonFile.ts';
import { allowed } from '../allowed.ts';
import type { Caches } from '../store.ts';

/** Pages in other folders of the same host have caches of their own. */
export const cacheName = (page: URL): string =>
  `sightlines opened models ${new URL('.', page).pathname}`;

const Weight = z.object({
  name: z.string(),
  bytes: z.int().check(z.nonnegative()),
  sha256: z.nullable(z.string()),
  at: z.string(),
  key: z.string(),
});

const Kept = z.object({
  /** The source as a link spells it. */
  link: z.string(),
  title: z.string(),
  name: z.string(),
  at: z.string(),
  commit: z.nullable(z.string()),
  /** When it was opened last, in ISO 8601. */
  date: z.string(),
  /** Whether all of its weights are kept. */
  isWhole: z.boolean(),
  /** The text of its small files, by their names. */
  files: z.record(z.string(), z.string()),
  weights: z.array(Weight),
});

/** A model that is kept, or of which a part is. */
export type KeptModel = z.infer<typeof Kept>;

/** What a reader is shown of it. */
export interface KeptModelSize extends Pick<KeptModel, 'link' | 'title' | 'date' | 'isWhole'> {
  /** Of the weights that are kept. */
  readonly bytes: number;
  /** Of the whole model's weights. */
  readonly all: number;
}

/** Why something could not be kept. */
export type NotKept = 'full' | 'refused';

export interface ModelCache {
  /** What is kept of a file from its beginning on, without a hole; nothing where there is nothing. */
  pieces(key: string): Promise<readonly Blob[]>;
  /** Keeps bytes of a file from `begin` on, and gives them back as they are kept. Never rejects. */
  keep(key: string, begin: number, piece: Blob): Promise<Blob | NotKept>;
  /** The SHA-256 of a file that is kept whole and was checked; null for any other. */
  checked(key: string): Promise<string | null>;
  /** Marks a file as whole and checked. Never rejects. */
  check(key: string, sha256: string): Promise<void>;
  /** Lets go of a file. Never rejects. */
  drop(key: string): Promise<void>;
  model(link: string): Promise<KeptModel | null>;
  /** Never rejects. */
  keepModel(model: KeptModel): Promise<NotKept | null>;
  /** The models that are kept, newest first. */
  list(): Promise<readonly KeptModelSize[]>;
  /** Removes a model, but for weights that another one has, too. Never rejects. */
  remove(link: string): Promise<void>;
  /** Removes all. Never rejects. */
  clear(): Promise<void>;
}

interface Piece {
  readonly begin: number;
  readonly end: number;
  readonly url: string;
}

/**
 * @param page the page's address.
 * @param caches undefined where the browser has none.
 */
export function createModelCache(
  page: URL,
  caches: Caches | undefined = allowed(() => globalThis.caches as CacheStorage | undefined),
): ModelCache {
  const folder = new URL('.', page);
  const weightsOf = (key: string) => new URL(`weights/${encodeURIComponent(key)}/`, folder).href;
  const checkOf = (key: string) => `${weightsOf(key)}checked`;
  const models = new URL('models/', folder).href;
  const modelOf = (link: string) => models + encodeURIComponent(link);

  let opened: Promise<Cache> | null = null;
  function open(): Promise<Cache> {
    opened ??= caches
      ? caches.open(cacheName(page))
      : Promise.reject(new DOMException('There is no storage.', 'SecurityError'));
    return opened;
  }

  /** Does what can be done; full or closed storage is no failure. */
  async function attempt<Value>(task: (cache: Cache) => Promise<Value>): Promise<Value | null> {
    try {
      return await task(await open());
    } catch {
      return null;
    }
  }

  async function put(url: string, content: Blob): Promise<NotKept | null> {
    try {
      await (await open()).put(url, new Response(content));
      return null;
    } catch (error) {
      return (error as Error | null)?.name === 'QuotaExceededError' ? 'full' : 'refused';
    }
  }

  const urls = async (cache: Cache) => (await cache.keys()).map(({ url }) => url);

  /** What is kept of a file, from its beginning on. */
  function chainOf(all: readonly string[], key: string): readonly Piece[] {
    const start = weightsOf(key);
    const longest = new Map<number, Piece>();
    for (const url of all) {
      const [, first, last] = /^(\d+)-(\d+)$/.exec(url.slice(start.length)) ?? [];
      if (!url.startsWith(start) || first === undefined) continue;
      const piece = { begin: Number(first), end: Number(last), url };
      // Two pages may have kept pieces of different lengths.
      if (piece.end > (longest.get(piece.begin)?.end ?? piece.begin))
        longest.set(piece.begin, piece);
    }
    const chain: Piece[] = [];
    for (let next = longest.get(0); next; next = longest.get(next.end)) chain.push(next);
    return chain;
  }

  async function pieces(key: string): Promise<readonly Blob[]> {
    const found = await attempt(async (cache) => {
      const blobs: Blob[] = [];
      for (const { url, begin, end } of chainOf(await urls(cache), key)) {
        const blob = await (await cache.match(url))?.blob();
        if (blob?.size !== end - begin) break;
        blobs.push(blob);
      }
      return blobs;
    });
    return found ?? [];
  }

  async function removeAll(isGone: (url: string) => boolean): Promise<void> {
    await attempt(async (cache) => {
      const gone = (await urls(cache)).filter(isGone);
      await Promise.all(gone.map((url) => cache.delete(url)));
    });
  }

  async function readModel(cache: Cache, url: string): Promise<KeptModel | null> {
    const text = await (await cache.match(url))?.text();
    try {
      return text === undefined ? null : readJson(Kept, text, 'A model that was kept');
    } catch {
      // Another version of the page may have kept it otherwise.
      return null;
    }
  }

  async function allModels(cache: Cache): Promise<readonly KeptModel[]> {
    const found = (await urls(cache)).filter((url) => url.startsWith(models));
    const all = await Promise.all(found.map((url) => readModel(cache, url)));
    return all.filter((model) => model !== null).sort((a, b) => b.date.localeCompare(a.date));
  }

  return {
    pieces,
    async keep(key, begin, piece) {
      const url = `${weightsOf(key)}${begin}-${begin + piece.size}`;
      const failed = await put(url, piece);
      if (failed) return failed;
      // What lies in the storage need not lie in memory, too.
      const kept = await attempt(async (cache) => (await cache.match(url))?.blob());
      return kept?.size === piece.size ? kept : 'refused';
    },
    checked: (key) =>
      attempt(async (cache) => (await (await cache.match(checkOf(key)))?.text()) ?? null),
    async check(key, sha256) {
      await put(checkOf(key), new Blob([sha256]));
    },
    drop: (key) => removeAll((url) => url.startsWith(weightsOf(key))),
    model: (link) => attempt((cache) => readModel(cache, modelOf(link))),
    keepModel: (model) => put(modelOf(model.link), new Blob([JSON.stringify(model)])),
    async list() {
      const found = await attempt(async (cache) => {
        const all = await urls(cache);
        return (await allModels(cache)).map(({ link, title, date, isWhole, weights }) => ({
          ...{ link, title, date, isWhole },
          bytes: weights.reduce((sum, { key }) => sum + (chainOf(all, key).at(-1)?.end ?? 0), 0),
          all: weights.reduce((sum, { bytes }) => sum + bytes, 0),
        }));
      });
      return found ?? [];
    },
    async remove(link) {
      await attempt(async (cache) => {
        const kept = await allModels(cache);
        const others = kept
          .filter((model) => model.link !== link)
          .flatMap(({ weights }) => weights);
        const needed = new Set(others.map(({ key }) => key));
        const own = kept.find((model) => model.link === link)?.weights ?? [];
        await cache.delete(modelOf(link));
        const gone = own.filter(({ key }) => !needed.has(key)).map(({ key }) => weightsOf(key));
        await removeAll((url) => gone.some((start) => url.startsWith(start)));
      });
    },
    clear: () => removeAll(() => true),
  };
}

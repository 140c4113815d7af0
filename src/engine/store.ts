/**
 * The models' files, kept by their content for the next visit, in the browser's Cache Storage.
 *
 * What is kept is only ever a help: a browser without the storage (plain http, some private windows),
 * or without room in it, loads as if there were nothing.
 */
import { allowed } from './allowed.ts';
import type { FileEntry } from './manifest.ts';

/** The list of the models' files, from the page's address. */
export const MANIFEST = 'models/manifest.json';

/** Pages in other folders of the same host have stores of their own. */
export const storeName = (base: URL): string => `sightlines models ${base.pathname}`;

export interface FileStore {
  /** The file with this content, if it is kept. */
  get(path: string, entry: FileEntry): Promise<Response | undefined>;
  /** Keeps a file that was checked. Never rejects. */
  put(path: string, entry: FileEntry, file: Blob): Promise<void>;
  /** Keeps the manifest at its own address, where the service worker finds it without a network. */
  putManifest(text: string): Promise<void>;
  /** Removes every file but these. Never rejects. */
  keepOnly(files: readonly (readonly [path: string, entry: FileEntry])[]): Promise<void>;
}

/** What is used of `CacheStorage`. */
export type Caches = Pick<CacheStorage, 'open'>;

/**
 * @param base the page's address.
 * @param caches undefined where the browser has none.
 */
export function createStore(
  base: URL,
  caches: Caches | undefined = allowed(() => globalThis.caches as CacheStorage | undefined),
): FileStore {
  let opened: Promise<Cache | null> | null = null;
  const cache = () => {
    opened ??= Promise.resolve(caches?.open(storeName(base))).then(
      (found) => found ?? null,
      () => null,
    );
    return opened;
  };
  const addressOf = (path: string, { sha256 }: FileEntry) =>
    new URL(`${path}?sha256=${sha256}`, base).href;

  /** Does what can be done; full or closed storage is no failure. */
  async function attempt<Value>(
    task: (cache: Cache) => Promise<Value>,
  ): Promise<Value | undefined> {
    try {
      const open = await cache();
      return open ? await task(open) : undefined;
    } catch {
      return undefined;
    }
  }

  return {
    get: (path, entry) => attempt((open) => open.match(addressOf(path, entry))),
    async put(path, entry, file) {
      await attempt((open) => open.put(addressOf(path, entry), new Response(file)));
    },
    async putManifest(text) {
      const headers = { 'content-type': 'application/json' };
      await attempt((open) =>
        open.put(new URL(MANIFEST, base).href, new Response(text, { headers })),
      );
    },
    async keepOnly(files) {
      const kept = new Set(files.map(([path, entry]) => addressOf(path, entry)));
      await attempt(async (open) => {
        const old = (await open.keys()).filter(
          ({ url }) => new URL(url).search !== '' && !kept.has(url),
        );
        await Promise.all(old.map((request) => open.delete(request)));
      });
    },
  };
}

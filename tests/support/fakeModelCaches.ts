/** The browser's Cache Storage in memory, as far as kept models use it: caches by their names. */
import type { Caches } from '../../src/engine/store.ts';

export interface FakeCaches extends Caches {
  /** The addresses of everything that is kept, by the cache's name. */
  readonly all: ReadonlyMap<string, ReadonlyMap<string, Blob>>;
  /** Bytes after which the disk is full. */
  room: number;
}

export function fakeModelCaches(room = Number.POSITIVE_INFINITY): FakeCaches {
  const all = new Map<string, Map<string, Blob>>();
  const urlOf = (request: RequestInfo | URL) =>
    request instanceof Request ? request.url : String(request);
  const taken = () =>
    [...all.values()]
      .flatMap((kept) => [...kept.values()])
      .reduce((sum, { size }) => sum + size, 0);

  const fake: FakeCaches = {
    ...{ all, room },
    async open(name) {
      if (!all.has(name)) all.set(name, new Map());
      const kept = all.get(name)!;
      const cache = {
        async match(request: RequestInfo | URL) {
          const body = kept.get(urlOf(request));
          return body && new Response(body);
        },
        async put(request: RequestInfo | URL, response: Response) {
          const body = await response.blob();
          if (taken() + body.size > fake.room)
            throw new DOMException('Full.', 'QuotaExceededError');
          kept.set(urlOf(request), body);
        },
        keys: async () => Array.from(kept.keys(), (url) => new Request(url)),
        delete: async (request: RequestInfo | URL) => kept.delete(urlOf(request)),
      };
      return cache as unknown as Cache;
    },
  };
  return fake;
}

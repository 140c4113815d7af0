/** The browser's Cache Storage, as far as the store uses it, in memory: one cache, whatever its name. */
import type { Caches } from '../../src/engine/store.ts';
import { BASE } from './server.ts';

/** @param put in place of keeping a response, such as for a disk that is full. */
export function fakeCaches(put?: () => Promise<void>): Caches & { paths(): string[] } {
  const kept = new Map<string, Blob>();
  const urlOf = (request: RequestInfo | URL) =>
    request instanceof Request ? request.url : String(request);
  const cache = {
    match: async (request: RequestInfo) => {
      const body = kept.get(urlOf(request));
      return body && new Response(body);
    },
    put: async (request: RequestInfo, response: Response) => {
      if (put) return put();
      kept.set(urlOf(request), await response.blob());
    },
    keys: async () => [...kept.keys()].map((url) => new Request(url)),
    delete: async (request: RequestInfo) => kept.delete(urlOf(request)),
  };
  return {
    open: async () => cache as unknown as Cache,
    paths: () => [...kept.keys()].map((url) => url.slice(BASE.href.length)),
  };
}

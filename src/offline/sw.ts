/**
 * The service worker: after the first visit the page works without a network.
 *
 * - Everything that the page consists of is kept when a version is installed, and served from there:
 *   an open page finds all of its parts for as long as it is open, also after a newer version has been
 *   published.
 * - The page itself comes from the network, so that a new visit gets the newest version and nothing
 *   else; only where the network is silent, from what is kept, which is one version as a whole.
 * - A new version waits until no page of the old one is open. A page of the new version that is the
 *   only one may ask it to take over.
 * - Catalogues of other languages are kept once they were asked for.
 * - Weights pass by: the page keeps them itself, by their content. Of their list the newest that can be
 *   had is served.
 */
import { clientsClaim, copyResponse } from 'workbox-core';
import {
  cleanupOutdatedCaches,
  getCacheKeyForURL,
  matchPrecache,
  type PrecacheEntry,
  precacheAndRoute,
} from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import { CacheFirst, NetworkFirst, NetworkOnly } from 'workbox-strategies';
import { MANIFEST, storeName } from '../engine/store.ts';
import { CATALOGUE, catalogueStore } from './catalogues.ts';
import { isTakeOver } from './messages.ts';

/** What is used of `ServiceWorkerGlobalScope`, whose types do not go together with a page's. */
interface Scope {
  readonly __WB_MANIFEST: (PrecacheEntry | string)[];
  readonly clients: { matchAll(options: object): Promise<readonly unknown[]> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'message', listener: (event: MessageEvent & Lasting) => void): void;
}

interface Lasting {
  waitUntil(work: Promise<unknown>): void;
}

declare const self: Scope;

/** A network that says nothing for so long counts as none. */
const SILENT_SECONDS = 4;

const home = new URL('./', location.href);
const pages = [home.pathname, new URL('index.html', home).pathname];

registerRoute(
  ({ request, url }) => request.mode === 'navigate' && pages.includes(url.pathname),
  new NetworkOnly({
    networkTimeoutSeconds: SILENT_SECONDS,
    plugins: [
      {
        // An older page from the browser's own cache would ask for parts that nobody keeps any more.
        requestWillFetch: async ({ request }) => new Request(request.url, { cache: 'no-cache' }),
        fetchDidSucceed: async ({ response }) => {
          if (!response.ok) throw new Error(`The page answered ${response.status}.`);
          return response.redirected ? copyResponse(response) : response;
        },
      },
      { handlerDidError: () => matchPrecache('index.html') },
    ],
  }),
);

registerRoute(
  ({ url }) => url.href === new URL(MANIFEST, home).href,
  new NetworkFirst({ cacheName: storeName(home), networkTimeoutSeconds: SILENT_SECONDS }),
);

registerRoute(
  ({ url }) => url.href.startsWith(new URL(`assets/${CATALOGUE}`, home).href),
  new CacheFirst({ cacheName: catalogueStore(home) }),
);

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
// From the first visit on; later ones are claimed already.
clientsClaim();

self.addEventListener('message', (event) => {
  if (!isTakeOver(event.data) || getCacheKeyForURL(event.data.program) === undefined) return;
  event.waitUntil(takeOverIfAlone());
});

/** Another open page may be of the old version, and lose its parts. */
async function takeOverIfAlone(): Promise<void> {
  const open = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (open.length === 1) await self.skipWaiting();
}

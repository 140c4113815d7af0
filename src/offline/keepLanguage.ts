/** Keeps the catalogues of the language that is read, for a visit without a network, and no others. */
import { addressesOf, restOf } from '../language/fetch.ts';
import { language } from '../language/language.ts';
import { catalogueStore } from './catalogues.ts';

/** @param base the page's address */
export async function keepLanguageOffline(base: URL): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const spoken = language();
  await restOf(spoken);
  const addresses = addressesOf(spoken);
  try {
    const store = await caches.open(catalogueStore(base));
    const kept = await store.keys();
    const stale = kept.filter(({ url }) => !addresses.includes(url));
    await Promise.all(stale.map((request) => store.delete(request)));
    const isKept = (address: string) => kept.some(({ url }) => url === address);
    await store.addAll(addresses.filter((address) => !isKept(address)));
  } catch {
    // Private windows and full disks may refuse: the language is then fetched at each visit.
  }
}

/**
 * Finds a model and says what it is, before its weights are fetched. Loads the families, and with them
 * TensorFlow.js: it is meant for a worker.
 */
import { openAddress } from './address.ts';
import type { Folder } from './folder.ts';
import type { Found } from './found.ts';
import { HUB, mayAsk } from './hosts.ts';
import { openHub } from './hub.ts';
import { type Inspected, inspect } from './inspect.ts';
import { keptFolder } from './keptFolder.ts';
import type { KeptModel, ModelCache } from './modelCache.ts';
import type { Network } from './network.ts';
import type { Note } from './notes.ts';
import { openPicked } from './pickedFiles.ts';
import { SourceError } from './refusals.ts';
import type { ModelSource } from './source.ts';
import { writeSourceLink } from './sourceLink.ts';

export interface LookUpOptions {
  readonly fetch: typeof fetch;
  readonly signal?: AbortSignal;
  /** The page's own address: beside the hub only its server is ever asked. */
  readonly page: URL;
  /** Where models are looked up by their ids; another server may have the hub's paths. */
  readonly hub?: URL;
  /** What is kept of earlier visits; nothing where it is left out. */
  readonly cache?: ModelCache | null;
  /** What the browser says of its device (`navigator.deviceMemory`), in GiB. */
  readonly deviceMemory?: number | undefined;
}

/**
 * @throws SourceError in a sentence that says why the model cannot be opened, and what would do; the signal's reason.
 */
export async function lookUp(source: ModelSource, options: LookUpOptions): Promise<Found> {
  const { hub = new URL(HUB), page, fetch, signal, cache = null, deviceMemory } = options;
  const network: Network = { fetch, signal, allows: (url) => mayAsk(url, page, hub) };
  const known = cache && (await keptWhole(source, cache, page));
  const found = await inspected(network, hub, source, known);
  return {
    ...found,
    bytes: { ...found.bytes, toFetch: await toFetch(found, cache) },
    notes: [...found.notes, ...tight(found, deviceMemory)],
  };
}

/** A folder of a model that was kept, with what is to be told of it. */
type Kept = { readonly model: KeptModel; folder(notes: readonly Note[]): Folder };

async function keptWhole(source: ModelSource, cache: ModelCache, page: URL): Promise<Kept | null> {
  if (source.from === 'files') return null;
  const model = await cache.model(writeSourceLink(source, page));
  if (!model?.isWhole) return null;
  for (const { key, bytes } of model.weights) {
    // The browser may have thrown away a part of what it held.
    const isThere = (await cache.checked(key)) !== null && (await keptBytes(cache, key)) === bytes;
    if (!isThere) return null;
  }
  return { model, folder: (notes) => keptFolder(model, cache, notes) };
}

const keptBytes = async (cache: ModelCache, key: string): Promise<number> =>
  (await cache.pieces(key)).reduce((sum, { size }) => sum + size, 0);

/** Refusals of a server that has the model, and does not give it now. */
const PASSING: readonly string[] = ['offline', 'stalled', 'cutOff', 'busy', 'server'];

async function inspected(
  network: Network,
  hub: URL,
  source: ModelSource,
  known: Kept | null,
): Promise<Inspected> {
  try {
    return await inspect(await open(network, hub, source, known), source);
  } catch (error) {
    const isPassing = error instanceof SourceError && PASSING.includes(error.refusal.code);
    if (!known || !isPassing || source.from === 'files') throw error;
    const { host } = source.from === 'hub' ? hub : new URL(source.url);
    return inspect(known.folder([{ code: 'kept', host, date: known.model.date }]), source);
  }
}

function open(
  network: Network,
  hub: URL,
  source: ModelSource,
  known: Kept | null,
): Promise<Folder> {
  switch (source.from) {
    case 'hub':
      return openHub(network, hub, source, (commit, notes) =>
        known?.model.commit === commit ? known.folder(notes) : null,
      );
    case 'address':
      return openAddress(network, source);
    case 'files':
      return openPicked(source);
  }
}

async function toFetch({ weights }: Inspected, cache: ModelCache | null): Promise<number> {
  const missing = weights.map(async ({ at, key, bytes }) => {
    if (typeof at !== 'string') return 0;
    return bytes - (key === null || !cache ? 0 : await keptBytes(cache, key));
  });
  return (await Promise.all(missing)).reduce((sum, bytes) => sum + bytes, 0);
}

/** Of a device's memory a page gets a part, which no browser tells. */
const tight = ({ memory }: Inspected, deviceMemory?: number): readonly Note[] =>
  deviceMemory !== undefined && memory > (deviceMemory * 2 ** 30) / 4
    ? [{ code: 'tight', memory }]
    : [];

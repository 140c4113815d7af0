/** Fetches the weights of a model that was found, and keeps them for the next visit. */

import { SHARD_INDEX } from '../../model/weights/shards.ts';
import { fetchWeights } from './fetchWeights.ts';
import type { WeightFile } from './folder.ts';
import type { Found } from './found.ts';
import { HUB, mayAsk } from './hosts.ts';
import type { KeptModel, ModelCache, NotKept } from './modelCache.ts';
import type { Network } from './network.ts';
import type { Note } from './notes.ts';
import { writeSourceLink } from './sourceLink.ts';
import type { TokenizerBlobs } from './tokenizerFiles.ts';

/** Everything that a model is made of. Blobs: they cross threads without a copy, and serve again when one has to be restarted. */
export interface CheckpointFiles {
  readonly config: Blob;
  readonly tokenizer: TokenizerBlobs;
  /** Which file has which tensor; null where there is one file. */
  readonly index: Blob | null;
  /** By their names, in which `index` speaks of them. */
  readonly weights: ReadonlyMap<string, Blob>;
  /** SHA-256 of each file of weights, in hexadecimal, of the bytes that are here. */
  readonly hashes: ReadonlyMap<string, string>;
  /** What is worth telling. */
  readonly notes: readonly Note[];
}

export interface FetchFilesOptions {
  readonly fetch: typeof fetch;
  readonly signal?: AbortSignal;
  /** The page's own address. */
  readonly page: URL;
  readonly hub?: URL;
  /** Null for none: weights stay in memory. */
  readonly cache: ModelCache | null;
  /** Called as bytes of the weights arrive, with how many of `found.bytes.all` are there. */
  onBytes(loaded: number): void;
}

/**
 * What has arrived of a download that breaks off is kept, and the next one goes on from there.
 *
 * @throws SourceError in a sentence that says what to do; the signal's reason.
 */
export async function fetchFiles(
  found: Found,
  options: FetchFilesOptions,
): Promise<CheckpointFiles> {
  const { hub = new URL(HUB), page, fetch, signal, cache, onBytes } = options;
  const network: Network = { fetch, signal, allows: (url) => mayAsk(url, page, hub) };
  const weights = new Map<string, Blob>();
  const hashes = new Map<string, string>();
  const model = await describe(found, page);
  let notKept: NotKept | null = null;
  if (cache && model && !(await isKept(cache, model))) notKept = await cache.keepModel(model);
  let before = 0;
  for (const file of found.weights) {
    const arrived = await fetchWeights(file, {
      ...{ network, cache },
      onBytes: (loaded) => onBytes(before + loaded),
    });
    before += file.bytes;
    weights.set(file.name, arrived.blob);
    hashes.set(file.name, arrived.sha256);
    notKept ??= arrived.notKept;
  }
  if (cache && model && !notKept) notKept = await cache.keepModel({ ...model, isWhole: true });
  return {
    ...found.files,
    ...{ weights, hashes },
    notes: [
      ...unchecked(found.weights),
      ...(notKept ? [{ code: 'notKept', why: notKept } as const] : []),
    ],
  };
}

/** Whether the same version is kept whole, so that it stays what can be opened without a network. */
async function isKept(cache: ModelCache, { link, commit }: KeptModel): Promise<boolean> {
  const kept = await cache.model(link);
  return kept?.isWhole === true && kept.commit === commit;
}

const unchecked = (files: readonly WeightFile[]): Note[] =>
  files
    .filter(({ at, sha256 }) => typeof at === 'string' && sha256 === null)
    .map(({ name }) => ({ code: 'unchecked', file: name }));

/** What is kept of a model beside its weights; null where its files have no names to be kept under. */
async function describe(found: Found, page: URL): Promise<KeptModel | null> {
  const { source, title, name, commit, files } = found;
  if (source.from === 'files') return null;
  const weights: KeptModel['weights'] = [];
  for (const { at, key, ...file } of found.weights) {
    if (typeof at !== 'string' || key === null) return null;
    weights.push({ ...file, at, key });
  }
  const small: (readonly [string, Blob])[] = [...files.tokenizer, ['config.json', files.config]];
  if (files.index) small.push([SHARD_INDEX, files.index]);
  const texts = small.map(async ([file, blob]) => [file, await blob.text()] as const);
  return {
    ...{ link: writeSourceLink(source, page), title, name, commit, weights },
    at: source.from === 'hub' ? source.id : source.url,
    date: new Date().toISOString(),
    isWhole: false,
    files: Object.fromEntries(await Promise.all(texts)),
  };
}

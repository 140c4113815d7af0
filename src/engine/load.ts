/**
 * Fetches both checkpoints, each by itself, with progress in bytes, and checks every file against the
 * manifest.
 *
 * Files are kept as Blobs: they cross to the worker without a copy, lie outside the page's heap, and
 * serve again when the worker has to be restarted.
 */
import { msg } from '#say';
import { SIDES, type Side } from '../text/token.ts';
import { timed, verified } from './download.ts';
import { Failure } from './failure.ts';
import {
  type FileEntry,
  type FileName,
  type Manifest,
  parseManifest,
  WEIGHTS,
} from './manifest.ts';
import type { Bytes } from './protocol.ts';
import { SHIPPED } from './shipped.ts';
import { type FileStore, MANIFEST } from './store.ts';
import { inTurn } from './turns.ts';

export interface TokenizerFiles {
  readonly tokenizer: Blob;
  readonly tokenizerConfig: Blob;
}

/** Everything that the worker needs to run one model. */
export interface ModelFiles extends TokenizerFiles {
  readonly config: Blob;
  readonly weights: Blob;
  /** SHA-256, in hexadecimal. */
  readonly hashes: { readonly weights: string; readonly tokenizer: string };
}

export type Progress = Readonly<Record<Side, Bytes>>;

export interface LoaderOptions {
  /** The page's address: the files lie in `models/` beside it. */
  readonly base: URL;
  readonly fetch: typeof fetch;
  readonly store: FileStore;
  /** Called with the text of the models' list, each time that it has been fetched and is one. */
  onManifest?(text: string): void;
  /** Called whenever another hundredth of a model has arrived. */
  onProgress(progress: Progress): void;
}

export interface Loader {
  /**
   * Fetches what is missing, both models at once. Files that are already good are not fetched again,
   * and those on their way go on.
   *
   * Each promise rejects with a Failure: offline, missing, truncated, corrupt or timeout.
   */
  load(): Readonly<Record<Side, Promise<ModelFiles>>>;
  /** Stops every download. */
  abort(): void;
}

/** Of the shipped pair the right model has the left one's tokenizer. */
const TOKENIZER = ['tokenizer.json', 'tokenizer_config.json'] as const;
const FILES: Readonly<Record<Side, readonly FileName[]>> = {
  left: ['config.json', ...TOKENIZER, WEIGHTS],
  right: ['config.json', WEIGHTS],
};

export function createLoader({
  base,
  fetch,
  store,
  onManifest,
  onProgress,
}: LoaderOptions): Loader {
  const aborter = new AbortController();
  /** By path and hash; a download that failed is taken out again. */
  const downloads = new Map<string, { readonly file: Promise<Blob>; loaded: number }>();

  async function request(path: string, cache: RequestCache): Promise<Response> {
    const response = await timed(
      fetch(new URL(path, base), { cache, signal: aborter.signal }).catch(() => {
        throw new Failure(
          'offline',
          msg`The models could not be fetched: check your connection, then press Retry.`,
        );
      }),
      path,
    );
    if (!response.ok) {
      throw new Failure(
        'missing',
        msg`The server answered ${response.status} for ${path}: the models belong beside the page, in the folder "models".`,
      );
    }
    // Hosts of single-page apps answer with the page itself, and 200, for a file they do not have.
    if (response.headers.get('content-type')?.includes('text/html')) {
      throw new Failure(
        'missing',
        msg`The server sent a web page in place of ${path}: the models belong beside the page, in the folder "models".`,
      );
    }
    return response;
  }

  async function fetchManifest(): Promise<Manifest> {
    const response = await request(MANIFEST, 'no-cache');
    try {
      const text = await timed(response.text(), MANIFEST);
      const manifest = parseManifest(text);
      void store.putManifest(text);
      onManifest?.(text);
      return manifest;
    } catch (error) {
      if (error instanceof Failure) throw error;
      throw new Failure(
        'corrupt',
        msg`${MANIFEST} does not list the models' files: press Retry, or publish the folder "models" again.`,
      );
    }
  }

  /** What was kept of an earlier visit; null where that is nothing, or no longer what it was. */
  async function kept(
    path: string,
    entry: FileEntry,
    onBytes: (loaded: number) => void,
  ): Promise<Blob | null> {
    const response = await store.get(path, entry);
    return response ? verified(response, path, entry, onBytes).catch(() => null) : null;
  }

  async function download(
    path: string,
    entry: FileEntry,
    onBytes: (loaded: number) => void,
  ): Promise<Blob> {
    const fetched = async (cache: RequestCache) => {
      onBytes(0);
      return verified(await request(path, cache), path, entry, onBytes);
    };
    try {
      return await fetched('default');
    } catch (error) {
      // A stale or broken copy in the browser's cache is passed over once before it counts as a failure.
      const broken =
        error instanceof Failure && (error.code === 'truncated' || error.code === 'corrupt');
      if (!broken || aborter.signal.aborted) throw error;
      return fetched('reload');
    }
  }

  async function keptOrDownloaded(
    path: string,
    entry: FileEntry,
    onBytes: (loaded: number) => void,
  ): Promise<Blob> {
    const present = await kept(path, entry, onBytes);
    if (present) return present;
    return new Promise((resolve, reject) => {
      const fetched = inTurn(`${MANIFEST} ${path} ${entry.sha256}`, async () => {
        // Another page may have fetched it while this one waited for its turn.
        const file = (await kept(path, entry, onBytes)) ?? (await download(path, entry, onBytes));
        resolve(file);
        // The next page finds it only once it is kept.
        await store.put(path, entry, file);
      });
      fetched.catch(reject);
    });
  }

  /** The files of one version of both models. */
  function filesOf(manifest: Manifest) {
    const reported = { left: -1, right: -1 };
    const entryOf = (side: Side, name: FileName) => manifest[SHIPPED[side].folder][name];
    const pathOf = (side: Side, name: FileName) => `models/${SHIPPED[side].folder}/${name}`;
    const key = (side: Side, name: FileName) =>
      `${pathOf(side, name)} ${entryOf(side, name).sha256}`;

    function progressOf(side: Side): Bytes {
      let loaded = 0;
      let total = 0;
      for (const name of FILES[side]) {
        loaded += downloads.get(key(side, name))?.loaded ?? 0;
        total += entryOf(side, name).bytes;
      }
      return { loaded, total };
    }

    function report(): void {
      const progress = { left: progressOf('left'), right: progressOf('right') };
      const hundredth = ({ loaded, total }: Bytes) => Math.floor((100 * loaded) / total);
      const now = { left: hundredth(progress.left), right: hundredth(progress.right) };
      if (now.left === reported.left && now.right === reported.right) return;
      Object.assign(reported, now);
      onProgress(progress);
    }

    function file(side: Side, name: FileName): Promise<Blob> {
      const id = key(side, name);
      const present = downloads.get(id);
      if (present) return present.file;
      const record = {
        loaded: 0,
        file: Promise.resolve().then(() =>
          keptOrDownloaded(pathOf(side, name), entryOf(side, name), (loaded) => {
            record.loaded = loaded;
            report();
          }),
        ),
      };
      downloads.set(id, record);
      record.file.catch(() => downloads.delete(id));
      return record.file;
    }

    async function filesFor(side: Side): Promise<ModelFiles> {
      const [tokenizer, tokenizerConfig, config, weights] = await Promise.all([
        file('left', 'tokenizer.json'),
        file('left', 'tokenizer_config.json'),
        file(side, 'config.json'),
        file(side, WEIGHTS),
      ]);
      const hashes = {
        weights: entryOf(side, WEIGHTS).sha256,
        tokenizer: entryOf('left', 'tokenizer.json').sha256,
      };
      return { tokenizer, tokenizerConfig, config, weights, hashes };
    }

    const all = SIDES.flatMap((side) =>
      FILES[side].map((name) => [pathOf(side, name), entryOf(side, name)] as const),
    );
    return { filesFor, all };
  }

  return {
    load() {
      const files = fetchManifest().then(filesOf);
      const arriving = async (side: Side) => (await files).filesFor(side);
      const models = { left: arriving('left'), right: arriving('right') };
      Promise.all([models.left, models.right]).then(
        async () => store.keepOnly((await files).all),
        // Whoever asked for the model hears of it; old files stay until all new ones are there.
        () => undefined,
      );
      return models;
    },
    abort: () => aborter.abort(),
  };
}

/**
 * Fetches both checkpoints with progress in bytes and checks every file against the manifest.
 *
 * Files are kept as Blobs: they cross to the worker without a copy, lie outside the page's heap, and
 * serve again when the worker has to be restarted.
 */
import type { ModelName } from '../text/token.ts';
import { Failure } from './failure.ts';
import {
  type FileEntry,
  type FileName,
  FOLDERS,
  type Manifest,
  parseManifest,
  WEIGHTS,
} from './manifest.ts';
import type { Bytes, WeightHashes } from './protocol.ts';

/** The files of one model that the engine reads. */
export interface ModelFiles {
  readonly config: Blob;
  readonly weights: Blob;
}

/** Everything that the worker needs; the tokenizer is one for both models. */
export interface EngineFiles {
  readonly bert: ModelFiles;
  readonly gpt: ModelFiles;
  readonly tokenizer: Blob;
  readonly tokenizerConfig: Blob;
  readonly hashes: WeightHashes;
}

export type Progress = Readonly<Record<ModelName, Bytes>>;

export interface LoaderOptions {
  /** The page's address: the files lie in `models/` beside it. */
  readonly base: URL;
  readonly fetch: typeof fetch;
  /** Called whenever another hundredth of a model has arrived. */
  onProgress(progress: Progress): void;
}

export interface Loader {
  /**
   * Fetches what is missing. Files that are already good are not fetched again.
   *
   * @throws Failure offline, missing, truncated, corrupt or timeout.
   */
  load(): Promise<EngineFiles>;
  /** Stops every download. */
  abort(): void;
}

/** Without a byte for this long a download counts as stuck. */
const STALLED_MS = 30_000;

const FILES: Readonly<Record<ModelName, readonly FileName[]>> = {
  bert: ['config.json', 'tokenizer.json', 'tokenizer_config.json', WEIGHTS],
  gpt: ['config.json', WEIGHTS],
};

export function createLoader({ base, fetch, onProgress }: LoaderOptions): Loader {
  const aborter = new AbortController();
  /** By path and hash; a download that failed is taken out again. */
  const downloads = new Map<string, { readonly file: Promise<Blob>; loaded: number }>();

  async function request(path: string, cache: RequestCache): Promise<Response> {
    const response = await timed(
      fetch(new URL(path, base), { cache, signal: aborter.signal }).catch(() => {
        throw new Failure(
          'offline',
          'The models could not be fetched: check your connection, then press Retry.',
        );
      }),
      path,
    );
    if (!response.ok) {
      throw new Failure(
        'missing',
        `The server answered ${response.status} for ${path}: the models belong beside the page, in the folder "models".`,
      );
    }
    // Hosts of single-page apps answer with the page itself, and 200, for a file they do not have.
    if (response.headers.get('content-type')?.includes('text/html')) {
      throw new Failure(
        'missing',
        `The server sent a web page in place of ${path}: the models belong beside the page, in the folder "models".`,
      );
    }
    return response;
  }

  async function fetchManifest(): Promise<Manifest> {
    const path = 'models/manifest.json';
    const response = await request(path, 'no-cache');
    try {
      return parseManifest(await timed(response.text(), path));
    } catch (error) {
      if (error instanceof Failure) throw error;
      throw new Failure(
        'corrupt',
        `${path} does not list the models' files: press Retry, or publish the folder "models" again.`,
      );
    }
  }

  async function download(
    path: string,
    entry: FileEntry,
    cache: RequestCache,
    onBytes: (loaded: number) => void,
  ): Promise<Blob> {
    onBytes(0);
    const response = await request(path, cache);
    const body = await readBody(response, path, entry.bytes, onBytes);
    const hash = await sha256(body);
    if (hash !== null && hash !== entry.sha256) throw corrupt(path);
    return new Blob([body]);
  }

  /** A stale or broken copy in the browser's cache is passed over once before it counts as a failure. */
  async function downloadPastCache(
    path: string,
    entry: FileEntry,
    onBytes: (loaded: number) => void,
  ): Promise<Blob> {
    try {
      return await download(path, entry, 'default', onBytes);
    } catch (error) {
      const broken =
        error instanceof Failure && (error.code === 'truncated' || error.code === 'corrupt');
      if (!broken || aborter.signal.aborted) throw error;
      return download(path, entry, 'reload', onBytes);
    }
  }

  async function load(): Promise<EngineFiles> {
    const manifest = await fetchManifest();
    const reported = { bert: -1, gpt: -1 };

    const key = (model: ModelName, name: FileName) =>
      `${FOLDERS[model]}/${name} ${manifest[FOLDERS[model]][name].sha256}`;

    function progressOf(model: ModelName): Bytes {
      let loaded = 0;
      let total = 0;
      for (const name of FILES[model]) {
        loaded += downloads.get(key(model, name))?.loaded ?? 0;
        total += manifest[FOLDERS[model]][name].bytes;
      }
      return { loaded, total };
    }

    function report(): void {
      const progress = { bert: progressOf('bert'), gpt: progressOf('gpt') };
      const hundredth = ({ loaded, total }: Bytes) => Math.floor((100 * loaded) / total);
      const now = { bert: hundredth(progress.bert), gpt: hundredth(progress.gpt) };
      if (now.bert === reported.bert && now.gpt === reported.gpt) return;
      Object.assign(reported, now);
      onProgress(progress);
    }

    function file(model: ModelName, name: FileName): Promise<Blob> {
      const id = key(model, name);
      const present = downloads.get(id);
      if (present) return present.file;
      const path = `models/${FOLDERS[model]}/${name}`;
      const entry = manifest[FOLDERS[model]][name];
      const record = {
        loaded: 0,
        file: Promise.resolve().then(() =>
          downloadPastCache(path, entry, (loaded) => {
            record.loaded = loaded;
            report();
          }),
        ),
      };
      downloads.set(id, record);
      record.file.catch(() => downloads.delete(id));
      return record.file;
    }

    const [tokenizer, tokenizerConfig, bertConfig, bertWeights, gptConfig, gptWeights] =
      await Promise.all([
        file('bert', 'tokenizer.json'),
        file('bert', 'tokenizer_config.json'),
        file('bert', 'config.json'),
        file('bert', WEIGHTS),
        file('gpt', 'config.json'),
        file('gpt', WEIGHTS),
      ]);
    return {
      bert: { config: bertConfig, weights: bertWeights },
      gpt: { config: gptConfig, weights: gptWeights },
      tokenizer,
      tokenizerConfig,
      hashes: {
        bert: manifest['mini-bert'][WEIGHTS].sha256,
        gpt: manifest['mini-gpt'][WEIGHTS].sha256,
      },
    };
  }

  return { load, abort: () => aborter.abort() };
}

async function readBody(
  response: Response,
  path: string,
  bytes: number,
  onBytes: (loaded: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const body = new Uint8Array(bytes);
  const reader = response.body?.getReader();
  let loaded = 0;
  try {
    while (reader) {
      const { done, value } = await timed(reader.read(), path);
      if (done) break;
      if (loaded + value.length > bytes) throw corrupt(path);
      body.set(value, loaded);
      loaded += value.length;
      onBytes(loaded);
    }
  } catch (error) {
    void reader?.cancel().catch(() => undefined);
    // Anything else is the connection breaking off in the middle of the body.
    if (error instanceof Failure) throw error;
  }
  if (loaded < bytes) {
    throw new Failure(
      'truncated',
      `Only ${loaded} of ${bytes} bytes of ${path} arrived: check your connection, then press Retry.`,
    );
  }
  return body;
}

/** @throws Failure timeout when nothing happens for {@link STALLED_MS}. */
async function timed<Value>(work: Promise<Value>, path: string): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stalled = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new Failure(
            'timeout',
            `No byte of ${path} arrived for ${STALLED_MS / 1000} seconds: check your connection, then press Retry.`,
          ),
        ),
      STALLED_MS,
    );
  });
  try {
    return await Promise.race([work, stalled]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Hexadecimal SHA-256, or null where the browser has no `crypto.subtle`: on plain-http pages other
 * than localhost. There the length, checked before, is all that guards against a damaged file.
 */
async function sha256(body: Uint8Array<ArrayBuffer>): Promise<string | null> {
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (!subtle) return null;
  const digest = new Uint8Array(await subtle.digest('SHA-256', body));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function corrupt(path: string): Failure {
  return new Failure(
    'corrupt',
    `${path} is not the file that was published with this page: press Retry, and reload the page if that does not help.`,
  );
}

/** One file from the network or the browser's store, checked against its length and its SHA-256. */
import { msg } from '#say';
import { Failure } from './failure.ts';
import type { FileEntry } from './manifest.ts';

/** Without a byte for this long a download counts as stuck. */
const STALLED_MS = 30_000;

/**
 * The body of an answer, once all of it has arrived and is what the manifest says.
 *
 * @throws Failure truncated, corrupt or timeout.
 */
export async function verified(
  response: Response,
  path: string,
  entry: FileEntry,
  onBytes: (loaded: number) => void,
): Promise<Blob> {
  const body = await readBody(response, path, entry.bytes, onBytes);
  const hash = await sha256(body);
  if (hash !== null && hash !== entry.sha256) throw corrupt(path);
  return new Blob([body]);
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
      msg`Only ${loaded} of ${bytes} bytes of ${path} arrived: check your connection, then press Retry.`,
    );
  }
  return body;
}

/** @throws Failure timeout when nothing happens for {@link STALLED_MS}. */
export async function timed<Value>(work: Promise<Value>, path: string): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stalled = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new Failure(
            'timeout',
            msg`No byte of ${path} arrived for ${STALLED_MS / 1000} seconds: check your connection, then press Retry.`,
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
    msg`${path} is not the file that was published with this page: press Retry, and reload the page if that does not help.`,
  );
}

/** The bytes of an answer as they arrive, and whole where they are few. */
import { isPointer, isWebPage } from './looksLike.ts';
import { inTime, type Network } from './network.ts';
import { SourceError } from './refusals.ts';

/** The connection broke off in the middle of a body. */
export class BrokenOff extends Error {
  override readonly name = 'BrokenOff';
}

/**
 * The body in the pieces in which it arrives. Whoever stops reading ends the download.
 *
 * @throws BrokenOff; SourceError stalled; the signal's reason.
 */
export async function* arriving(
  network: Network,
  response: Response,
  file: string,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = response.body?.getReader();
  if (!reader) return;
  let isWhole = false;
  try {
    for (;;) {
      const next = reader.read().catch((cause: unknown) => {
        network.signal?.throwIfAborted();
        throw new BrokenOff(String(cause), { cause });
      });
      const { done, value } = await inTime(network, next, file);
      isWhole = done;
      if (done) return;
      yield value;
    }
  } finally {
    if (!isWhole) void reader.cancel().catch(() => undefined);
  }
}

export function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/**
 * All of a small file.
 *
 * @param most bytes: what is longer is not read further.
 * @throws SourceError tooLong, cutOff, stalled; the signal's reason.
 */
export async function whole(
  network: Network,
  response: Response,
  file: string,
  most: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let loaded = 0;
  try {
    for await (const chunk of arriving(network, response, file)) {
      loaded += chunk.length;
      if (loaded > most) throw new SourceError({ code: 'tooLong', file, most });
      chunks.push(chunk);
    }
  } catch (cause) {
    if (!(cause instanceof BrokenOff)) throw cause;
    throw new SourceError({ code: 'cutOff', file, loaded, bytes: null, goesOn: false }, { cause });
  }
  return joined(chunks);
}

/** @throws SourceError when a file's beginning shows that something else was sent in its place. */
export function requireFile(start: Uint8Array, file: string): void {
  if (isPointer(start)) throw new SourceError({ code: 'pointer', file });
  if (isWebPage(start)) throw new SourceError({ code: 'webPage', file });
}

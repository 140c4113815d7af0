/** SHA-256 of a file of the reader's disk, made in a thread of its own: of hundreds of megabytes it takes seconds. */
import { hashStream } from './hashStream.ts';
import type { HashTold } from './hashWorker.ts';

export interface HashOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called with how many bytes have been read. */
  onBytes?(read: number): void;
}

/** @returns in hexadecimal; null where the file has changed or gone. @throws the signal's reason. */
export async function hashFile(
  file: Blob,
  { signal, onBytes = () => undefined }: HashOptions = {},
): Promise<string | null> {
  signal?.throwIfAborted();
  const worker = typeof Worker === 'undefined' ? null : startWorker();
  if (!worker) return hashHere(file, { signal, onBytes });
  return new Promise<string | null>((resolve, reject) => {
    const giveUp = () => reject(signal?.reason);
    signal?.addEventListener('abort', giveUp, { once: true });
    worker.onmessage = ({ data }: MessageEvent<HashTold>) => {
      if ('read' in data) onBytes(data.read);
      else resolve(data.sha256);
    };
    // Where no worker may be started it is done here.
    worker.onerror = () => resolve(hashHere(file, { signal, onBytes }));
    worker.postMessage(file);
  }).finally(() => worker.terminate());
}

function startWorker(): Worker | null {
  try {
    return new Worker(new URL('./hashWorker.ts', import.meta.url), { type: 'module' });
  } catch {
    return null;
  }
}

async function hashHere(file: Blob, { signal, onBytes }: HashOptions): Promise<string | null> {
  const read = hashStream(file, (count) => {
    onBytes?.(count);
    signal?.throwIfAborted();
  });
  return read.catch(() => {
    signal?.throwIfAborted();
    return null;
  });
}

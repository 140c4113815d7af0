/** A worker of its own that hashes one file: neither what draws nor what computes waits for it. */
import { hashStream } from './hashStream.ts';

/** What it says of the file that it was given. */
export type HashTold = { readonly read: number } | { readonly sha256: string | null };

const tell = (told: HashTold) => postMessage(told);

addEventListener('message', async ({ data }: MessageEvent<Blob>) => {
  tell({ sha256: await hashStream(data, (read) => tell({ read })).catch(() => null) });
});

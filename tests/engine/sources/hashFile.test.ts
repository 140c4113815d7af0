/** SHA-256 of a file of the reader's disk: the same as any other program's, bit by bit, and given up at once. */
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { hashFile } from '../../../src/engine/sources/hashFile.ts';

const BYTES = Uint8Array.from({ length: 300_001 }, (_, at) => (at * 7919) % 251);

it('is that of all bytes, and tells how many have been read', async () => {
  const read: number[] = [];
  const hash = await hashFile(new Blob([BYTES]), { onBytes: (count) => read.push(count) });
  expect(hash).toBe(createHash('sha256').update(BYTES).digest('hex'));
  expect(read.at(-1)).toBe(BYTES.length);
  expect(read).toEqual(read.toSorted((a, b) => a - b));
});

it('is none of a file that can be read no longer', async () => {
  const gone = Object.assign(new Blob([BYTES]), {
    stream: () => new ReadableStream({ start: (to) => to.error(new Error('gone')) }),
  });
  expect(await hashFile(gone)).toBeNull();
});

it('ends with the reason for which it is given up', async () => {
  const abort = new AbortController();
  const hash = hashFile(new Blob([BYTES]), {
    signal: abort.signal,
    onBytes: () => abort.abort(new Error('Given up.')),
  });
  await expect(hash).rejects.toThrow('Given up.');
  await expect(hashFile(new Blob([]), { signal: abort.signal })).rejects.toThrow('Given up.');
});

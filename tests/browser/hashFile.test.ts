/** A file is hashed in a thread of its own, which ends with it. */
import { afterEach, expect, it, vi } from 'vitest';
import { hashFile } from '../../src/engine/sources/hashFile.ts';

const BYTES = Uint8Array.from({ length: 3_000_001 }, (_, at) => (at * 7919) % 251);

afterEach(() => vi.restoreAllMocks());

it('is hashed in a worker that is ended then, as the browser hashes it', async () => {
  const ended = vi.spyOn(Worker.prototype, 'terminate');
  const here = vi.spyOn(Blob.prototype, 'stream');
  const read: number[] = [];
  const hash = await hashFile(new Blob([BYTES]), { onBytes: (count) => read.push(count) });
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', BYTES));
  expect(hash).toBe(Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join(''));
  expect(read.at(-1)).toBe(BYTES.length);
  expect(here).not.toHaveBeenCalled();
  expect(ended).toHaveBeenCalledOnce();
});

it('is given up at once, and its worker with it', async () => {
  const ended = vi.spyOn(Worker.prototype, 'terminate');
  const abort = new AbortController();
  const hash = hashFile(new Blob([BYTES]), { signal: abort.signal });
  abort.abort(new Error('Given up.'));
  await expect(hash).rejects.toThrow('Given up.');
  expect(ended).toHaveBeenCalledOnce();
});

it('is hashed here where no worker may be started', async () => {
  vi.stubGlobal(
    'Worker',
    class {
      constructor() {
        throw new DOMException('Not allowed.', 'SecurityError');
      }
    },
  );
  const hash = await hashFile(new Blob(['abc']));
  vi.unstubAllGlobals();
  // FIPS 180-2, appendix B.1.
  expect(hash).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

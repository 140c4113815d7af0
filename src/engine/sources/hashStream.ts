/** SHA-256 of a file, read bit by bit: it is never held whole. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/**
 * @param onBytes called with how many bytes have been read
 * @returns in hexadecimal
 * @throws whatever reading throws, where the file has changed or gone; what `onBytes` throws.
 */
export async function hashStream(file: Blob, onBytes: (read: number) => void): Promise<string> {
  const hash = sha256.create();
  const reader = file.stream().getReader();
  let read = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return bytesToHex(hash.digest());
    hash.update(value);
    read += value.length;
    onBytes(read);
  }
}

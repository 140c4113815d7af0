/** Arrays of a file as they lie there, and their values as singles. */
import { msg } from '#say';
import { decodeHalves } from '../../../model/weights/half.ts';
import { DumpError } from './dumpError.ts';

export type Dtype = 'F64' | 'F32' | 'F16' | 'BF16' | 'U8';

/** Bytes of a value. */
export const BYTES: Readonly<Record<Dtype, number>> = { F64: 8, F32: 4, F16: 2, BF16: 2, U8: 1 };

export interface DumpArray {
  readonly name: string;
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  /** Bytes of the array, row-major and little-endian, from `begin` to before `end`. */
  bytes(begin: number, end: number): Promise<Uint8Array>;
}

/** What a file says, however it is written. */
export interface DumpFile {
  readonly arrays: readonly DumpArray[];
  /** What is not an array, by name: strings, lists and numbers, nothing of which is checked yet. */
  readonly said: ReadonlyMap<string, unknown>;
  /** Names of what cannot be read, or is none of these. */
  readonly other: readonly string[];
}

/** @throws DumpError when a file has shrunk or gone since it was opened. */
export async function bytesOf(file: Blob, begin: number, end: number): Promise<Uint8Array> {
  const buffer = await file
    .slice(begin, end)
    .arrayBuffer()
    .catch(() => null);
  if (buffer?.byteLength === end - begin) return new Uint8Array(buffer);
  throw new DumpError(msg`The file has changed since it was opened: open it again.`);
}

/** Values as singles; bytes of U8 are parts of 255. */
export function decode(dtype: Dtype, bytes: Uint8Array): Float32Array {
  if (dtype === 'U8') return Float32Array.from(bytes, (byte) => byte / 255);
  // A copy, because a view would have to be aligned.
  const { buffer } = bytes.byteOffset % BYTES[dtype] === 0 ? bytes : bytes.slice();
  const start = buffer === bytes.buffer ? bytes.byteOffset : 0;
  const count = bytes.byteLength / BYTES[dtype];
  switch (dtype) {
    case 'F64':
      return Float32Array.from(new Float64Array(buffer, start, count));
    case 'F32':
      return new Float32Array(buffer, start, count);
    case 'F16':
      return decodeHalves(new Uint16Array(buffer, start, count));
    case 'BF16': {
      // The upper half of a single.
      const singles = new Uint32Array(count);
      const halves = new Uint16Array(buffer, start, count);
      for (let at = 0; at < count; at++) singles[at] = halves[at]! << 16;
      return new Float32Array(singles.buffer);
    }
  }
}

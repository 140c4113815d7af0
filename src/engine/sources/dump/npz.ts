/**
 * Attention in an `.npz` file, as `np.savez` and `np.savez_compressed` write it: a ZIP of `.npy` files. It is
 * unpacked in pieces, so that no more is ever unpacked than is allowed, whatever the file says of itself.
 */

import { Unzip, type UnzipFile, UnzipInflate } from 'fflate';
import { msg } from '#say';
import { listed } from '../plain.ts';
import { bytesOf, type DumpArray, type DumpFile } from './arrays.ts';
import { DumpError } from './dumpError.ts';
import { isAttention } from './layers.ts';
import { ARRAYS, UNPACKED } from './limits.ts';
import { readNpy } from './npy.ts';

/** Packed bytes at a time, of which at most a thousand times as many can come. */
const PIECE = 2 ** 14;

/** Bytes of the file that are read at a time. */
const STRETCH = 2 ** 22;

/** What a person can do about a file that is too large for this format. */
const INSTEAD = msg`write a safetensors file, of which a head at a time is read`;

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

/** What is packed, by name. @throws DumpError when it is no ZIP, broken, or too large. */
async function unpacked(file: Blob): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  let size = 0;
  let open = 0;
  const start = (entry: UnzipFile) => {
    if (entry.name.endsWith('data.pkl')) {
      throw new DumpError(
        msg`The file was written by torch.save, which can hold programs and is never opened: write it with save_file of the safetensors package.`,
      );
    }
    if (files.has(entry.name)) {
      throw new DumpError(
        msg`The file holds two arrays of one name: write it again with np.savez.`,
      );
    }
    if (files.size >= ARRAYS) {
      throw new DumpError(msg`The file has more than ${ARRAYS} arrays: write one for each layer.`);
    }
    const chunks: Uint8Array[] = [];
    files.set(entry.name, new Uint8Array());
    open++;
    entry.ondata = (error, chunk, final) => {
      if (error) throw error;
      size += chunk.byteLength;
      if (size > UNPACKED) {
        throw new DumpError(
          msg`The file holds more than ${UNPACKED / 2 ** 20} MB once it is unpacked: ${INSTEAD}.`,
        );
      }
      chunks.push(chunk.slice());
      if (!final) return;
      files.set(entry.name, joined(chunks));
      open--;
    };
    entry.start();
  };
  const unzip = new Unzip(start);
  unzip.register(UnzipInflate);
  try {
    for (let at = 0; at < file.size; at += STRETCH) {
      const stretch = await bytesOf(file, at, Math.min(file.size, at + STRETCH));
      for (let from = 0; from < stretch.byteLength; from += PIECE) {
        const isLast = at + from + PIECE >= file.size;
        unzip.push(stretch.subarray(from, from + PIECE), isLast);
      }
    }
  } catch (cause) {
    if (cause instanceof DumpError) throw cause;
    open = -1;
  }
  if (open !== 0) {
    throw new DumpError(
      msg`The file is a ZIP that is cut short or broken: write it again with np.savez.`,
    );
  }
  return files;
}

/** @throws DumpError when it is not what `np.savez` writes. */
export async function readNpz(file: Blob): Promise<DumpFile> {
  if (file.size > UNPACKED) {
    throw new DumpError(
      msg`The file has ${Math.ceil(file.size / 2 ** 20)} MB, and of an .npz at most ${UNPACKED / 2 ** 20} are read: ${INSTEAD}.`,
    );
  }
  const arrays: DumpArray[] = [];
  const said = new Map<string, unknown>();
  const other: string[] = [];
  const files = await unpacked(file);
  if (![...files.keys()].some((path) => path.endsWith('.npy'))) {
    throw new DumpError(
      files.size === 0
        ? msg`The file is a ZIP with nothing in it, or a broken one: write it again with np.savez.`
        : msg`The file is a ZIP of ${listed([...files.keys()])}, not of NumPy arrays: write an .npz with np.savez, or unpack it where it holds a model.`,
    );
  }
  for (const [path, bytes] of files) {
    const name = path.replace(/\.npy$/, '');
    if (name === path) {
      other.push(path);
      continue;
    }
    const read = readNpy(name, bytes, isAttention(name));
    if ('array' in read) arrays.push(read.array);
    else if ('value' in read) said.set(name, read.value);
    else other.push(name);
  }
  return { arrays, said, other };
}

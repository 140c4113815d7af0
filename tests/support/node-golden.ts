/** The shipped models and the golden fixtures from the disk. */
import { readFile } from 'node:fs/promises';
import type { GoldenFiles } from './golden.ts';

export const nodeFiles: GoldenFiles = {
  json: async (path) => JSON.parse(await readFile(path, 'utf8')),
  bytes: async (path) => {
    const { buffer, byteOffset, byteLength } = await readFile(path);
    return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
  },
};

/** The shipped models and the golden fixtures from the disk, and the backends that run under Node. */
import { readFile } from 'node:fs/promises';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { registerWasmKernels } from '../../src/model/kernels/wasm.ts';
import type { GoldenFiles } from './golden.ts';

export const nodeFiles: GoldenFiles = {
  json: async (path) => JSON.parse(await readFile(path, 'utf8')),
  bytes: async (path) => {
    const { buffer, byteOffset, byteLength } = await readFile(path);
    return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
  },
};

export async function useBackend(name: 'cpu' | 'wasm'): Promise<void> {
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths('node_modules/@tensorflow/tfjs-backend-wasm/wasm-out/');
  if (name === 'wasm') await registerWasmKernels();
  await tf.setBackend(name);
  await tf.ready();
}

/**
 * The shipped models in Node, read from `public/models`: for what is made before the page is published,
 * and for tests. On WASM, which is what most readers get, and many times faster than plain JavaScript.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { parseManifest, WEIGHTS } from '../engine/manifest.ts';
import type { WeightHashes } from '../engine/protocol.ts';
import {
  type FullSession,
  openSession,
  type Pair,
  readModel,
  readTokenizer,
} from '../engine/session.ts';
import { SHIPPED } from '../engine/shipped.ts';
import { registerWasmKernels } from '../model/kernels/wasm.ts';
import type { Side } from '../text/token.ts';

/** The folder `public/` of this checkout. */
export const PUBLIC = new URL('../../public/', import.meta.url);

const WASM_BINARIES = fileURLToPath(
  new URL('../../node_modules/@tensorflow/tfjs-backend-wasm/wasm-out/', import.meta.url),
);

function file(path: string): Blob {
  return new Blob([readFileSync(new URL(`models/${path}`, PUBLIC))]);
}

/** Starts a backend that runs under Node. */
export async function startLocalBackend(name: 'cpu' | 'wasm'): Promise<void> {
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths(WASM_BINARIES);
  if (name === 'wasm') await registerWasmKernels();
  await tf.setBackend(name);
}

/** @throws Error when a file is missing or wrong. */
export async function openLocalSession(backend: 'cpu' | 'wasm' = 'wasm'): Promise<{
  session: FullSession;
  weights: WeightHashes;
  pair: Pair;
}> {
  const manifest = parseManifest(readFileSync(new URL('models/manifest.json', PUBLIC), 'utf8'));
  const hashOf = (side: Side) => manifest[SHIPPED[side].folder][WEIGHTS].sha256;
  const weights = { left: hashOf('left'), right: hashOf('right') };
  const tokenizer = await readTokenizer({
    tokenizer: file(`${SHIPPED.left.folder}/tokenizer.json`),
    tokenizerConfig: file(`${SHIPPED.left.folder}/tokenizer_config.json`),
  });
  const model = (side: Side) => {
    const { folder, ...names } = SHIPPED[side];
    const files = {
      config: file(`${folder}/config.json`),
      weights: file(`${folder}/${WEIGHTS}`),
    };
    return readModel(files, tokenizer, names);
  };
  const pair = { left: await model('left'), right: await model('right') };
  await startLocalBackend(backend);
  return { session: openSession(pair, backend), weights, pair };
}

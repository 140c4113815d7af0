/**
 * The shipped models on the CPU backend of TensorFlow.js in Node, read from `public/models`: for
 * what is made before the page is published, and for tests.
 */
import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { FOLDERS, parseManifest, WEIGHTS } from '../engine/manifest.ts';
import type { WeightHashes } from '../engine/protocol.ts';
import { openSession, type Pair, readPair, type Session } from '../engine/session.ts';

/** The folder `public/` of this checkout. */
export const PUBLIC = new URL('../../public/', import.meta.url);

function file(path: string): Blob {
  return new Blob([readFileSync(new URL(`models/${path}`, PUBLIC))]);
}

/** @throws Error when a file is missing or wrong. */
export async function openLocalSession(): Promise<{
  session: Session;
  weights: WeightHashes;
  pair: Pair;
}> {
  const manifest = parseManifest(readFileSync(new URL('models/manifest.json', PUBLIC), 'utf8'));
  const weights = {
    bert: manifest[FOLDERS.bert][WEIGHTS].sha256,
    gpt: manifest[FOLDERS.gpt][WEIGHTS].sha256,
  };
  const files = (folder: string) => ({
    config: file(`${folder}/config.json`),
    weights: file(`${folder}/${WEIGHTS}`),
  });
  const pair = await readPair({
    bert: files(FOLDERS.bert),
    gpt: files(FOLDERS.gpt),
    tokenizer: file(`${FOLDERS.bert}/tokenizer.json`),
    tokenizerConfig: file(`${FOLDERS.bert}/tokenizer_config.json`),
  });
  await tf.setBackend('cpu');
  return { session: openSession(pair, 'cpu'), weights, pair };
}

/** The weights that the page loads, in eight bits, beside the F16 weights that they stand for. */

import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { startLocalBackend } from '../../src/build/localSession.ts';
import { WEIGHTS } from '../../src/engine/manifest.ts';
import { presets } from '../../src/examples/presets.ts';
import { PROBE_SENTENCES } from '../../src/examples/probeSentences.ts';
import { readCheckpoint } from '../../src/model/families/registry.ts';
import { createModel, type Model } from '../../src/model/model.ts';
import { openSafetensors } from '../../src/model/weights/safetensors.ts';
import { loadTokenizer } from '../../src/text/tokenizer.ts';
import { largestDifference } from '../support/close.ts';
import { encodeBoth } from '../support/models.ts';
import { nodeFiles } from '../support/node-golden.ts';

/** How far apart attention may be. */
const TOLERANCE = 0.02;

const TEXTS = [...presets.map(({ text }) => text), ...PROBE_SENTENCES];

interface Decoded {
  readonly file: string;
  readonly tensors: Readonly<
    Record<string, { readonly shape: readonly number[]; readonly sha256: string }>
  >;
}

const decoded = (await nodeFiles.json('tests/fixtures/golden/q8.json')) as Record<string, Decoded>;
const tokenizer = loadTokenizer(
  await nodeFiles.json('public/models/mini-bert/tokenizer.json'),
  await nodeFiles.json('public/models/mini-bert/tokenizer_config.json'),
);

function sha256(bytes: ArrayBuffer): string {
  return createHash('sha256').update(new Uint8Array(bytes)).digest('hex');
}

/** What a file says of itself beside its tensors. */
function metadataOf(file: ArrayBuffer): Record<string, string> {
  const length = Number(new DataView(file).getBigUint64(0, true));
  return JSON.parse(new TextDecoder().decode(new Uint8Array(file, 8, length))).__metadata__;
}

describe.each(['bert', 'gpt'] as const)('The weights of mini-%s in eight bits', (name) => {
  const folder = `mini-${name}` as const;
  const path = `public/models/${folder}`;
  let whole: ArrayBuffer;
  let small: ArrayBuffer;

  beforeAll(async () => {
    whole = await nodeFiles.bytes(`${path}/model.safetensors`);
    small = await nodeFiles.bytes(`${path}/${WEIGHTS}`);
  });

  it('were made from the F16 weights beside them, and take little more than half the bytes', () => {
    expect(metadataOf(small).source).toBe(sha256(whole));
    expect(small.byteLength / whole.byteLength).toBeLessThan(0.53);
  });

  it('are decoded to the very bits that PyTorch’s side decodes', () => {
    const { file, tensors } = decoded[folder]!;
    expect(file, 'q8.json is of other weights: write the fixtures again').toBe(sha256(small));
    const read = openSafetensors(small);
    const scales = read.names.filter((tensor) => tensor.endsWith('.scale'));
    expect(scales.length).toBeGreaterThan(10);
    expect(Object.keys(tensors)).toHaveLength(read.names.length - scales.length);
    for (const [tensor, { shape, sha256: expected }] of Object.entries(tensors)) {
      expect(sha256(read.read(tensor, shape).buffer), tensor).toBe(expected);
    }
  });

  it('have every tensor of the F16 weights, and in F16 those that are no matrices', () => {
    const [all, read] = [openSafetensors(whole), openSafetensors(small)];
    const { tensors } = decoded[folder]!;
    expect(Object.keys(tensors).sort()).toEqual([...all.names].sort());
    for (const [tensor, { shape }] of Object.entries(tensors)) {
      if (read.has(`${tensor}.scale`)) continue;
      expect(largestDifference(read.read(tensor, shape), all.read(tensor, shape)), tensor).toBe(0);
    }
    for (const tensor of all.names) {
      if (tensors[tensor]!.shape.length === 1) expect(read.has(`${tensor}.scale`)).toBe(false);
    }
  });

  it(`attend within ${TOLERANCE} of them on every probe sentence and example`, async () => {
    await startLocalBackend('wasm');
    const config = await nodeFiles.json(`${path}/config.json`);
    const open = (file: ArrayBuffer): Model =>
      createModel(readCheckpoint(config, file), tokenizer.vocabulary);
    const [exact, rounded] = [open(whole), open(small)];
    let largest = 0;
    for (const text of TEXTS) {
      const encoding = encodeBoth(tokenizer, text)[name];
      const { attention } = await rounded.forward(encoding);
      const apart = largestDifference(attention, (await exact.forward(encoding)).attention);
      // NaN is at most nothing.
      expect(apart <= TOLERANCE, `${text} is ${apart} apart`).toBe(true);
      largest = Math.max(largest, apart);
    }
    expect(largest).toBeGreaterThan(0);
    exact.dispose();
    rounded.dispose();
  });
});

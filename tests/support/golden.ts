/**
 * Golden parity: every stage of a forward pass against what PyTorch computed from the same file.
 *
 * Tolerances: 1e-4 for attention weights, which lie between 0 and 1. Other stages are not bounded:
 * 1e-4 plus 1e-4 of the expected value, ten times what single precision costs them here.
 */
import { expect } from 'vitest';
import type { Checkpoint } from '../../src/model/families/family.ts';
import { readCheckpoint } from '../../src/model/families/registry.ts';
import { createModel, type ForwardOptions, type Model } from '../../src/model/model.ts';
import { openSafetensors } from '../../src/model/weights/safetensors.ts';
import type { Encoding, Side, Token } from '../../src/text/token.ts';
import { loadTokenizer, type Tokenizer } from '../../src/text/tokenizer.ts';
import { expectClose, largestDifference, type Tolerance } from './close.ts';

export interface GoldenEntry {
  readonly file: string;
  readonly model: 'mini-bert' | 'mini-gpt';
  readonly text: string;
  readonly pair?: string;
  readonly ids: readonly number[];
  readonly segments?: readonly number[];
}

const ATTENTION: Tolerance = { absolute: 1e-4 };
const OTHER: Tolerance = { absolute: 1e-4, relative: 1e-4 };

const sideOf = (entry: GoldenEntry): Side => (entry.model === 'mini-bert' ? 'left' : 'right');

/** Where the shipped models and the fixtures lie differs between Node and the browser. */
export interface GoldenFiles {
  json(path: string): Promise<unknown>;
  bytes(path: string): Promise<ArrayBuffer>;
}

export interface Golden {
  readonly entries: readonly GoldenEntry[];
  readonly tokenizer: Tokenizer;
  readonly checkpoints: Readonly<Record<Side, Checkpoint>>;
  /** Uploads both models to the current backend. */
  models(): Record<Side, Model>;
  fixture(entry: GoldenEntry): Promise<ArrayBuffer>;
}

export async function openGolden({ json, bytes }: GoldenFiles): Promise<Golden> {
  const models = 'public/models';
  const fixtures = 'tests/fixtures/golden';
  const checkpoint = async (folder: string) =>
    readCheckpoint(
      await json(`${models}/${folder}/config.json`),
      await bytes(`${models}/${folder}/model.safetensors`),
    );
  const tokenizer = loadTokenizer(
    await json(`${models}/mini-bert/tokenizer.json`),
    await json(`${models}/mini-bert/tokenizer_config.json`),
  );
  const checkpoints = { left: await checkpoint('mini-bert'), right: await checkpoint('mini-gpt') };
  return {
    entries: (await json(`${fixtures}/index.json`)) as GoldenEntry[],
    tokenizer,
    checkpoints,
    models: () => ({
      left: createModel(checkpoints.left, tokenizer.vocabulary),
      right: createModel(checkpoints.right, tokenizer.vocabulary),
    }),
    fixture: (entry) => bytes(`${fixtures}/${entry.file}`),
  };
}

/** A reading of exactly the ids that PyTorch was given. */
export function readingOf(entry: GoldenEntry, { vocabulary }: Tokenizer): Encoding {
  const tokens = entry.ids.map(
    (id): Token => ({
      id,
      piece: vocabulary.piece(id),
      label: vocabulary.label(id),
      span: null,
      special: false,
      word: null,
    }),
  );
  const segments = entry.segments ?? entry.ids.map(() => 0);
  return { tokens, segments, unread: [], blanks: [] };
}

/** Fails unless every stage in the fixture is what the model computes; returns how far off each is. */
export async function expectParity(
  golden: Golden,
  models: Record<Side, Model>,
  entry: GoldenEntry,
  options: ForwardOptions = {},
): Promise<Map<string, number>> {
  const model = models[sideOf(entry)];
  const fixture = openSafetensors(await golden.fixture(entry));
  const { heads: H, headWidth: d, width: D, vocabulary: V, layers } = model.config;
  const T = entry.ids.length;
  const positions = fixture.names
    .filter((name) => name.startsWith('logits.'))
    .map((name) => Number(name.slice('logits.'.length)));
  expect(positions.length).toBeGreaterThan(0);

  const stages = await model.stages(readingOf(entry, golden.tokenizer), {
    ...options,
    positions,
    nextSentence: sideOf(entry) === 'left',
  });
  const actual = (name: string): Float32Array => {
    const stage = stages.get(name);
    if (!stage) throw new Error(`The forward pass has no stage ${name}.`);
    return stage.values;
  };

  const shapeOf = (stage: string): number[] => {
    if (/^[qkv]$/.test(stage)) return [H, T, d];
    return ['scores', 'scaled', 'masked', 'weights'].includes(stage) ? [H, T, T] : [T, D];
  };
  const embeddings = fixture.read('embeddings', [T, D]);
  if (!(largestDifference(actual('embeddings'), embeddings) < 1e-2)) {
    expect.fail(
      `${entry.file} was not made from these weights: export the fixtures of ${entry.model} again.`,
    );
  }

  const off = new Map<string, number>();
  const compare = (name: string, values: Float32Array, expected: Float32Array) => {
    const tolerance = name.endsWith('.weights') ? ATTENTION : OTHER;
    expectClose(`${entry.file} ${name}`, values, expected, tolerance);
    const kind = name.replace(/^layers\.\d+\.|\.\d+$/g, '');
    off.set(kind, Math.max(off.get(kind) ?? 0, largestDifference(values, expected)));
  };
  compare('embeddings', actual('embeddings'), embeddings);
  for (let layer = 0; layer < layers; layer++) {
    for (const stage of [
      'q',
      'k',
      'v',
      'scores',
      'scaled',
      'masked',
      'weights',
      'context',
      'output',
    ]) {
      const name = `layers.${layer}.${stage}`;
      compare(name, actual(name), fixture.read(name, shapeOf(stage)));
    }
  }
  compare('final', actual('final'), fixture.read('final', [T, D]));
  positions.forEach((position, i) => {
    const row = actual('logits').subarray(i * V, (i + 1) * V);
    compare(`logits.${position}`, row, fixture.read(`logits.${position}`, [V]));
  });
  if (sideOf(entry) === 'left') {
    compare('pooled', actual('pooled'), fixture.read('pooled', [D]));
    compare('nsp', actual('nsp'), fixture.read('nsp', [2]));
  }
  return off;
}

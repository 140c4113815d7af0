/**
 * Checkpoints of other people's architectures, as `training/checkpoints.py` wrote them, and what transformers
 * computed with them.
 */
import { expect } from 'vitest';
import { readCheckpoint } from '../../src/model/families/registry.ts';
import { createModel, type ForwardOptions } from '../../src/model/model.ts';
import { openSafetensors, type Safetensors } from '../../src/model/weights/safetensors.ts';
import { joinShards, readShardIndex, SHARD_INDEX } from '../../src/model/weights/shards.ts';
import type { Encoding } from '../../src/text/token.ts';
import type { Vocabulary } from '../../src/text/tokenizer.ts';
import { expectClose, type Tolerance } from './close.ts';
import type { GoldenFiles } from './golden.ts';

/** One checkpoint, and what it was given. */
export interface CheckpointCase {
  readonly name: string;
  /** The class of transformers that wrote it. */
  readonly class: string;
  readonly files: readonly string[];
  readonly ids: readonly number[];
  readonly segments: readonly number[];
  /** A head that is switched off. */
  readonly ablated: { readonly layer: number; readonly head: number };
  /** A token that nobody reads. */
  readonly hidden: number;
}

export const CHECKPOINTS = 'tests/fixtures/checkpoints';

/** A vocabulary of as many tokens as the checkpoints have rows. */
export const NUMBERS: Vocabulary = { size: 40, piece: (id) => `${id}`, label: (id) => `${id}` };

/** A reading of exactly the ids that PyTorch was given. */
export function encodingOf({ ids, segments }: CheckpointCase): Encoding {
  const tokens = ids.map((id) => ({
    ...{ id, piece: `${id}`, label: `${id}`, span: null },
    ...{ special: false, word: null },
  }));
  return { tokens, segments, unread: [], blanks: [] };
}

/** The weights of a checkpoint, in one file or several. */
export async function openWeights(
  { json, bytes }: GoldenFiles,
  { name, files }: CheckpointCase,
): Promise<Safetensors> {
  const open = async (file: string) =>
    openSafetensors(await bytes(`${CHECKPOINTS}/${name}/${file}`));
  if (!files.includes(SHARD_INDEX)) return open('model.safetensors');
  const shards = files.filter((file) => file !== SHARD_INDEX);
  const opened = shards.map(async (file) => [file, await open(file)] as const);
  return joinShards(
    readShardIndex(await json(`${CHECKPOINTS}/${name}/${SHARD_INDEX}`)),
    new Map(await Promise.all(opened)),
  );
}

/** Fails unless everything that transformers computed is what the model computes on the current backend. */
export async function expectAsTransformers(
  files: GoldenFiles,
  each: CheckpointCase,
  tolerance: Tolerance,
  options: ForwardOptions = {},
): Promise<void> {
  const folder = `${CHECKPOINTS}/${each.name}`;
  const weights = await openWeights(files, each);
  const checkpoint = readCheckpoint(await files.json(`${folder}/config.json`), weights);
  const expected = openSafetensors(await files.bytes(`${folder}/expected.safetensors`));
  const { layers: L, heads: H, width: D, vocabulary: V, can } = checkpoint.config;
  const T = each.ids.length;
  const encoding = encodingOf(each);
  const positions = can.fillsBlanks || can.writes ? encoding.tokens.map((_, at) => at) : [];
  const model = createModel(checkpoint, NUMBERS);
  try {
    const stages = await model.stages(encoding, { ...options, positions });
    const layers = (stage: string) =>
      whole(Array.from({ length: L }, (_, at) => stages.get(`layers.${at}.${stage}`)!.values));
    const compare = (name: string, values: ArrayLike<number>, shape: readonly number[]) =>
      expectClose(`${each.name} ${name}`, values, expected.read(name, shape), tolerance);
    compare('attention', layers('weights'), [L, H, T, T]);
    // The last layer's output as the head reads it.
    const hidden = [...layers('output').slice(0, -T * D), ...stages.get('final')!.values];
    compare('hidden', hidden, [L, T, D]);
    expect(stages.has('logits')).toBe(positions.length > 0);
    if (expected.has('logits')) {
      compare('logits', stages.get('logits')!.values.subarray(0, T * V), [T, V]);
    }
    expect(stages.has('nsp')).toBe(expected.has('nsp'));
    if (expected.has('nsp')) compare('nsp', stages.get('nsp')!.values, [2]);
    for (const [name, intervention] of [
      ['ablated.attention', { ablate: [each.ablated] }],
      ['masked.attention', { mask: { hide: each.hidden } }],
    ] as const) {
      const run = await model.forward(encoding, { ...options, positions: [], ...intervention });
      compare(name, run.attention, [L, H, T, T]);
    }
  } finally {
    model.dispose();
  }
}

const whole = (values: readonly Float32Array[]): number[] => values.flatMap((each) => [...each]);

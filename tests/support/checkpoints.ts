/** Checkpoints of other people's architectures, as `training/checkpoints.py` wrote them, from the disk. */
import { readFileSync } from 'node:fs';
import type { Checkpoint } from '../../src/model/families/family.ts';
import { readCheckpoint } from '../../src/model/families/registry.ts';
import { openSafetensors, type Safetensors } from '../../src/model/weights/safetensors.ts';
import { joinShards, readShardIndex, SHARD_INDEX } from '../../src/model/weights/shards.ts';
import type { Encoding } from '../../src/text/token.ts';

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

const FOLDER = new URL('../fixtures/checkpoints/', import.meta.url);

export function bytesOf(path: string): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = readFileSync(new URL(path, FOLDER));
  return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
}

export const jsonOf = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(path, FOLDER), 'utf8'));

export const CASES = jsonOf('index.json') as readonly CheckpointCase[];

export function caseOf(name: string): CheckpointCase {
  const found = CASES.find((each) => each.name === name);
  if (!found) throw new Error(`There is no checkpoint ${name}.`);
  return found;
}

/** The weights of a checkpoint, in one file or several. */
export function weightsOf({ name, files }: CheckpointCase): Safetensors {
  if (!files.includes(SHARD_INDEX)) return openSafetensors(bytesOf(`${name}/model.safetensors`));
  const shards = files.filter((file) => file !== SHARD_INDEX);
  return joinShards(
    readShardIndex(jsonOf(`${name}/${SHARD_INDEX}`)),
    new Map(shards.map((file) => [file, openSafetensors(bytesOf(`${name}/${file}`))])),
  );
}

export const checkpointOf = (each: CheckpointCase): Checkpoint =>
  readCheckpoint(jsonOf(`${each.name}/config.json`), weightsOf(each));

/** A reading of exactly the ids that PyTorch was given. */
export function encodingOf({ ids, segments }: CheckpointCase): Encoding {
  const tokens = ids.map((id) => ({
    ...{ id, piece: `${id}`, label: `${id}`, span: null },
    ...{ special: false, word: null },
  }));
  return { tokens, segments, unread: [], blanks: [] };
}

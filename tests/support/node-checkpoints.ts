/** Checkpoints of other people's architectures from the disk. */
import { readFileSync } from 'node:fs';
import type { Checkpoint } from '../../src/model/families/family.ts';
import { readCheckpoint } from '../../src/model/families/registry.ts';
import type { Safetensors } from '../../src/model/weights/safetensors.ts';
import { CHECKPOINTS, type CheckpointCase, openWeights } from './checkpoints.ts';
import { nodeFiles } from './node-golden.ts';

const FOLDER = new URL(`../../${CHECKPOINTS}/`, import.meta.url);

export function bytesOf(path: string): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = readFileSync(new URL(path, FOLDER));
  return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
}

export const jsonOf = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(path, FOLDER), 'utf8'));

export const CASES = jsonOf('index.json') as readonly CheckpointCase[];

const WEIGHTS = new Map(
  await Promise.all(
    CASES.map(async (each) => [each.name, await openWeights(nodeFiles, each)] as const),
  ),
);

export function caseOf(name: string): CheckpointCase {
  const found = CASES.find((each) => each.name === name);
  if (!found) throw new Error(`There is no checkpoint ${name}.`);
  return found;
}

export const weightsOf = ({ name }: CheckpointCase): Safetensors => WEIGHTS.get(name)!;

export const checkpointOf = (each: CheckpointCase): Checkpoint =>
  readCheckpoint(jsonOf(`${each.name}/config.json`), weightsOf(each));

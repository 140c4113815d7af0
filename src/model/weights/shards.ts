/**
 * Checkpoints in several files: `model.safetensors.index.json` says which of them holds each tensor.
 */
import * as z from 'zod/mini';
import { valid } from '../../text/jsonFile.ts';
import { told } from '../../text/told.ts';
import { called, type Entry, type Header, SafetensorsError } from './header.ts';
import type { Safetensors } from './safetensors.ts';

export const SHARD_INDEX = 'model.safetensors.index.json';

/** The file of each tensor, by the tensor's name. */
export type ShardIndex = ReadonlyMap<string, string>;

const Index = z.object({ weight_map: z.record(z.string(), z.string()) });

/** Names of files in the same folder, as the hub's own libraries write them. */
const FILE = /^[\w.-]+\.safetensors$/;

/**
 * @param json the parsed index.
 * @throws FileError when it is no index; SafetensorsError when it names what is no file of the model.
 */
export function readShardIndex(json: unknown): ShardIndex {
  const { weight_map } = valid(Index, json, SHARD_INDEX);
  for (const file of Object.values(weight_map)) {
    if (FILE.test(file)) continue;
    throw new SafetensorsError(
      told`${SHARD_INDEX} names the file ${JSON.stringify(file.slice(0, 100))}: only safetensors files beside it are read.`,
    );
  }
  return new Map(Object.entries(weight_map));
}

/** The files that an index names, each once. */
export const filesOf = (index: ShardIndex): readonly string[] => [...new Set(index.values())];

/** What an index says of each tensor, from the files' own headers. @throws SafetensorsError as `joinShards`. */
export function joinHeaders(index: ShardIndex, headers: ReadonlyMap<string, Header>): Header {
  const joined = new Map<string, Entry>();
  for (const [name, file] of index) {
    const header = headers.get(file);
    if (!header) {
      throw new SafetensorsError(told`The file ${file} is missing: open all files of the model.`);
    }
    const entry = header.get(name);
    if (!entry) {
      throw new SafetensorsError(
        told`${file} lacks the tensor ${called(name)}, which it should hold: open files of one model.`,
        name,
      );
    }
    joined.set(name, entry);
  }
  return joined;
}

/**
 * Several files as one.
 *
 * @param shards by the names that the index has for them.
 * @throws SafetensorsError when a file is missing, or lacks a tensor that it should hold.
 */
export function joinShards(
  index: ShardIndex,
  shards: ReadonlyMap<string, Safetensors>,
): Safetensors {
  const headers = new Map(Array.from(shards, ([file, { header }]) => [file, header]));
  const header = joinHeaders(index, headers);
  const shardOf = (name: string): Safetensors => {
    const shard = shards.get(index.get(name) ?? '');
    if (!shard)
      throw new SafetensorsError(told`The weights lack the tensor ${called(name)}.`, name);
    return shard;
  };
  return {
    header,
    names: [...header.keys()],
    has: (name) => header.has(name),
    require: (name, shape) => shardOf(name).require(name, shape),
    read: (name, shape) => shardOf(name).read(name, shape),
  };
}

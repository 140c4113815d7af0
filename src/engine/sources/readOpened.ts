/** A checkpoint of any family, from the files of its folder. */
import { openSafetensors, type Safetensors } from '../../model/weights/safetensors.ts';
import { filesOf, joinShards, readShardIndex, SHARD_INDEX } from '../../model/weights/shards.ts';
import { parseJson } from '../../text/jsonFile.ts';
import { openTokenizer, type TokenizerSources } from '../../text/tokenizers/openTokenizer.ts';
import type { CheckpointFiles } from '../opened.ts';
import { type LoadedModel, loaded } from '../session.ts';
import type { ModelNames } from '../shipped.ts';

/** The weights of a checkpoint that has them in one file. */
export const WHOLE = 'model.safetensors';

async function json(files: CheckpointFiles, name: string): Promise<unknown> {
  const file = files.get(name);
  return file && parseJson(await file.text(), name);
}

async function weightsOf(files: CheckpointFiles): Promise<Safetensors> {
  const open = async (name: string) => {
    const file = files.get(name);
    if (!file) throw new Error(`The file ${name} is missing: open all files of the model.`);
    return openSafetensors(await file.arrayBuffer());
  };
  if (files.has(WHOLE)) return open(WHOLE);
  const index = readShardIndex(await json(files, SHARD_INDEX));
  const shards = new Map<string, Safetensors>();
  for (const name of filesOf(index)) shards.set(name, await open(name));
  return joinShards(index, shards);
}

async function tokenizerOf(files: CheckpointFiles) {
  const sources: Record<string, unknown> = {};
  for (const name of [
    'tokenizer.json',
    'tokenizer_config.json',
    'special_tokens_map.json',
    'vocab.json',
  ]) {
    if (files.has(name)) sources[name] = await json(files, name);
  }
  for (const name of ['vocab.txt', 'merges.txt']) {
    const file = files.get(name);
    if (file) sources[name] = await file.text();
  }
  return openTokenizer(sources as TokenizerSources);
}

/** @throws Error that names what is wrong with a file, and what would do. */
export async function readOpened(files: CheckpointFiles, names: ModelNames): Promise<LoadedModel> {
  const config = await json(files, 'config.json');
  // The smallest file first: what is wrong with it is said before anything large is read.
  const tokenizer = await tokenizerOf(files);
  return loaded(config, await weightsOf(files), tokenizer, names);
}

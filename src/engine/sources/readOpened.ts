/** A checkpoint of any family, from its files. */
import { openSafetensors, type Safetensors } from '../../model/weights/safetensors.ts';
import { joinShards, readShardIndex, SHARD_INDEX } from '../../model/weights/shards.ts';
import { openTokenizer } from '../../text/tokenizers/openTokenizer.ts';
import type { CheckpointFiles } from '../opened.ts';
import { type LoadedModel, loaded } from '../session.ts';
import type { ModelNames } from '../shipped.ts';
import { parseBounded } from './boundedJson.ts';
import { tokenizerSources } from './tokenizerFiles.ts';

async function weightsOf({ weights, index }: CheckpointFiles): Promise<Safetensors> {
  const shards = new Map<string, Safetensors>();
  for (const [name, file] of weights) {
    shards.set(name, openSafetensors(await file.arrayBuffer()));
  }
  const [only] = shards.values();
  if (!index && only) return only;
  if (!index) throw new Error('There are no weights: open all files of the model.');
  return joinShards(readShardIndex(parseBounded(await index.text(), SHARD_INDEX)), shards);
}

/** @throws Error that names what is wrong with a file, and what would do. */
export async function readOpened(files: CheckpointFiles, names: ModelNames): Promise<LoadedModel> {
  const config = parseBounded(await files.config.text(), 'config.json');
  // The small files first: what is wrong with them is said before anything large is read.
  const tokenizer = openTokenizer(await tokenizerSources(files.tokenizer));
  return loaded(config, await weightsOf(files), tokenizer, names);
}

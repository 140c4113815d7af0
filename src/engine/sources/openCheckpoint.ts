/** What a model's files are read to, once all of them are there: what runs, and what cuts its texts. */
import type { Checkpoint } from '../../model/families/family.ts';
import { readCheckpoint } from '../../model/families/registry.ts';
import {
  type FileParts,
  openSafetensors,
  type Safetensors,
  SafetensorsError,
} from '../../model/weights/safetensors.ts';
import { joinShards, readShardIndex, SHARD_INDEX } from '../../model/weights/shards.ts';
import type { Tokenizer } from '../../text/tokenizer.ts';
import { openTokenizer } from '../../text/tokenizers/openTokenizer.ts';
import { parseBounded } from './boundedJson.ts';
import type { CheckpointFiles } from './fetchFiles.ts';
import { SourceError } from './refusals.ts';
import { tokenizerSources } from './tokenizerFiles.ts';

export interface Opened {
  readonly checkpoint: Checkpoint;
  readonly tokenizer: Tokenizer;
}

/** @throws SourceError unreadable; Error that names what is wrong with a file. */
export async function openCheckpoint(
  files: Pick<CheckpointFiles, 'config' | 'tokenizer' | 'index' | 'weights'>,
): Promise<Opened> {
  const config = parseBounded(await files.config.text(), 'config.json');
  const tokenizer = openTokenizer(await tokenizerSources(files.tokenizer));
  return { checkpoint: readCheckpoint(config, await openWeights(files)), tokenizer };
}

async function openWeights({
  index,
  weights,
}: Pick<CheckpointFiles, 'index' | 'weights'>): Promise<Safetensors> {
  const opened = new Map<string, Safetensors>();
  for (const [name, file] of weights) opened.set(name, openSafetensors(await partsOf(name, file)));
  const [only] = opened.values();
  if (!index && only) return only;
  const shards = readShardIndex(parseBounded((await index?.text()) ?? '{}', SHARD_INDEX));
  return joinShards(shards, opened);
}

/** What workers have of it, and pages have not. */
declare const FileReaderSync:
  | (new () => { readAsArrayBuffer(blob: Blob): ArrayBuffer })
  | undefined;

/** Part by part from where the browser keeps it, which may be the disk: a model's file is never whole in memory. */
async function partsOf(name: string, file: Blob): Promise<FileParts | ArrayBuffer> {
  if (typeof FileReaderSync === 'undefined') {
    return file.arrayBuffer().catch((cause: unknown) => {
      throw new SourceError({ code: 'unreadable', file: name, bytes: file.size }, { cause });
    });
  }
  const reader = new FileReaderSync();
  return {
    size: file.size,
    read(begin, end) {
      try {
        return reader.readAsArrayBuffer(file.slice(begin, end));
      } catch {
        throw new SafetensorsError(`${name} can be read no longer: open the model again.`);
      }
    },
  };
}

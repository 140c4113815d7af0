/** What a model's files are read to, once all of them are there: what runs, and what cuts its texts. */
import type { Checkpoint } from '../../model/families/family.ts';
import { readCheckpoint } from '../../model/families/registry.ts';
import { type Bytes, openSafetensors, type Safetensors } from '../../model/weights/safetensors.ts';
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
  for (const [name, file] of weights) {
    const bytes = inPieces(name, file) ?? (await bytesOf(name, file));
    opened.set(name, openSafetensors(bytes));
  }
  const [only] = opened.values();
  if (!index && only) return only;
  const shards = readShardIndex(parseBounded((await index?.text()) ?? '{}', SHARD_INDEX));
  return joinShards(shards, opened);
}

/** What workers have, and nothing else. */
declare const FileReaderSync:
  | (new () => { readAsArrayBuffer(blob: Blob): ArrayBuffer })
  | undefined;

/**
 * A file of which a tensor at a time is read, so that it is never in memory whole; null where that cannot be done
 * without waiting, as outside of workers.
 */
function inPieces(name: string, file: Blob): Bytes | null {
  if (typeof FileReaderSync === 'undefined') return null;
  const reader = new FileReaderSync();
  return {
    byteLength: file.size,
    slice(begin, end) {
      try {
        return reader.readAsArrayBuffer(file.slice(begin, end));
      } catch (cause) {
        throw new SourceError({ code: 'unreadable', file: name, bytes: file.size }, { cause });
      }
    },
  };
}

async function bytesOf(name: string, file: Blob): Promise<ArrayBuffer> {
  return file.arrayBuffer().catch((cause: unknown) => {
    throw new SourceError({ code: 'unreadable', file: name, bytes: file.size }, { cause });
  });
}

/** A checkpoint that a reader has opened, from its files. */
import type { CheckpointFiles } from '../opened.ts';
import { type LoadedModel, loadedFrom } from '../session.ts';
import type { ModelNames } from '../shipped.ts';
import { parseBounded } from './boundedJson.ts';
import { openCheckpoint } from './openCheckpoint.ts';

/** @throws Error that names what is wrong with a file, and what would do. */
export async function readOpened(files: CheckpointFiles, names: ModelNames): Promise<LoadedModel> {
  const config = parseBounded(await files.config.text(), 'config.json');
  const { checkpoint, tokenizer } = await openCheckpoint(files);
  return loadedFrom(config, checkpoint, tokenizer, names);
}

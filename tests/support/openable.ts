/**
 * Folders of checkpoints as a reader would open them: the fixtures of every family, with a vocabulary of as many
 * words as they have rows, and any other shape with seeded weights.
 */
import { readdirSync, readFileSync } from 'node:fs';
import type { CheckpointFiles } from '../../src/engine/opened.ts';
import type { Family } from '../../src/model/families/family.ts';
import { gpt2 } from '../../src/model/families/gpt2.ts';
import { SHARD_INDEX } from '../../src/model/weights/shards.ts';
import { CHECKPOINTS } from './checkpoints.ts';
import { seededWeights } from './manyHeads.ts';

const FIXTURES = new URL('../fixtures/', import.meta.url);

const SPECIALS = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'];

const PIECES =
  "the cat sat on mat a dog ran to it was red an animal did not cross street because too tired . , ' t ##s ##ed ##ing ##t ##i ##n ##a ##o ##e";

/** Forty tokens, one for each row of the fixtures. */
const VOCABULARY = [...SPECIALS, ...PIECES.split(' ')].slice(0, 40);

/** What each family calls the tokens around a text. */
const TOKENIZER = {
  ...{ bos_token: '[CLS]', cls_token: '[CLS]', sep_token: '[SEP]', mask_token: '[MASK]' },
  do_lower_case: true,
};

/** Files of a folder as they are opened. */
export function checkpointFiles(folder: ReadonlyMap<string, Blob>): CheckpointFiles {
  const weights = [...folder].filter(([name]) => name.endsWith('.safetensors'));
  const tokenizer = [...folder].filter(([name]) => /^(tokenizer|vocab|merges)/.test(name));
  return {
    config: folder.get('config.json') ?? blob('{}'),
    tokenizer: new Map(tokenizer) as CheckpointFiles['tokenizer'],
    index: folder.get(SHARD_INDEX) ?? null,
    weights: new Map(weights),
  };
}

const blob = (content: string | NodeJS.ArrayBufferView<ArrayBuffer>): Blob => new Blob([content]);

const read = (path: string): Blob => blob(readFileSync(new URL(path, FIXTURES)));

/** The files of a fixture, as they would lie in its folder. */
export function folderOf(fixture: string): Map<string, Blob> {
  const folder = CHECKPOINTS.replace('tests/fixtures/', '');
  const names = readdirSync(new URL(`${folder}/${fixture}`, FIXTURES)).filter(
    (name) => !name.startsWith('expected'),
  );
  return new Map([
    ...names.map((name) => [name, read(`${folder}/${fixture}/${name}`)] as const),
    ['vocab.txt', blob(`${VOCABULARY.join('\n')}\n`)],
    ['tokenizer_config.json', blob(JSON.stringify(TOKENIZER))],
  ]);
}

/** A folder of another shape. @param tokenizer of the fixtures' */
export function seededFolder(family: Family, config: object, tokenizer: string): Map<string, Blob> {
  const files = readdirSync(new URL(`tokenizers/${tokenizer}`, FIXTURES)).filter(
    (name) => !name.startsWith('encodings'),
  );
  return new Map([
    ...files.map((name) => [name, read(`tokenizers/${tokenizer}/${name}`)] as const),
    ['config.json', blob(JSON.stringify(config))],
    ['model.safetensors', blob(seededWeights(family, config, 1))],
  ]);
}

/** A small GPT-2 with the older files of a byte-level vocabulary, and one of a thousand positions. */
export function bytesFolder(): Map<string, Blob> {
  const vocabulary = JSON.parse(
    readFileSync(new URL('tokenizers/bytes-gpt2/vocab.json', FIXTURES), 'utf8'),
  );
  const config = {
    ...{ model_type: 'gpt2', n_layer: 3, n_head: 3, n_embd: 24, n_positions: 1024 },
    vocab_size: Object.keys(vocabulary).length,
  };
  return seededFolder(gpt2, config, 'bytes-gpt2');
}

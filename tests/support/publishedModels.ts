/** Small models as they are published: all files of a repository, by their names. */
import { readFileSync } from 'node:fs';
import { seededSafetensors, TINY_GPT_SHAPES, tinyGptConfig } from './tiny-checkpoint.ts';
import { tinyTokenizerConfig, tinyTokenizerJson } from './tiny-tokenizer.ts';

export type Published = Readonly<Record<string, Uint8Array<ArrayBuffer>>>;

export const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

export const json = (value: unknown): Uint8Array<ArrayBuffer> => utf8(JSON.stringify(value));

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** As many pieces as the models in tests/fixtures/checkpoints have rows. */
const VOCABULARY = [
  ...['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'],
  ...LETTERS,
  ...Array.from('abcdefghi', (letter) => `##${letter}`),
];

export const VOCAB_TXT = `${VOCABULARY.join('\n')}\n`;

const fixture = (path: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(new URL(`../fixtures/checkpoints/${path}`, import.meta.url)));

const fixtures = (name: string, files: readonly string[]): Published => ({
  ...Object.fromEntries(files.map((file) => [file, fixture(`${name}/${file}`)])),
  'vocab.txt': utf8(VOCAB_TXT),
});

/** BertForPreTraining, 2 layers of 2 heads, in F32. */
export const BERT: Published = fixtures('bert-both-heads', ['config.json', 'model.safetensors']);

/** DistilBertForMaskedLM in two files. */
export const SHARDED: Published = fixtures('distilbert-head', [
  'config.json',
  'model.safetensors.index.json',
  'model-00001-of-00002.safetensors',
  'model-00002-of-00002.safetensors',
]);

/** GPT-2, 2 layers of 2 heads, with a tokenizer.json. */
export const GPT: Published = {
  'config.json': json(tinyGptConfig),
  'tokenizer.json': json(tinyTokenizerJson()),
  'tokenizer_config.json': json(tinyTokenizerConfig),
  'model.safetensors': new Uint8Array(seededSafetensors(TINY_GPT_SHAPES, 2)),
};

export const configOf = (files: Published): Record<string, unknown> =>
  JSON.parse(new TextDecoder().decode(files['config.json'])) as Record<string, unknown>;

/** The same model with other fields in its config.json. */
export const withConfig = (files: Published, changes: Record<string, unknown>): Published => ({
  ...files,
  'config.json': json({ ...configOf(files), ...changes }),
});

export function without(files: Published, ...names: readonly string[]): Published {
  return Object.fromEntries(Object.entries(files).filter(([name]) => !names.includes(name)));
}

/** As a reader chooses them. @param folder with a slash at its end. */
export const picked = (files: Published, folder = ''): Map<string, Blob> =>
  new Map(Object.entries(files).map(([name, bytes]) => [folder + name, new Blob([bytes])]));

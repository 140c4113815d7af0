/** Tokenizers of other people's checkpoints, as `training/tokenizations.py` wrote them, from the disk. */
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Tokenizer } from '../../src/text/tokenizer.ts';
import { openTokenizer, type TokenizerSources } from '../../src/text/tokenizers/openTokenizer.ts';

const FOLDER = new URL('../fixtures/tokenizers/', import.meta.url);

export const TOKENIZER_NAMES = [
  'wordpiece-uncased',
  'wordpiece-cased',
  'wordpiece-accents',
  'bytes-gpt2',
  'bytes-roberta',
] as const;

export type TokenizerName = (typeof TOKENIZER_NAMES)[number];

const gzipped = (path: string): unknown =>
  JSON.parse(gunzipSync(readFileSync(new URL(path, FOLDER))).toString('utf8'));

/** What transformers read. */
export interface Encodings {
  /**
   * Of each line the ids and the places of the tokens: for each how far it begins behind the end of the one
   * before it and how long it is, in code points.
   */
  readonly lines: readonly (readonly [readonly number[], readonly number[]])[];
  /** Of each pair of lines from 20 and from 60 on, the ids and the segments. */
  readonly pairs: readonly (readonly [readonly number[], readonly number[]])[];
}

/** [start, end] of each token, in code points. */
export function offsetsOf(places: readonly number[]): [number, number][] {
  const offsets: [number, number][] = [];
  for (let at = 0, end = 0; at < places.length; at += 2) {
    const start = end + places[at]!;
    end = start + places[at + 1]!;
    offsets.push([start, end]);
  }
  return offsets;
}

export const LINES = gzipped('lines.json.gz') as readonly string[];

export const encodingsOf = (name: TokenizerName): Encodings =>
  gzipped(`${name}/encodings.json.gz`) as Encodings;

const FILES: readonly (keyof TokenizerSources)[] = [
  'tokenizer.json',
  'tokenizer_config.json',
  'vocab.txt',
  'vocab.json',
  'merges.txt',
];

export function sourcesOf(name: TokenizerName): TokenizerSources {
  const there = FILES.filter((file) => existsSync(new URL(`${name}/${file}`, FOLDER)));
  return Object.fromEntries(
    there.map((file) => {
      const text = readFileSync(new URL(`${name}/${file}`, FOLDER), 'utf8');
      return [file, file.endsWith('.json') ? JSON.parse(text) : text];
    }),
  );
}

export const tokenizerNamed = (name: TokenizerName): Tokenizer => openTokenizer(sourcesOf(name));

/** Which files a model's tokenizer is read from, and what they hold. */
import type { TokenizerSources } from '../../text/tokenizers/openTokenizer.ts';
import { parseBounded } from './boundedJson.ts';
import type { Folder } from './folder.ts';

export type TokenizerFileName = keyof TokenizerSources;

export type TokenizerBlobs = ReadonlyMap<TokenizerFileName, Blob>;

/** The largest vocabularies of the kinds that are read take a few MB. */
const MOST = 32e6;

/** Files that stand for a tokenizer, the first of which there is all. */
const VOCABULARIES: readonly (readonly TokenizerFileName[])[] = [
  ['tokenizer.json'],
  ['vocab.txt'],
  ['vocab.json', 'merges.txt'],
];

const SETTINGS: readonly TokenizerFileName[] = ['tokenizer_config.json', 'special_tokens_map.json'];

/** Whether a folder whose files are listed has a tokenizer among them. */
export const hasTokenizer = (names: ReadonlySet<string>): boolean =>
  VOCABULARIES.some((files) => files.every((name) => names.has(name)));

/** @returns nothing where there is no vocabulary. @throws SourceError as the folder's `read`. */
export async function readTokenizerFiles(folder: Folder): Promise<TokenizerBlobs> {
  const vocabulary = await firstWhole(folder);
  if (vocabulary.length === 0) return new Map();
  const settings = await Promise.all(SETTINGS.map((name) => read(folder, name)));
  return new Map([...vocabulary, ...settings.filter((each) => each !== null)]);
}

type Read = readonly [TokenizerFileName, Blob];

async function read(folder: Folder, name: TokenizerFileName): Promise<Read | null> {
  if (folder.names && !folder.names.has(name)) return null;
  const file = await folder.read(name, MOST);
  return file && [name, file];
}

async function firstWhole(folder: Folder): Promise<readonly Read[]> {
  for (const names of VOCABULARIES) {
    const files = await Promise.all(names.map((name) => read(folder, name)));
    const there = files.filter((file) => file !== null);
    if (there.length === names.length) return there;
  }
  return [];
}

/** What a tokenizer is opened with. @throws SourceError deep; FileError when one is no JSON. */
export async function tokenizerSources(files: TokenizerBlobs): Promise<TokenizerSources> {
  const entries = Array.from(files, async ([name, file]) => {
    const text = await file.text();
    return [name, name.endsWith('.json') ? parseBounded(text, name) : text];
  });
  return Object.fromEntries(await Promise.all(entries)) as TokenizerSources;
}

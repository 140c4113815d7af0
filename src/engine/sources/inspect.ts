/**
 * Whether the model in a folder can be opened, from its small files and the headers of its weights alone. Nothing
 * in them is trusted, and nothing large is fetched.
 */

import { reasonOf } from '../../language/reason.ts';
import { ConfigError } from '../../model/families/family.ts';
import { surveyCheckpoint } from '../../model/families/registry.ts';
import { mayBelong } from '../../model/model.ts';
import {
  type Header,
  readHeader,
  readLayout,
  SafetensorsError,
} from '../../model/weights/header.ts';
import { filesOf, joinHeaders, readShardIndex, SHARD_INDEX } from '../../model/weights/shards.ts';
import { FileError } from '../../text/jsonFile.ts';
import { TokenizerError } from '../../text/tokenizer.ts';
import { openTokenizer } from '../../text/tokenizers/openTokenizer.ts';
import { parseBounded } from './boundedJson.ts';
import { isDump } from './dump/isDump.ts';
import type { Folder, WeightFile } from './folder.ts';
import type { Found } from './found.ts';
import { requireFamily } from './modelType.ts';
import { type Part, SourceError } from './refusals.ts';
import type { ModelSource } from './source.ts';
import { hasTokenizer, readTokenizerFiles, tokenizerSources } from './tokenizerFiles.ts';
import { type Chosen, chooseWeights, WEIGHTS } from './weightFiles.ts';

const CONFIG = 'config.json';

/** Of a config.json: the largest name every label of a classifier. */
const MOST_CONFIG = 4e6;

/** Of a list of tensors: hundreds of layers take a tenth of it. */
const MOST_INDEX = 16e6;

/** The largest model that a page could hold is published in far fewer. */
const MOST_SHARDS = 64;

/** Browsers hold no more than this in one piece. */
const MOST_FILE = 2 ** 31 - 1;

/** What 32 bits of address reach, as WebAssembly has them. */
const MOST_MEMORY = 2 ** 32;

/** Weights are held once, in single precision, and a quarter of that is room for what is computed. */
const memoryOf = (parameters: number): number => Math.round(parameters * 4 * 1.25);

/** What is known of a model without what is kept of it. */
export type Inspected = Omit<Found, 'bytes'> & { readonly bytes: Pick<Found['bytes'], 'all'> };

/** @throws SourceError in a sentence that says why it cannot be opened, and what would do. */
export async function inspect(folder: Folder, source: ModelSource): Promise<Inspected> {
  return told(async () => {
    const config = await readConfig(folder);
    if (config) requireFamily(config.json);
    const chosen = folder.names && (await chooseWeights(folder.names, folder));
    requireParts(folder, config !== null, chosen);
    if (!config) throw missing(folder, ['config']);
    const [weights, tokenizerFiles] = await Promise.all([
      beginWeights(folder, chosen),
      readTokenizerFiles(folder),
    ]);
    if (!weights) throw missing(folder, ['weights']);
    const { header, files, index } = weights;
    const survey = surveyCheckpoint(config.json, header);
    for (const { name, bytes } of files) {
      if (bytes > MOST_FILE)
        throw new SourceError({ code: 'tooLarge', file: name, bytes, most: MOST_FILE });
    }
    if (tokenizerFiles.size === 0) throw missing(folder, ['tokenizer']);
    const tokenizer = openTokenizer(await tokenizerSources(tokenizerFiles));
    survey.frame(tokenizer);
    const tokens = tokenizer.vocabulary.size;
    const rows = survey.config.vocabulary;
    if (!mayBelong(tokens, rows)) throw new SourceError({ code: 'vocabulary', tokens, rows });
    const left = new Set(survey.leftOver);
    const used = new Map([...header].filter(([name]) => !left.has(name)));
    const sizes = sizesOf(used);
    const parameters = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    const memory = memoryOf(parameters);
    if (memory > MOST_MEMORY) throw new SourceError({ code: 'tooMuch', memory, most: MOST_MEMORY });
    const all = files.reduce((sum, { bytes }) => sum + bytes, 0);
    const { title, name, commit, notes } = folder;
    return {
      ...{ source, title, name, commit, notes, tokens, parameters },
      ...{ family: survey.family, config: survey.config, leftOver: survey.leftOver },
      dtypes: [...sizes.keys()],
      bytes: { all },
      memory,
      weights: files,
      files: { config: config.file, tokenizer: tokenizerFiles, index },
    };
  });
}

/** What reads the files of models refuses them in sentences of its own. */
async function told<Made>(make: () => Promise<Made>): Promise<Made> {
  try {
    return await make();
  } catch (cause) {
    // What is wrong with one tensor is so wherever the file is from.
    if (cause instanceof SafetensorsError && cause.tensor === null) {
      throw new SourceError({ code: 'broken', detail: reasonOf(cause) }, { cause });
    }
    if (
      cause instanceof ConfigError ||
      cause instanceof SafetensorsError ||
      cause instanceof TokenizerError ||
      cause instanceof FileError
    ) {
      throw new SourceError({ code: 'unfit', detail: reasonOf(cause) }, { cause });
    }
    throw cause;
  }
}

const missing = ({ at, of }: Folder, parts: readonly Part[]): SourceError =>
  new SourceError({ code: 'missing', missing: parts, at, picked: of === 'picked' });

async function readConfig(folder: Folder) {
  if (folder.names && !folder.names.has(CONFIG)) return null;
  const file = await folder.read(CONFIG, MOST_CONFIG);
  return file && { file, json: parseBounded(await file.text(), CONFIG) };
}

/** Of a folder whose files are listed everything that is missing is named at once. */
function requireParts(folder: Folder, hasConfig: boolean, chosen: Chosen | null): void {
  const { names } = folder;
  if (!names) return;
  const parts: Part[] = [];
  if (!hasConfig) parts.push('config');
  if (!hasTokenizer(names)) parts.push('tokenizer');
  if (!chosen) parts.push('weights');
  if (parts.length === 3 && folder.of === 'picked') {
    throw new SourceError({ code: 'noFiles', files: [...names] });
  }
  if (parts.length > 0) throw missing(folder, parts);
}

interface Weights {
  readonly header: Header;
  readonly files: readonly WeightFile[];
  readonly index: Blob | null;
}

/** @param chosen null where each file has to be asked for. */
async function beginWeights(folder: Folder, chosen: Chosen | null): Promise<Weights | null> {
  if (!chosen) {
    return (await beginOne(folder, WEIGHTS)) ?? (await beginSeveral(folder, SHARD_INDEX));
  }
  return 'file' in chosen ? beginOne(folder, chosen.file) : beginSeveral(folder, chosen.index);
}

async function beginOne(folder: Folder, name: string): Promise<Weights | null> {
  const begun = await folder.begin(name);
  if (!begun) return null;
  const { start, file } = begun;
  const layout = readLayout(start, file.bytes);
  if (isDump(layout)) throw new SourceError({ code: 'attention', file: name });
  return { header: layout.entries, files: [file], index: null };
}

async function beginSeveral(folder: Folder, name: string): Promise<Weights | null> {
  const index = await folder.read(name, MOST_INDEX);
  if (!index) return null;
  const shards = readShardIndex(parseBounded(await index.text(), name));
  const count = filesOf(shards).length;
  if (count > MOST_SHARDS) throw new SourceError({ code: 'shards', count, most: MOST_SHARDS });
  const headers = new Map<string, Header>();
  const files: WeightFile[] = [];
  for (const each of filesOf(shards)) {
    const begun = await folder.begin(each);
    if (!begun) continue; // Named as missing below.
    headers.set(each, readHeader(begun.start, begun.file.bytes));
    files.push(begun.file);
  }
  return { header: joinHeaders(shards, headers), files, index };
}

/** How many values there are of each dtype, of most first. */
function sizesOf(header: Header): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const { dtype, shape } of header.values()) {
    const size = shape.reduce((product, extent) => product * extent, 1);
    sizes.set(dtype, (sizes.get(dtype) ?? 0) + size);
  }
  return new Map([...sizes].sort(([, a], [, b]) => b - a));
}

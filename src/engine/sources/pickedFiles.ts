/** Files of the reader's own: which of them are a model, and which are attention. */
import { headerEnd, headerLength, PREFIX, readLayout } from '../../model/weights/header.ts';
import { parseBounded } from './boundedJson.ts';
import { isDump, isJsonDump, TOLD_WITHIN } from './dump/isDump.ts';
import type { Begun, Folder } from './folder.ts';
import { type Likeness, looksLike, TOLD_BY } from './looksLike.ts';
import type { Note } from './notes.ts';
import { plain } from './plain.ts';
import { SourceError } from './refusals.ts';
import type { FilesSource } from './source.ts';

type Files = ReadonlyMap<string, Blob>;

/** Files beside each other, by their names without their folder. */
interface Candidate {
  /** With a slash at its end; '' for files that were chosen one by one. */
  readonly folder: string;
  readonly files: Files;
}

/** Of a safetensors header that is only looked at to tell what is in the file. */
const MOST_LOOKED_AT = 4e6;

async function isAttention(path: string, file: Blob): Promise<boolean> {
  if (/\.np[yz]$/i.test(path)) return true;
  if (path.endsWith('.safetensors')) return holdsAttention(file);
  if (!/\.json$/i.test(path)) return false;
  return isJsonDump(
    await file
      .slice(0, TOLD_WITHIN)
      .text()
      .catch(() => ''),
  );
}

async function holdsAttention(file: Blob): Promise<boolean> {
  const first = new Uint8Array(await file.slice(0, PREFIX).arrayBuffer());
  if (first.length < PREFIX || headerLength(first) > MOST_LOOKED_AT) return false;
  try {
    const end = headerEnd(first, file.size);
    return isDump(readLayout(new Uint8Array(await file.slice(0, end).arrayBuffer()), file.size));
  } catch {
    // What is wrong with it is said where it is read.
    return false;
  }
}

/** What was chosen: folders of models, and files of attention. */
export interface Picked {
  readonly models: readonly Candidate[];
  /** Names, as they were given. */
  readonly attention: readonly string[];
}

const separated = (name: string): string => name.replaceAll('\\', '/').replace(/^(\.?\/)+/, '');

/** Nothing of the weights is read but the beginning. */
export async function sortPicked(files: Files): Promise<Picked> {
  const attention: string[] = [];
  const folders = new Map<string, Map<string, Blob>>();
  for (const [given, file] of files) {
    const path = separated(given);
    const slash = path.lastIndexOf('/') + 1;
    // What systems put beside files.
    if (path.startsWith('.', slash)) continue;
    if (await isAttention(path, file)) {
      attention.push(given);
      continue;
    }
    const folder = path.slice(0, slash);
    if (!folders.has(folder)) folders.set(folder, new Map());
    folders.get(folder)!.set(path.slice(slash), file);
  }
  const all = Array.from(folders, ([folder, files]) => ({ folder, files }));
  const hasWeights = ({ files }: Candidate) => [...files.keys()].some((name) => WEIGHTS.test(name));
  // Libraries put settings of their own in folders beside the model's.
  const whole = all.filter((each) => each.files.has('config.json') && hasWeights(each));
  const parts = all.filter((each) => each.files.has('config.json') || hasWeights(each));
  return {
    models: outermost([whole, parts, all].find(({ length }) => length > 0) ?? []),
    attention,
  };
}

/** A model whose folder has all the others in it, such as those of its training; all, where there is none. */
function outermost(candidates: readonly Candidate[]): readonly Candidate[] {
  const outer = candidates.find(({ folder }) =>
    candidates.every((each) => each.folder.startsWith(folder)),
  );
  return outer ? [outer] : candidates;
}

const WEIGHTS = /\.(safetensors|bin|h5|msgpack|gguf|onnx)$/i;

/** @throws SourceError in a sentence that says which of the files to open. */
export async function openPicked({ files }: FilesSource): Promise<Folder> {
  const { models, attention } = await sortPicked(files);
  const [candidate, ...others] = models;
  if (others.length > 0) {
    const folders = models.map(({ folder }) => folder || 'the files beside them');
    throw new SourceError({ code: 'severalModels', folders });
  }
  const [file] = attention;
  if (file !== undefined && !(candidate && isModel(candidate))) {
    throw new SourceError({ code: 'attention', file });
  }
  if (!candidate) throw new SourceError({ code: 'noFiles', files: [] });
  // Of weights by themselves it is said first what they are, then what belongs to them.
  if (!candidate.files.has('config.json')) {
    for (const [name, file] of candidate.files) {
      if (name.endsWith('.safetensors')) await requireLike(file, name);
    }
  }
  return pickedFolder(
    candidate,
    await nameInConfig(candidate.files.get('config.json')),
    file === undefined ? [] : [{ code: 'attention', file }],
  );
}

const isModel = ({ files }: Candidate): boolean =>
  files.has('config.json') || [...files.keys()].some((name) => WEIGHTS.test(name));

function pickedFolder(
  { folder, files }: Candidate,
  inConfig: string,
  notes: readonly Note[],
): Folder {
  const { title, commit } = named(folder, files, inConfig);

  async function begin(name: string): Promise<Begun | null> {
    const file = files.get(name);
    if (!file) return null;
    const first = await requireLike(file, name);
    const start = new Uint8Array(await readPart(file, name, headerEnd(first, file.size)));
    return { start, file: { name, bytes: file.size, sha256: null, at: file, key: null } };
  }

  return {
    title,
    name: title.split('/').at(-1)!,
    at: 'these files',
    of: 'picked',
    names: new Set(files.keys()),
    commit,
    notes,
    async read(name, most) {
      const file = files.get(name);
      if (!file) return null;
      if (file.size > most) throw new SourceError({ code: 'tooLong', file: name, most });
      await requireLike(file, name, OF_TEXTS);
      return file;
    },
    begin,
  };
}

/** What a text may look like, which may be empty, too. */
const OF_TEXTS: readonly Likeness[] = ['text', 'empty'];

/** The beginning of a file. @throws SourceError when it shows that the file is something else. */
async function requireLike(
  file: Blob,
  name: string,
  allowed: readonly Likeness[] = [],
): Promise<Uint8Array> {
  const start = new Uint8Array(await readPart(file, name, TOLD_BY));
  const likeness = looksLike(start);
  if (likeness === null || allowed.includes(likeness)) return start;
  throw new SourceError({ code: 'mistaken', file: name, likeness });
}

/** @throws SourceError when a file has gone or changed since it was chosen. */
async function readPart(file: Blob, name: string, end: number): Promise<ArrayBuffer> {
  return file
    .slice(0, end)
    .arrayBuffer()
    .catch((cause: unknown) => {
      throw new SourceError({ code: 'changed', file: name }, { cause });
    });
}

/** The folder of a model in the cache that the hub's own library keeps: `models--org--name/snapshots/commit/`. */
const SNAPSHOT =
  /(?:^|\/)models--(?<id>[\w.-]+(?:--[\w.-]+)?)\/snapshots\/(?<commit>[0-9a-f]{40})\/$/;

/** Of a config.json that a name is looked for in. */
const MOST_OF_CONFIG = 1e6;

/** Names that say nothing of a model. */
const GENERIC =
  /^(model|models|checkpoint|checkpoints|output|outputs|results?|weights)([-_]?\d+)?$/i;

/**
 * What the library that wrote a config.json calls its model: an id of the hub, or the end of a path; '' where it
 * does not say. What is wrong with the file is said where it is read.
 */
async function nameInConfig(config: Blob | undefined): Promise<string> {
  if (!config || config.size > MOST_OF_CONFIG) return '';
  try {
    const json: unknown = parseBounded(await config.text(), 'config.json');
    const { _name_or_path: name } = json as { _name_or_path?: unknown };
    if (typeof name !== 'string') return '';
    const path = name.replaceAll('\\', '/').replace(/\/+$/, '');
    const isId = /^[\w-][\w.-]*\/[\w.-]+$/.test(path);
    const own = plain(isId ? path : (path.split('/').at(-1) ?? ''), 60);
    return /^\.*$/.test(own) || GENERIC.test(own) ? '' : own;
  } catch {
    return '';
  }
}

/** The folder's name, the weights', that which the library gave; whichever says something first. */
function named(
  folder: string,
  files: Files,
  inConfig: string,
): { title: string; commit: string | null } {
  const { id, commit } = SNAPSHOT.exec(folder)?.groups ?? {};
  if (id !== undefined && commit !== undefined) {
    return { title: id.replace('--', '/'), commit };
  }
  const last = plain(folder.split('/').at(-2) ?? '', 60);
  const weights = [...files.keys()].find((name) => name.endsWith('.safetensors')) ?? '';
  const stem = plain(weights.replace(/\.safetensors$/, ''), 60);
  const isGeneric = stem === '' || GENERIC.test(stem.replace(/-\d+-of-\d+$/, ''));
  const own = (GENERIC.test(last) ? '' : last) || (isGeneric ? '' : stem) || inConfig;
  return { title: own || last || 'your model', commit: null };
}

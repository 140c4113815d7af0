/** From what a reader asks for to what can be put into a place: looked up, asked about where it is large, fetched. */
import type { Opened, OpenedAttention, OpenedCheckpoint } from '../engine/opened.ts';
import {
  createModelCache,
  fetchFiles,
  linkOf,
  noteSentence,
  openAttention,
  parseSourceLink,
  readDump,
  sortPicked,
  writeSourceLink,
} from '../engine/opening.ts';
import type { Engine } from '../engine/protocol.ts';
import { findingPhrase } from '../sentences/dump.ts';
import { quoted } from '../sentences/phrase.ts';
import { type FoundModel, LARGE_MODEL, type Opening, type Wanted, WantsFile } from './opening.ts';

export interface Surroundings {
  /** The page's address. */
  readonly base: URL;
  /** Says how far it is. */
  say(opening: Opening): void;
  readonly signal: AbortSignal;
  /** Resolved when the reader agrees to fetch a large model. */
  readonly agreed: Promise<void>;
  readonly isAgreed: boolean;
  readonly lookUp: Engine['lookUp'];
  /** The text of attention in the other place; null where there is none. */
  readonly text: string | null;
}

type Found = Awaited<ReturnType<Engine['lookUp']>>;

/** Of a larger file no SHA-256 is made: it would have to be in memory whole. */
const MOST_HASHED = 2 ** 26;

/** What the page says of how a model is written in a link, or was typed. */
const SPELLED = /^(hub:|file:|attention:|https?:\/\/|\.{0,2}\/)/;

/**
 * @throws WantsFile where a link names files; the signal's reason; Error with a sentence on why it cannot be opened.
 */
export async function prepare(wanted: Wanted, around: Surroundings): Promise<Opened> {
  switch (wanted.from) {
    case 'name':
      return prepareNamed(wanted.text.trim(), around);
    case 'files':
      return prepareFiles(wanted.files, around);
    case 'attention':
      return prepareAttention(wanted.file, wanted.name, around);
  }
}

async function prepareNamed(text: string, around: Surroundings): Promise<Opened> {
  const link = parseSourceLink(SPELLED.test(text) ? text : `hub:${text}`, around.base);
  switch (link.from) {
    case 'files':
      throw new WantsFile(link.name, false);
    case 'attention':
      throw new WantsFile(link.name, true);
    case 'shipped':
      throw new Error(`${text} is the page’s own model: put it back with the button for that.`);
    default:
      around.say({ phase: 'looking', title: link.from === 'hub' ? link.id : link.url });
      return prepareModel(await around.lookUp(link), around);
  }
}

async function prepareFiles(
  files: ReadonlyMap<string, Blob>,
  around: Surroundings,
): Promise<Opened> {
  const [[only, file] = [], ...more] = files;
  const { attention } = await sortPicked(files);
  // Of JSON nothing tells what is in it before it is read; a model is never one alone.
  const isAlone = only !== undefined && more.length === 0;
  if (isAlone && (attention.includes(only) || /\.json$/i.test(only))) {
    return prepareAttention(file!, only, around);
  }
  const source = { from: 'files', files } as const;
  around.say({ phase: 'looking', title: only ?? '' });
  return prepareModel(await around.lookUp(source), around);
}

async function prepareModel(found: Found, around: Surroundings): Promise<OpenedCheckpoint> {
  const { base, say, signal, agreed, isAgreed } = around;
  signal.throwIfAborted();
  const facts = factsOf(found);
  if (found.bytes.toFetch >= LARGE_MODEL && !isAgreed) {
    say({ phase: 'asking', found: facts });
    await unlessAborted(signal, agreed);
  }
  say({ phase: 'fetching', found: facts, loaded: 0 });
  const { title, name, source } = found;
  const files = await fetchFiles(found, {
    fetch: (input, init) => fetch(input, init),
    ...{ signal, page: base, cache: createModelCache(base) },
    onBytes: (loaded) => say({ phase: 'fetching', found: facts, loaded }),
  });
  say({ phase: 'starting', title });
  return {
    kind: 'checkpoint',
    source: writeSourceLink(linkOf(source), base),
    hash: [...files.hashes.values()].join(' ') || null,
    notes: [...facts.notes, ...files.notes.map(noteSentence)],
    names: { title, name },
    files,
  };
}

/** So many tensors are named that nothing is made of. */
const NAMED = 4;

function factsOf(found: Found): FoundModel {
  const { title, family, config, tokens, dtypes, bytes, memory, leftOver } = found;
  const { layers, heads, width, can } = config;
  const more = leftOver.length - NAMED;
  const left = leftOver.slice(0, NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
  return {
    ...{ title, family, layers, heads, width, vocabulary: tokens, can, dtypes, memory },
    ...{ bytes: bytes.all, toFetch: bytes.toFetch },
    notes: [
      ...found.notes.map(noteSentence),
      ...Object.values(can.lacks ?? {}),
      ...(leftOver.length > 0 ? [`Not of this model’s attention, and left out: ${left}.`] : []),
    ],
  };
}

async function prepareAttention(
  file: Blob,
  name: string,
  around: Surroundings,
): Promise<OpenedAttention> {
  const { base, say, signal, text } = around;
  const title = name.split('/').at(-1) || name;
  const read = (of: string | null) =>
    readDump(file, {
      ...{ name: title, signal, text: of },
      onProgress: (part) => say({ phase: 'reading', title, part }),
    });
  say({ phase: 'reading', title, part: 0 });
  const own = await read(null);
  // Two files are of one text where the tokens of both can be laid along it.
  const dump = text === null || own.text === text ? own : await read(text);
  if (text !== null && dump.text !== text) {
    throw new Error(
      `${title} is of another text than the file in the other place, “${brief(text)}”: open files of one text, or put the page’s own model back there first.`,
    );
  }
  return openAttention(dump, {
    source: writeSourceLink({ from: 'attention', name: title }, base),
    hash: await hashOf(file),
    notes: dump.findings.map((finding) => quoted(findingPhrase(dump, finding))),
  });
}

const brief = (text: string): string =>
  text.length > 60 ? `${text.slice(0, 60).toWellFormed()}…` : text;

async function hashOf(file: Blob): Promise<string | null> {
  // Plain-http pages have none.
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (!subtle || file.size > MOST_HASHED) return null;
  const digest = new Uint8Array(await subtle.digest('SHA-256', await file.arrayBuffer()));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function unlessAborted<Value>(signal: AbortSignal, work: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

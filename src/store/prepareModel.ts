/** From what a reader asks for to what can be put into a place: looked up, asked about where it is large, fetched. */
import { msg } from '#say';
import type { Opened, OpenedCheckpoint, Wanted } from '../engine/opened.ts';
import {
  createModelCache,
  fetchFiles,
  linkOf,
  noteMessage,
  parseSourceLink,
  plain,
  Refused,
  sortPicked,
  writeSourceLink,
} from '../engine/opening.ts';
import type { Engine } from '../engine/protocol.ts';
import type { AttentionKind } from '../model/dump.ts';
import { withoutNumber } from './numbered.ts';
import type { FoundModel, Opening } from './opening.ts';
import { WantsFile } from './wantsFile.ts';

export interface Surroundings {
  /** The browser's own, where it is not said. */
  readonly fetch?: typeof fetch;
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
  /** Which attention of a file the link asks for in this place; null where it does not say. */
  readonly of: AttentionKind | null;
}

/** From so many bytes on a reader is asked before weights are fetched. */
const LARGE_MODEL = 100e6;

type Found = Awaited<ReturnType<Engine['lookUp']>>;

/** What the page says of how a model is written in a link, or was typed. */
const SPELLED = /^(hub:|file:|attention:|cross:|https?:\/\/|\.{0,2}\/)/;

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
      return prepareAttention(wanted.file, wanted.name, around, wanted.of);
  }
}

async function prepareNamed(text: string, around: Surroundings): Promise<Opened> {
  const link = parseSourceLink(SPELLED.test(text) ? text : `hub:${text}`, around.base);
  switch (link.from) {
    case 'files':
      throw new WantsFile(withoutNumber(link.name), false);
    case 'attention':
    case 'cross':
      throw new WantsFile(withoutNumber(link.name), true);
    case 'shipped':
      throw new Refused(
        msg`${text} is the page’s own model: put it back with the button for that.`,
      );
    default:
      around.say({ phase: 'looking', title: link.from === 'hub' ? link.id : link.url });
      return prepareModel(await around.lookUp(link), around);
  }
}

/** What reads files of attention is fetched for the first of them. */
async function prepareAttention(
  file: Blob,
  path: string,
  around: Surroundings,
  of: AttentionKind | null = around.of,
): Promise<Opened> {
  const name = path.split('/').at(-1) || path;
  const sourceOf = (from: 'attention' | 'cross') => writeSourceLink({ from, name }, around.base);
  const sources = { self: sourceOf('attention'), cross: sourceOf('cross') };
  const { prepareAttention: prepared } = await import('./prepareAttention.ts');
  return prepared(file, name, { sources, of }, around);
}

/** Names of JSON files that are published with models. */
const OF_MODELS =
  /(^|[/\\])((generation_)?config|tokenizer(_config)?|special_tokens_map|vocab)\.json$/;

async function prepareFiles(
  files: ReadonlyMap<string, Blob>,
  around: Surroundings,
): Promise<Opened> {
  const [[only, file] = [], ...more] = files;
  const { models, attention } = await sortPicked(files);
  if (models.length === 0 && attention.length === 2) {
    throw new Refused(msg`These are two files of attention: open one in each place.`);
  }
  // Of JSON nothing tells what is in it before it is read; a model is never one alone.
  const isAlone = only !== undefined && more.length === 0;
  if (isAlone && (attention.includes(only) || (/\.json$/i.test(only) && !OF_MODELS.test(only)))) {
    return prepareAttention(file!, only, around);
  }
  const source = { from: 'files', files } as const;
  around.say({ phase: 'looking', title: plain(only ?? '') });
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
    fetch: around.fetch ?? ((input, init) => fetch(input, init)),
    ...{ signal, page: base, cache: createModelCache(base) },
    onBytes: (loaded) => say({ phase: 'fetching', found: facts, loaded }),
  });
  say({ phase: 'starting', title });
  return {
    kind: 'checkpoint',
    source: writeSourceLink(linkOf(source), base),
    hash: [...files.hashes.values()].join(' ') || null,
    notes: [...facts.notes, ...files.notes.map(noteMessage)],
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
  const named = leftOver
    .slice(0, NAMED)
    .map((name) => plain(name))
    .join(', ');
  const left = more > 0 ? msg`${named} and ${more} more` : named;
  return {
    ...{ title, family, layers, heads, width, vocabulary: tokens, can, dtypes, memory },
    ...{ bytes: bytes.all, toFetch: bytes.toFetch },
    notes: [
      ...found.notes.map(noteMessage),
      ...Object.values(can.lacks ?? {}),
      ...(leftOver.length > 0 ? [msg`Not of this model’s attention, and left out: ${left}.`] : []),
    ],
  };
}

function unlessAborted<Value>(signal: AbortSignal, work: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

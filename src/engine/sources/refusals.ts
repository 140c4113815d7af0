/**
 * Why a model is not opened: a code with what belongs to it, of which a message is made in one place. Every
 * message says what would do.
 */
import { inEnglish, isMessage, type Message, msg } from '#say';
import { type Likeness, mistaken, WEIGHTS_WANTED } from './looksLike.ts';
import { listed, plain, plainMessage, sizeInWords, timeInWords } from './plain.ts';

interface Parameters {
  /** A link names no source. */
  readonly source: { readonly text: string };
  readonly id: { readonly text: string };
  readonly revision: { readonly text: string };
  readonly host: { readonly host: string };

  readonly offline: { readonly host: string };
  readonly stalled: { readonly file: string; readonly seconds: number };
  readonly cutOff: {
    readonly file: string;
    readonly loaded: number;
    /** Of the whole; null where nobody says. */
    readonly bytes: number | null;
    /** Whether what has arrived is kept. */
    readonly goesOn: boolean;
  };
  readonly noModel: { readonly id: string };
  readonly noRevision: { readonly id: string; readonly revision: string };
  readonly noFile: { readonly file: string; readonly at: string };
  readonly gated: { readonly id: string };
  readonly forbidden: { readonly file: string; readonly status: number };
  /** Asked too often; seconds to wait where it is said. */
  readonly busy: { readonly host: string; readonly seconds: number | null };
  readonly server: { readonly file: string; readonly status: number };
  readonly webPage: { readonly file: string };
  readonly pointer: { readonly file: string };
  readonly tooLong: { readonly file: string; readonly most: number };
  readonly noSize: { readonly file: string };
  readonly otherSize: { readonly file: string; readonly loaded: number; readonly bytes: number };
  readonly otherContent: { readonly file: string };
  readonly listing: { readonly id: string; readonly detail: Message | string };

  /** Something else was given in place of the file. */
  readonly mistaken: { readonly file: string; readonly likeness: Likeness };
  /** The file as a whole is broken; what reads it says how. */
  readonly broken: { readonly detail: Message | string };
  readonly noFiles: { readonly files: readonly string[] };
  readonly missing: {
    readonly missing: readonly Part[];
    readonly at: string;
    /** Whether they are the reader's own files. */
    readonly picked: boolean;
  };
  /** Weights only in files that can hold programs; the revision that has others, where there is one. */
  readonly pickled: {
    readonly files: readonly string[];
    readonly at: string;
    readonly revision: string | null;
    readonly onHub: boolean;
  };
  readonly otherWeights: { readonly files: readonly string[]; readonly at: string };
  readonly adapter: { readonly at: string };
  readonly severalWeights: { readonly files: readonly string[] };
  readonly severalModels: { readonly folders: readonly string[] };
  readonly attention: { readonly file: string };
  /** A file of the reader's disk. */
  readonly changed: { readonly file: string };
  /** Into memory. */
  readonly unreadable: { readonly file: string; readonly bytes: number };
  readonly deep: { readonly file: string };
  readonly shards: { readonly count: number; readonly most: number };
  readonly encoderDecoder: { readonly type: string; readonly families: readonly string[] };
  readonly otherType: { readonly type: string; readonly families: readonly string[] };
  /** What reads the files says why, in a sentence. */
  readonly unfit: { readonly detail: Message | string };
  readonly vocabulary: { readonly tokens: number; readonly rows: number };
  /** In memory, in bytes. */
  readonly tooMuch: { readonly memory: number; readonly most: number };
  readonly tooLarge: { readonly file: string; readonly bytes: number; readonly most: number };
}

/** What a model consists of. */
export type Part = 'config' | 'tokenizer' | 'weights';

export type RefusalCode = keyof Parameters;

/** As data, so that it can cross threads and be said in any language. */
export type Refusal = {
  readonly [Code in RefusalCode]: { readonly code: Code } & Parameters[Code];
}[RefusalCode];

/** What is no message came in words of its own. */
type Messages = { readonly [Code in RefusalCode]: (given: Parameters[Code]) => Message | string };

const quoted = (text: string): string => `“${plain(text, 60)}”`;

const PARTS: Readonly<Record<Part, Message>> = {
  config: msg`config.json`,
  tokenizer: msg`a tokenizer (tokenizer.json, or vocab.txt, or vocab.json and merges.txt)`,
  weights: msg`weights (model.safetensors)`,
};

function partsIn([first, second, third]: readonly Part[]): Message {
  const [one, two, three] = [first, second, third].map((part) => part && PARTS[part]);
  if (!two) return one!;
  return three ? msg`${one!}, ${two} and ${three}` : msg`${one!} and ${two}`;
}

const ORDINARY = 'google-bert/bert-base-uncased';

const MESSAGES: Messages = {
  source: ({ text }) =>
    msg`${quoted(text)} names no model: write hub: and an id, such as hub:${ORDINARY}, or the address of a folder.`,
  id: ({ text }) =>
    msg`${quoted(text)} is no id of the hub: write it as there, such as ${ORDINARY} or gpt2.`,
  revision: ({ text }) =>
    msg`${quoted(text)} is no revision: write a branch, a tag, a commit, or a pull request as refs/pr/3.`,
  host: ({ host }) =>
    msg`The page asks only its own server and the hub, so not ${plain(host)}: download the model’s files and open them from your disk.`,
  offline: ({ host }) =>
    msg`${plain(host)} cannot be reached: check your connection and try again, or open the model’s files from your disk.`,
  stalled: ({ file, seconds }) =>
    msg`No byte of ${plain(file)} arrived for ${timeInWords(seconds)}: check your connection and try again.`,
  cutOff: ({ file, loaded, bytes, goesOn }) => {
    const arrived =
      bytes === null
        ? msg`The connection broke after ${sizeInWords(loaded)} of ${plain(file)}`
        : msg`The connection broke after ${sizeInWords(loaded)} of ${sizeInWords(bytes)} of ${plain(file)}`;
    return goesOn
      ? msg`${arrived}: try again, which goes on from there.`
      : msg`${arrived}: try again.`;
  },
  noModel: ({ id }) =>
    msg`${plain(id)} does not exist on the hub or is private: check how it is written, or download its files and open them from your disk.`,
  noRevision: ({ id, revision }) =>
    msg`${plain(id)} has no revision ${plain(revision)}: leave it out for the newest, or write a branch, a tag or a commit of it.`,
  noFile: ({ file, at }) =>
    msg`${plain(file)} is not at ${plain(at)}: check the address, or open the files from your disk.`,
  gated: ({ id }) =>
    msg`${plain(id)} is given only to who has agreed to its terms: agree to them on the hub, download the files there and open them from your disk.`,
  forbidden: ({ file, status }) =>
    msg`The server refuses ${plain(file)} (${status}): download the model’s files with your account and open them from your disk.`,
  busy: ({ host, seconds }) =>
    seconds === null
      ? msg`${plain(host)} was asked too often from your network: wait some minutes and try again.`
      : msg`${plain(host)} was asked too often from your network: wait ${timeInWords(seconds)} and try again.`,
  server: ({ file, status }) =>
    msg`The server answered ${status} for ${plain(file)}: try again in a while, or open the model’s files from your disk.`,
  webPage: ({ file }) =>
    msg`The server sent a web page in place of ${plain(file)}: check the address, or open the model’s files from your disk.`,
  pointer: ({ file }) => mistaken(file, 'pointer', WEIGHTS_WANTED),
  tooLong: ({ file, most }) =>
    msg`${plain(file)} has more than ${sizeInWords(most)}, which is no such file’s size: open the one that was published with the model.`,
  noSize: ({ file }) =>
    msg`The server does not say how large ${plain(file)} is: download the model’s files and open them from your disk.`,
  otherSize: ({ file, loaded, bytes }) =>
    msg`The server sent ${sizeInWords(loaded)} or more for ${plain(file)}, which should have ${sizeInWords(bytes)}: try again, or open the model’s files from your disk.`,
  otherContent: ({ file }) =>
    msg`${plain(file)} arrived damaged: its SHA-256 is not the one that the hub lists. Try again, or open the model’s files from your disk.`,
  listing: ({ id, detail }) =>
    msg`The server’s list of the files of ${plain(id)} cannot be read (${isMessage(detail) ? plainMessage(detail) : plain(detail, 200)}): try again in a while, or open the model’s files from your disk.`,
  mistaken: ({ file, likeness }) => mistaken(file, likeness, WEIGHTS_WANTED),
  broken: ({ detail }) =>
    msg`${isMessage(detail) ? plainMessage(detail) : plain(detail, 1000)} Get the file again from where it was published, whole.`,
  noFiles: ({ files }) =>
    files.length === 0
      ? msg`There is no file here that could be read: open config.json, the tokenizer’s files and model.safetensors together, or their folder, or one file of attention.`
      : msg`There is no model in ${listed(files)}: open config.json, the tokenizer’s files and model.safetensors together, or their folder, or one file of attention (safetensors, npz or JSON).`,
  missing: ({ missing, at, picked }) =>
    picked
      ? msg`A model also needs ${partsIn(missing)}: open all of its files together, or their folder.`
      : msg`${plain(at)} lacks ${partsIn(missing)}: open another model, or the model’s files from your disk.`,
  pickled: ({ files, at, revision, onHub }) => {
    const only = msg`The only weights in ${plain(at)} are ${listed(files)}, which can hold programs and are never opened`;
    if (revision !== null) {
      return msg`${only}: open revision ${plain(revision)}, which has a safetensors file.`;
    }
    return onHub
      ? msg`${only}: convert it on the hub with the Space safetensors/convert, or in Python with save_pretrained, and open that.`
      : msg`${only}: convert it in Python with save_pretrained, and open what that writes.`;
  },
  otherWeights: ({ files, at }) =>
    msg`The only weights in ${plain(at)} are ${listed(files)}: load them in Python, write them with save_pretrained, and open the model.safetensors that this makes.`,
  adapter: ({ at }) =>
    msg`The weights in ${plain(at)} are an adapter, which changes another model: merge both in Python with merge_and_unload, write that with save_pretrained, and open it.`,
  severalWeights: ({ files }) =>
    msg`There are several files of weights, ${listed(files)}: open one of them with its config.json and tokenizer.`,
  severalModels: ({ folders }) =>
    msg`There are several models, in ${listed(folders)}: open one of these folders by itself.`,
  attention: ({ file }) =>
    msg`${plain(file)} holds attention, not the weights of a model: open it by itself, as a file of attention.`,
  changed: ({ file }) =>
    msg`${plain(file)} has changed or gone since it was chosen: choose it again.`,
  unreadable: ({ file, bytes }) =>
    msg`The ${sizeInWords(bytes)} of ${plain(file)} cannot be read into memory: close other tabs and open the model again, or a smaller one.`,
  deep: ({ file }) =>
    msg`${plain(file)} is nested too deeply: open the one that was published with the model.`,
  shards: ({ count, most }) =>
    msg`The weights are in ${count} files, and at most ${most} are read: open a smaller model.`,
  encoderDecoder: ({ type, families }) =>
    msg`The model is of the type ${plain(type, 40)}, an encoder–decoder, and the types that run here are ${listed(families)}: open a model of one of these, or write its attention to a file in Python and open that.`,
  otherType: ({ type, families }) =>
    msg`The model is of the type ${plain(type, 40)}, and the types that run here are ${listed(families)}: open a model of one of these, or write its attention to a file in Python and open that.`,
  unfit: ({ detail }) => (isMessage(detail) ? plainMessage(detail) : plain(detail, 1000)),
  vocabulary: ({ tokens, rows }) =>
    msg`The tokenizer has ${tokens} tokens, but the model ${rows}: open the tokenizer that was published with the model.`,
  tooMuch: ({ memory, most }) =>
    msg`The model takes about ${sizeInWords(memory)} of memory, and a page gets at most ${sizeInWords(most)}: open a smaller model.`,
  tooLarge: ({ file, bytes, most }) =>
    msg`${plain(file)} has ${sizeInWords(bytes)}, and a page can hold at most ${sizeInWords(most)} in one piece: open a smaller model, or one in float16.`,
};

/** Every code there is. */
export const REFUSAL_CODES = Object.keys(MESSAGES) as readonly RefusalCode[];

/** What is said of a refusal. */
export const refusalMessage = (refusal: Refusal): Message | string =>
  (MESSAGES[refusal.code] as (given: Refusal) => Message | string)(refusal);

/**
 * A model cannot be found, fetched or opened. The message is a sentence that says why and what would do, `said` the
 * same in any language. Only message and name cross a thread, so the name has the code and what is said.
 */
export class SourceError extends Error {
  override readonly name: string;
  readonly refusal: Refusal;
  readonly said?: Message;

  constructor(refusal: Refusal, options?: ErrorOptions) {
    const said = refusalMessage(refusal);
    super(inEnglish(said), options);
    const isSaid = isMessage(said);
    this.name = `SourceError: ${refusal.code}${isSaid ? `: ${JSON.stringify(said)}` : ''}`;
    this.refusal = refusal;
    if (isSaid) this.said = said;
  }
}

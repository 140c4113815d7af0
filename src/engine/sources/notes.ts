/** What is worth telling of a model that was found or fetched, as data and as messages. */
import { type Message, msg } from '#say';
import { plain, sizeInWords } from './plain.ts';

interface Parameters {
  /** The hub calls the model otherwise than the reader. */
  readonly renamed: { readonly id: string };
  /** The server was not reached: these are the files of an earlier visit, by its date in ISO 8601. */
  readonly kept: { readonly host: string; readonly date: string };
  /** A file of attention lies beside the model. */
  readonly attention: { readonly file: string };
  /** The listing has no SHA-256 of this file, so that only its length can be checked. */
  readonly unchecked: { readonly file: string };
  /** Nothing can be kept for the next visit: no room, or not allowed. */
  readonly notKept: { readonly why: 'full' | 'refused' };
  /** It may be more than the device can hold, in bytes. */
  readonly tight: { readonly memory: number };
}

type NoteCode = keyof Parameters;

export type Note = {
  readonly [Code in NoteCode]: { readonly code: Code } & Parameters[Code];
}[NoteCode];

type Messages = { readonly [Code in NoteCode]: (given: Parameters[Code]) => Message };

const MESSAGES: Messages = {
  renamed: ({ id }) => msg`The hub calls this model ${plain(id)} now.`,
  kept: ({ host, date }) =>
    msg`${plain(host)} cannot be reached, so the model is opened as it was kept on ${date.slice(0, 10)}.`,
  attention: ({ file }) =>
    msg`${plain(file)} holds attention: it can be opened by itself, as a file of attention.`,
  unchecked: ({ file }) =>
    msg`The server lists no SHA-256 of ${plain(file)}, so only its length was checked.`,
  notKept: ({ why }) =>
    why === 'full'
      ? msg`The browser has no room to keep the model, so it is in memory only, and will be fetched again next time: remove models that are kept to make room.`
      : msg`The browser lets this page keep no files, so the model is in memory only, and will be fetched again next time.`,
  tight: ({ memory }) =>
    msg`The model takes about ${sizeInWords(memory)} of memory, which may be more than this device gives a page: close other tabs, or open a smaller model.`,
};

export const noteMessage = (note: Note): Message =>
  (MESSAGES[note.code] as (given: Note) => Message)(note);

/** What a file is by its first bytes, whatever it is called: what is opened by mistake in the place of another. */
import { type Message, msg } from '#say';
import { plain } from './plain.ts';

export type Likeness =
  | 'empty'
  | 'zeros'
  | 'pointer'
  | 'webPage'
  | 'picture'
  | 'packed'
  | 'pickle'
  | 'pdf'
  | 'hdf5'
  | 'gguf'
  | 'text';

/** So many bytes tell what a file is. */
export const TOLD_BY = 64;

const BEGINNINGS: readonly (readonly [string, Likeness])[] = [
  ['\x89PNG', 'picture'],
  ['\xff\xd8\xff', 'picture'],
  ['GIF8', 'picture'],
  ['\x1f\x8b', 'packed'],
  ['PK', 'packed'],
  ['BZh', 'packed'],
  ['\xfd7zXZ', 'packed'],
  ['\x80\x02', 'pickle'],
  ['\x80\x03', 'pickle'],
  ['\x80\x04', 'pickle'],
  ['\x80\x05', 'pickle'],
  ['%PDF', 'pdf'],
  ['\x89HDF', 'hdf5'],
  ['GGUF', 'gguf'],
];

/** What stands at the beginning of a file by which it is told. */
export const startsWith = (bytes: Uint8Array, words: string): boolean =>
  bytes.length >= words.length &&
  Array.from(words).every((letter, at) => bytes[at] === letter.charCodeAt(0));

/** Git keeps large files elsewhere; what is in the repository in their place is a text of three lines. */
export const isPointer = (start: Uint8Array): boolean =>
  startsWith(start, 'version https://git-lfs.github.com/spec/');

/** A web page, sent as if it was the file. */
export function isWebPage(start: Uint8Array): boolean {
  const text = new TextDecoder().decode(start.subarray(0, 64));
  return /^\uFEFF?\s*<(!doctype html|html)/i.test(text);
}

/** Null where its beginning tells nothing. @param start at most {@link TOLD_BY} bytes of it */
export function looksLike(start: Uint8Array): Likeness | null {
  if (start.length === 0) return 'empty';
  if (start.length > 8 && start.every((byte) => byte === 0)) return 'zeros';
  if (isPointer(start)) return 'pointer';
  if (isWebPage(start)) return 'webPage';
  const known = BEGINNINGS.find(([words]) => startsWith(start, words));
  if (known) return known[1];
  // No text has control characters, and no header of a safetensors file is so long that its length has none.
  return start.every((byte) => byte >= 0x20 || (byte >= 9 && byte <= 13)) ? 'text' : null;
}

/** What such a file is, and what to do. @param wanted what should be opened in its place */
export function mistaken(name: string, likeness: Likeness, wanted: Message): Message {
  const file = plain(name);
  switch (likeness) {
    case 'empty':
      return msg`${file} is empty, as a download leaves it that did not come to its end: get it again.`;
    case 'zeros':
      return msg`${file} begins with nothing but zeros, as a download leaves it that broke off: get it again.`;
    case 'pointer':
      return msg`${file} is not the file itself but a pointer to it: get the file with git lfs pull, or download it in the browser.`;
    case 'webPage':
      return msg`${file} is a web page that was saved in place of the file: download the file itself, and open that.`;
    case 'picture':
      return msg`${file} is a picture, whatever it is called: choose ${wanted}.`;
    case 'packed':
      return msg`${file} is packed: unpack it, and open what is in it.`;
    case 'pickle':
      return msg`${file} is a Python pickle, which can hold programs and is never opened: choose ${wanted}.`;
    case 'pdf':
      return msg`${file} is a PDF, whatever it is called: choose ${wanted}.`;
    case 'hdf5':
      return msg`${file} is an HDF5 file: choose ${wanted}.`;
    case 'gguf':
      return msg`${file} is a GGUF file: choose ${wanted}.`;
    case 'text':
      return msg`${file} is plain text: choose ${wanted}.`;
  }
}

export const WEIGHTS_WANTED: Message = msg`the model.safetensors that was published with the model`;
export const ATTENTION_WANTED: Message = msg`a safetensors, npz or JSON file of attention`;

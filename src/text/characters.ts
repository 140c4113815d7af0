/**
 * Text as typed, cut into words and characters, each with its place.
 *
 * A character is what a reader perceives as one: an extended grapheme cluster (Unicode Standard
 * Annex #29). Normalisation to NFC never reaches across such a boundary, and lower-casing is done
 * one character at a time as in Hugging Face's tokenizers, so the normalised text is the
 * concatenation of the normalised characters and every byte of it belongs to one of them.
 */
import { BLANK } from './blank.ts';
import type { Span } from './token.ts';

/** A character, normalised, or a blank (`text` is null). */
export interface Character {
  readonly text: string | null;
  /** UTF-16 offsets into the text as typed. */
  readonly span: Span;
  /** Index of its word, a run of characters that are not white space; of white space, that of the next. */
  readonly word: number;
  /** Whether it was typed as white space. */
  readonly isSpace: boolean;
}

/**
 * The longest character that is kept whole, in code points: an emoji family with skin tones has 11.
 * A longer run of combining marks is taken in pieces, so that any character fits into a reading.
 */
const LONGEST = 16;

const LONE_SURROGATE = /\p{Surrogate}/gu;

let segmenter: Intl.Segmenter | undefined;

/** Made when it is first needed: where a browser has none, the page must still start in order to say so. */
function graphemesOf(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return segmenter.segment(text);
}

/** Unicode's White_Space property; all of it lies in the Basic Multilingual Plane. */
export function isSpace(code: number): boolean {
  return (
    code === 0x20 ||
    (code >= 0x09 && code <= 0x0d) ||
    code === 0x85 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** Where the text ends when the white space after it is not counted. */
export function trimmedEnd(text: string): number {
  let end = text.length;
  while (end > 0 && isSpace(text.charCodeAt(end - 1))) end--;
  return end;
}

/** Pieces of at most {@link LONGEST} code points. */
function* pieces(cluster: string): Generator<string> {
  if (cluster.length <= LONGEST) {
    yield cluster;
    return;
  }
  const points = Array.from(cluster);
  for (let i = 0; i < points.length; i += LONGEST) yield points.slice(i, i + LONGEST).join('');
}

/** How much of a word is segmented at a time: a word can be a megabyte long. */
const STRIDE = 2048;

const isPair = (text: string, at: number): boolean => text.codePointAt(at)! > 0xffff;

/** Characters of text[start, end), which holds neither white space nor blanks. */
function* charactersWithin(
  text: string,
  start: number,
  end: number,
  word: number,
  normalize: (text: string) => string,
): Generator<Character> {
  let at = start;
  while (at < end) {
    let stop = Math.min(end, at + STRIDE);
    if (stop < end && isPair(text, stop - 1)) stop--;
    // A lone surrogate is no character: the model reads U+FFFD, of the same length, in its place.
    const chunk = text.slice(at, stop).replace(LONE_SURROGATE, '\uFFFD');
    for (const { segment, index } of graphemesOf(chunk)) {
      // The last cluster of a stride may go on beyond it: the next stride begins with it.
      if (stop < end && index > 0 && index + segment.length === chunk.length) break;
      for (const piece of pieces(segment)) {
        const span = { start: at, end: at + piece.length };
        yield { text: normalize(piece), span, word, isSpace: false };
        at += piece.length;
      }
    }
  }
}

/** How many characters a reader perceives in a short text. */
export const countOfCharacters = (text: string): number => [...graphemesOf(text)].length;

/**
 * The characters and blanks of a text, in order and one by one, so that a caller who needs only
 * the first of a very long text pays for no more.
 *
 * @param normalize what the model's text is normalised by, applied to one character at a time.
 * @param spaces whether white space is given, too, a character each.
 */
export function* characters(
  text: string,
  normalize: (text: string) => string,
  spaces: 'with spaces' | 'without spaces' = 'without spaces',
): Generator<Character> {
  let word = -1;
  let at = 0;
  let blank = text.indexOf(BLANK);
  while (at < text.length) {
    if (isSpace(text.charCodeAt(at))) {
      const span = { start: at, end: at + 1 };
      if (spaces === 'with spaces') {
        yield { text: normalize(text[at]!), span, word: word + 1, isSpace: true };
      }
      at++;
      continue;
    }
    word++;
    let end = at;
    while (end < text.length && !isSpace(text.charCodeAt(end))) end++;
    while (at < end) {
      const stop = blank === -1 ? end : Math.min(blank, end);
      yield* charactersWithin(text, at, stop, word, normalize);
      at = stop;
      if (at === blank) {
        at += BLANK.length;
        yield { text: null, span: { start: blank, end: at }, word, isSpace: false };
        blank = text.indexOf(BLANK, at);
      }
    }
  }
}

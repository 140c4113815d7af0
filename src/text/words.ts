/**
 * Which tokens make a word that a reader sees: what is offered when a token is to be taken out, and what
 * is taken out then. A token need not be anything visible by itself: byte-level BPE spells most
 * characters outside of ASCII by several tokens, and may make the space before a word a token of its own.
 *
 * Letters and digits of a run without white space are one word, with the apostrophes between them, straight or
 * curly, and with what cannot be seen among them. Anything else stands alone, character by character:
 * punctuation, symbols, emoji, and the characters of scripts that put no spaces between words.
 */

import { isTyped } from './blank.ts';
import { bytesOf, SPACE } from './bytes.ts';
import type { Token } from './token.ts';

export interface Word {
  /** Its tokens: from the first to the one after the last. */
  readonly first: number;
  readonly end: number;
  /** What they spell, without the space before it. */
  readonly text: string;
}

const INVISIBLE = /^[\p{Cc}\p{Cf}\p{Z}\p{Default_Ignorable_Code_Point}]*$/u;
const LETTERS = /[\p{L}\p{N}\p{M}]/u;
const ONLY_LETTERS = /^[\p{L}\p{N}\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}'’ʼ]+$/u;
const APOSTROPHE = /^['’ʼ]$/u;
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

type Kind = 'letters' | 'apostrophe' | 'invisible' | 'alone';

function kindOf(text: string): Kind {
  if (INVISIBLE.test(text)) return 'invisible';
  if (APOSTROPHE.test(text)) return 'apostrophe';
  if (UNSPACED.test(text)) return 'alone';
  return ONLY_LETTERS.test(text) && LETTERS.test(text) ? 'letters' : 'alone';
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** What pieces of the vocabulary spell; null for bytes that are no whole characters. */
function spelled(pieces: readonly string[]): string | null {
  const bytes = pieces.map((piece) => bytesOf(piece));
  if (bytes.some((each) => each === undefined)) return pieces.join('');
  try {
    return strict.decode(Uint8Array.from(bytes.flatMap((each) => [...each!])));
  } catch {
    return null;
  }
}

const isText = (token: Token): boolean => isTyped(token) && token.word !== null;

/** Whether one character is spelled on both sides of the place before a token. */
function isShared(before: Token, after: Token): boolean {
  return before.span !== null && after.span !== null && after.span.start < before.span.end;
}

/** The least tokens from `first` on that are whole characters, one of them more than a space. */
function characterAt(tokens: readonly Token[], first: number): Word {
  const { word } = tokens[first]!;
  const isMore = (at: number) => {
    const token = tokens[at];
    return token !== undefined && isText(token) && token.word === word;
  };
  const pieces = [tokens[first]!.piece];
  for (let end = first + 1; ; end++) {
    const text = spelled(pieces);
    const isWhole = text !== null && text.trim() !== '' && pieces.join('') !== SPACE;
    const goesOn = isMore(end) && (!isWhole || isShared(tokens[end - 1]!, tokens[end]!));
    if (!goesOn) return { first, end, text: (text ?? '').replace(/^ /, '') };
    pieces.push(tokens[end]!.piece);
  }
}

const joined = (a: Word, b: Word): Word => ({
  first: a.first,
  end: b.end,
  text: a.text + b.text,
});

/** The words of a run without white space, given its characters. */
function* wordsWithin(characters: readonly Word[]): Generator<Word> {
  let open: Word | null = null;
  let kind: Kind = 'invisible';
  for (const [at, next] of characters.entries()) {
    const own = kindOf(next.text);
    const follows = characters[at + 1];
    const joins: boolean =
      open !== null &&
      (own === 'invisible' ||
        kind === 'invisible' ||
        (kind === 'letters' &&
          (own === 'letters' ||
            (own === 'apostrophe' &&
              follows !== undefined &&
              kindOf(follows.text) === 'letters'))));
    if (open && !joins) yield open;
    // What joins letters does not end them, and what begins with nothing to be seen is what comes after.
    if (!joins || kind === 'invisible') kind = own;
    open = joins && open ? joined(open, next) : next;
  }
  if (open && kind !== 'invisible') yield open;
}

const known = new WeakMap<readonly Token[], readonly (Word | null)[]>();

/** For each token of a text the word that it belongs to; null where there is nothing to be seen. */
export function wordsOf(tokens: readonly Token[]): readonly (Word | null)[] {
  const found = known.get(tokens);
  if (found) return found;
  const words = tokens.map((): Word | null => null);
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at]!;
    if (!isText(token)) {
      at++;
      continue;
    }
    const characters: Word[] = [];
    let end = at;
    while (end < tokens.length && isText(tokens[end]!) && tokens[end]!.word === token.word) {
      const character = characterAt(tokens, end);
      characters.push(character);
      end = character.end;
    }
    for (const word of wordsWithin(characters)) words.fill(word, word.first, word.end);
    at = end;
  }
  known.set(tokens, words);
  return words;
}

/** The word of the token at a position; null for a special token, a blank, and what cannot be seen. */
export function wordAt(tokens: readonly Token[], position: number): Word | null {
  return wordsOf(tokens)[position] ?? null;
}

/** The words of a text, each once, in order. */
export function eachWord(tokens: readonly Token[]): readonly Word[] {
  return [...new Set(wordsOf(tokens))].filter((word) => word !== null);
}

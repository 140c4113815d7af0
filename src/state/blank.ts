/** Puts BERT's blank in the place of a word. */
import type { Token } from '../text/token.ts';

const WORDLIKE = /^[\p{L}\p{N}\p{M}'’]+$/u;

/**
 * A text with the word at a token position of BERT's or GPT's replaced by `[MASK]`: all of its parts,
 * but not the punctuation beside it. Null for a position that holds nothing of the text, or
 * already a blank.
 */
export function blanked(text: string, tokens: readonly Token[], position: number): string | null {
  const chosen = tokens[position];
  if (!chosen?.span || chosen.piece === '[MASK]') return null;
  const wordlike = (token: Token | undefined) =>
    token?.span != null &&
    token.word === chosen.word &&
    WORDLIKE.test(text.slice(token.span.start, token.span.end));
  let first = position;
  let last = position;
  if (wordlike(chosen)) {
    while (wordlike(tokens[first - 1])) first--;
    while (wordlike(tokens[last + 1])) last++;
  }
  const { start } = tokens[first]?.span ?? chosen.span;
  const { end } = tokens[last]?.span ?? chosen.span;
  return `${text.slice(0, start)}[MASK]${text.slice(end)}`;
}

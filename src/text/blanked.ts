/** Puts BERT's blank in the place of a word. */
import { BLANK } from './blank.ts';
import { isSpace } from './characters.ts';
import type { Token } from './token.ts';
import { wordAt } from './words.ts';

/**
 * A text with the word at a token position of BERT's or GPT's replaced by `[MASK]`: all of its parts,
 * but not the punctuation beside it. Null for a position that holds nothing of the text that can be seen,
 * or already a blank.
 */
export function blanked(text: string, tokens: readonly Token[], position: number): string | null {
  const word = wordAt(tokens, position);
  if (!word) return null;
  const spans = tokens.slice(word.first, word.end).flatMap(({ span }) => span ?? []);
  let start = Math.min(...spans.map((span) => span.start));
  const end = Math.max(...spans.map((span) => span.end));
  // White space before a word may be part of its tokens, and stays.
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  return start < end ? `${text.slice(0, start)}${BLANK}${text.slice(end)}` : null;
}

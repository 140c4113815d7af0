/** From pieces of the vocabulary back to text. */

import { BLANK } from '../../text/blank.ts';
import { bytesOf, SPACE } from '../../text/bytes.ts';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * The text that pieces spell one after the other, with the spaces between its words: `Ġred`, `Ġfox`
 * are " red fox". Bytes that make no character become U+FFFD; `[MASK]` and what is outside the
 * alphabet is set apart by a space.
 */
export function spell(pieces: readonly string[]): string {
  let text = '';
  let bytes: number[] = [];
  const flush = () => {
    text += decoder.decode(Uint8Array.from(bytes));
    bytes = [];
  };
  for (const piece of pieces) {
    const own = piece === BLANK ? undefined : bytesOf(piece);
    if (own) bytes.push(...own);
    else {
      flush();
      text += ` ${piece}`;
    }
  }
  flush();
  return text;
}

/** Whether a piece stands apart from what is before it. */
export const opensWord = (piece: string): boolean => piece.startsWith(SPACE) || piece === BLANK;

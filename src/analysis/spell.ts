/** From pieces of the vocabulary back to text. */
import { bytesOf, SPACE } from '../text/bytes.ts';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * The text that pieces spell one after the other, with the spaces between its words: `Ġred`, `Ġfox`
 * are " red fox". Bytes that make no character become U+FFFD; a piece outside the alphabet, such as
 * `[MASK]`, is set apart by spaces.
 */
export function spell(pieces: readonly string[]): string {
  let text = '';
  let bytes: number[] = [];
  const flush = () => {
    text += decoder.decode(Uint8Array.from(bytes));
    bytes = [];
  };
  for (const piece of pieces) {
    const own = bytesOf(piece);
    if (own) bytes.push(...own);
    else {
      flush();
      text += ` ${piece}`;
    }
  }
  flush();
  return text;
}

/** Whether a piece begins with the space before a word. */
export const opensWord = (piece: string): boolean => piece.startsWith(SPACE);

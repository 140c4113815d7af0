/** Which token an experiment takes out where the reader has chosen none. */
import type { Token } from '../text/token.ts';

/** A token that the text holds, and not a blank already. */
export const isWord = (token: Token | undefined): boolean =>
  token !== undefined && !token.special && token.piece !== '[MASK]';

const LETTERS = /^\p{L}+$/u;

/** The word in the middle of the text; null for a text without one. @param count how many tokens to look at */
export function middleWord(tokens: readonly Token[], count: number): number | null {
  const words = [...tokens.slice(0, count).keys()].filter((position) => isWord(tokens[position]));
  const spelled = words.filter((position) => LETTERS.test(tokens[position]!.label));
  const list = spelled.length > 0 ? spelled : words;
  return list[Math.floor((list.length - 1) / 2)] ?? null;
}

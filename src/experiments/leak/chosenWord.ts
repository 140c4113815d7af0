/** Which word an experiment takes out where the reader has chosen none. */
import type { Token } from '../../text/token.ts';
import { eachWord } from '../../text/words.ts';

const LETTERS = /^\p{L}+$/u;

/** Where the word in the middle of the text begins; null for a text without one. @param count how many tokens to look at */
export function middleWord(tokens: readonly Token[], count: number): number | null {
  const words = eachWord(tokens).filter(({ end }) => end <= count);
  const spelled = words.filter(({ text }) => LETTERS.test(text));
  const list = spelled.length > 0 ? spelled : words;
  return list[Math.floor((list.length - 1) / 2)]?.first ?? null;
}

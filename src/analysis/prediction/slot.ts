/** One slot of a text, which both models fill: which one, and how far apart they are on it. */
import type { Pass } from '../../model/trace.ts';
import { isBlank } from '../../text/blank.ts';
import { CLOSED_CLASS } from '../../text/functionWords.ts';
import type { Token } from '../../text/token.ts';
import { eachWord, type Word, wordAt } from '../../text/words.ts';
import type { TokenScore } from './tokenScore.ts';

const WORDLIKE = /^[\p{L}\p{N}\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}'’ʼ]+$/u;

/** The tokens of the word at `position`, from the first to the one after the last; one where there is no word. */
export function piecesOf(tokens: readonly Token[], position: number): readonly [number, number] {
  const word = wordAt(tokens, position);
  return word ? [word.first, word.end] : [position, position + 1];
}

/**
 * Why a slot is the one to begin with: it is the text's `blank`; the longest `content` word of one token;
 * the longest content word of several, `pieces`; the longest `word`; the longest of `anything`.
 */
export type SlotReason = 'blank' | 'content' | 'pieces' | 'word' | 'anything';

export interface FirstSlot {
  readonly position: number;
  readonly reason: SlotReason;
}

/** The slot to begin with: the text's own first blank, else its most telling word. Null without tokens. */
export function firstSlot(tokens: readonly Token[]): FirstSlot | null {
  const blank = tokens.findIndex(isBlank);
  if (blank >= 0) return { position: blank, reason: 'blank' };
  return tellingWord(tokens);
}

/**
 * The longest content word, of words that are one token if there are any; else the longest of what
 * there is. Null for a text without words.
 *
 * @param without a position whose word is not to be taken
 * @param upTo how many tokens to look at
 */
export function tellingWord(
  tokens: readonly Token[],
  without: number | null = null,
  upTo = tokens.length,
): FirstSlot | null {
  const not = without === null ? null : wordAt(tokens, without);
  const words = eachWord(tokens).filter((word) => word !== not && word.end <= upTo);
  const isSpelled = ({ text }: Word) => WORDLIKE.test(text);
  const isContent = (word: Word) => isSpelled(word) && !CLOSED_CLASS.has(word.text.toLowerCase());
  const isWhole = ({ first, end }: Word) => end - first === 1;
  const tiers: readonly (readonly [reason: SlotReason, isIn: (word: Word) => boolean])[] = [
    ['content', (word) => isContent(word) && isWhole(word)],
    ['pieces', isContent],
    ['word', isSpelled],
    ['anything', () => true],
  ];
  for (const [reason, isIn] of tiers) {
    const found = words.filter(isIn);
    if (found.length === 0) continue;
    const { first } = found.reduce((best, each) =>
      each.text.length > best.text.length ? each : best,
    );
    return { position: first, reason };
  }
  return null;
}

/**
 * The word that every experiment about one word begins with, so that it is the same one in all of them: the
 * one that is held, where a word is, or else the most telling one. Null for a text without words.
 *
 * @param held a token that the reader holds; a special one, or a blank, counts as none
 * @param upTo how many tokens both models read, where both are to have read the word
 */
export function startingWord(
  tokens: readonly Token[],
  held: number | null,
  upTo = tokens.length,
): number | null {
  if (held !== null && wordAt(tokens, held)) return held;
  return (tellingWord(tokens, null, upTo) ?? tellingWord(tokens))?.position ?? null;
}

/** Whether a model that writes reads everything before a position: it stops at the text's first blank. */
export const reaches = ({ tokens }: Pick<Pass, 'tokens'>, position: number): boolean =>
  position <= tokens.length;

/** What the right side added, in bits: surprisal from the left minus surprisal from both sides. */
export const added = (both: Pick<TokenScore, 'bits'>, before: Pick<TokenScore, 'bits'>): number =>
  before.bits - both.bits;

/**
 * What to show of two heads before the reader has chosen a word: the reading that a head singles out most. A
 * row in which both heads do what they do for every word says nothing of it.
 */
import type { Pass } from '../../model/trace.ts';
import { SIDES, type Side } from '../../text/token.ts';
import { align, NO_PARTNER } from '../attention/align.ts';
import type { Cell } from '../attention/cell.ts';
import { type HeadChoice, headWeights, type WithHeads } from '../attention/head.ts';
import { selectivity, singlesOut } from '../attention/selectivity.ts';
import { WORD } from './arithmetic.ts';

/** A cell of one model's tokens. */
export interface TellingCell extends Cell {
  readonly side: Side;
}

/** Largest lead over the other rows first; null where neither head singles out a reading from word to word. */
export function tellingCell(
  read: Readonly<Record<Side, WithHeads>>,
  heads: Readonly<Record<Side, HeadChoice>>,
): TellingCell | null {
  let best: { readonly cell: TellingCell; readonly lead: number } | null = null;
  for (const [side, beside] of [SIDES, SIDES.toReversed()] as const) {
    const [trace, other] = [read[side!], read[beside!]];
    const weights = headWeights(trace, heads[side]);
    const words = wordsOfBoth(trace, other);
    for (const row of words) {
      const column = mostRead(trace, weights, row, words);
      if (column === null) continue;
      const found = selectivity(trace, weights, { row, column });
      if (!singlesOut(found)) continue;
      const lead = found.weight - Math.max(found.mean, found.rival);
      if (!best || lead > best.lead) best = { cell: { row, column, side }, lead };
    }
  }
  return best?.cell ?? null;
}

/** The positions of words that the other model has read, too. */
function wordsOfBoth({ tokens }: Pick<Pass, 'tokens'>, other: Pick<Pass, 'tokens'>): number[] {
  const partners = align(tokens, other.tokens);
  return [...tokens.keys()].filter((at) => {
    const { special, label } = tokens[at]!;
    return !special && partners[at] !== NO_PARTNER && WORD.test(label);
  });
}

/** Of these, its neighbours aside: heads for neighbours single them out in any text. */
function mostRead(
  { tokens: { length }, mask }: Pick<Pass, 'tokens' | 'mask'>,
  weights: Float32Array,
  row: number,
  among: readonly number[],
): number | null {
  const open = among.filter((at) => Math.abs(at - row) > 1 && mask[row * length + at]);
  const weightOf = (at: number) => weights[row * length + at]!;
  return open.reduce<number | null>(
    (most, at) => (most === null || weightOf(at) > weightOf(most) ? at : most),
    null,
  );
}

/** Two sentences read together: which token is of which, what is read across, what was not read. */

import { type HeadChoice, headsInOrder, headWeights } from '../../analysis/attention/head.ts';
import type { HeldTrace } from '../../model/trace.ts';
import type { Token } from '../../text/token.ts';

/** The position of the token that a model which knows pairs puts between the two. */
export function boundaryOf(tokens: readonly Token[]): number {
  return tokens.findIndex(({ special }, position) => special && position > 0);
}

/**
 * Where the second sentence begins in a model that puts nothing between the two: its words are counted on from
 * those of the first, in both. The end, where none of it fitted.
 *
 * @param judged the tokens of a model that puts one between them, at `boundary`
 */
export function secondStart(
  tokens: readonly Token[],
  judged: readonly Token[],
  boundary: number,
): number {
  const word = judged[boundary + 1]?.word ?? Number.POSITIVE_INFINITY;
  const at = tokens.findIndex((token) => token.word !== null && token.word >= word);
  return at === -1 ? tokens.length : at;
}

/**
 * For each token the sentence it is of, 0 or 1; null for what a model's template adds.
 *
 * @param boundary where the first sentence ends in these tokens
 */
export function sentencesOf(tokens: readonly Token[], boundary: number): readonly (0 | 1 | null)[] {
  return tokens.map(({ special }, position) => (special ? null : position < boundary ? 0 : 1));
}

/**
 * The cells that a choice leaves out: [T, T], 1 for hidden. Special tokens are of neither sentence, so
 * they are neither within nor across.
 */
export function hiddenCells(
  sentences: readonly (0 | 1 | null)[],
  shown: 'all' | 'within' | 'across',
): Uint8Array {
  const length = sentences.length;
  const hidden = new Uint8Array(length * length);
  if (shown === 'all') return hidden;
  for (const [row, from] of sentences.entries()) {
    for (const [column, to] of sentences.entries()) {
      const isShown = from !== null && to !== null && (from === to) === (shown === 'within');
      if (!isShown) hidden[row * length + column] = 1;
    }
  }
  return hidden;
}

/** How much of one sentence's reading goes to the other. */
export interface Across {
  /** [L · H], 0 to 1: the weight on the other sentence's own tokens, as a mean over rows. */
  readonly values: readonly number[];
  /** The same if each row read everything that it may read equally. */
  readonly baseline: number;
}

/**
 * What each head reads across, from the tokens of one sentence to those of the other; null where there
 * is no token to read from.
 */
export function readAcross(
  trace: HeldTrace,
  sentences: readonly (0 | 1 | null)[],
  from: 0 | 1,
): Across | null {
  const length = sentences.length;
  const rows = sentences.flatMap((sentence, row) => (sentence === from ? [row] : []));
  if (rows.length === 0) return null;
  const to = sentences.flatMap((sentence, column) => (sentence === 1 - from ? [column] : []));
  const mean = (of: (row: number) => number) =>
    rows.reduce((sum, row) => sum + of(row), 0) / rows.length;
  const sumOf = (cells: ArrayLike<number>, row: number) =>
    to.reduce((sum, column) => sum + cells[row * length + column]!, 0);
  const legal = (row: number) =>
    trace.mask.subarray(row * length, (row + 1) * length).reduce((sum, open) => sum + open, 0);
  return {
    values: headsInOrder(trace).map((choice: HeadChoice) => {
      const weights = headWeights(trace, choice);
      return mean((row) => sumOf(weights, row));
    }),
    baseline: mean((row) => sumOf(trace.mask, row) / legal(row)),
  };
}

/** The end of a text that did not fit, from its last token that did; null where all of it did. */
export function notRead(text: string, kept: readonly Token[]): string | null {
  const end = kept.findLast(({ span }) => span !== null)?.span?.end ?? 0;
  return text.slice(end).trim() || null;
}

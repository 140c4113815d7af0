/**
 * The dominant pattern of a head: the plainest rule that its reading follows on this text, if any.
 *
 * After the patterns of Clark et al. 2019, "What Does BERT Look At?", section 3 (next and previous
 * token, separators, broad attention). A rule is scored by the mean weight that it explains, less
 * what a head that reads all it may equally would give it: causal rows have few legal keys, so
 * without that baseline every GPT head would seem to read its left neighbour.
 */

import type { AttentionView } from '../attention/attentionView.ts';
import { NOTICEABLE } from './headClasses.ts';

export type Rule = 'itself' | 'previous' | 'next' | 'first' | 'last';

export interface DominantPattern {
  readonly rule: Rule;
  /** Mean weight on the rule's column over the rows that have a choice, 0 to 1. */
  readonly mean: number;
}

const RULES: readonly { rule: Rule; column: (row: number, length: number) => number }[] = [
  { rule: 'itself', column: (row) => row },
  { rule: 'previous', column: (row) => row - 1 },
  { rule: 'next', column: (row) => row + 1 },
  { rule: 'first', column: () => 0 },
  { rule: 'last', column: (_, length) => length - 1 },
];

/** The rule that explains most of what is read in an attention view, or null when none stands out. */
export function dominantPatternOf({
  weights,
  mask,
  tokens,
  across,
}: Pick<AttentionView, 'weights' | 'mask' | 'tokens' | 'across'>): DominantPattern | null {
  // A rule says where a row reads from where it stands itself: in another text it stands nowhere.
  if (across !== undefined) return null;
  const length = tokens.length;
  let best: DominantPattern | null = null;
  let bestExcess = NOTICEABLE;
  for (const { rule, column } of RULES) {
    let rows = 0;
    let sum = 0;
    let uniform = 0;
    for (let row = 0; row < length; row++) {
      const start = row * length;
      const legal = count(mask.subarray(start, start + length));
      const at = column(row, length);
      if (legal < 2 || at < 0 || at >= length || !mask[start + at]) continue;
      rows++;
      sum += weights[start + at]!;
      uniform += 1 / legal;
    }
    // Half of the rows at least: GPT's last token is legal for one row only.
    if (rows * 2 < length) continue;
    const excess = (sum - uniform) / rows;
    if (excess > bestExcess) {
      bestExcess = excess;
      best = { rule, mean: sum / rows };
    }
  }
  return best;
}

function count(mask: Uint8Array): number {
  let ones = 0;
  for (const open of mask) if (open) ones++;
  return ones;
}

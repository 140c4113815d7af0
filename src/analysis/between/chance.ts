/**
 * The chance level of a similarity: what the same two heads reach once the places that one of them
 * reads are shuffled, so that it reads as sharply as before but nowhere in particular.
 *
 * Keys are shuffled within each row, among the shared keys of that row: the shuffled head keeps to
 * the mask. The level is the largest of 19 shuffles, so that one unrelated head in twenty would pass
 * it by luck (a one-sided permutation test at 5%, for each pair of heads on its own).
 */
import { randomLcg, shuffler } from 'd3';
import type { SharedRows } from './sharedCells.ts';
import { type HeadRows, type Rearrangement, similarity } from './similarity.ts';

export const SHUFFLES = 19;

/** Fixed: the same text gives the same level, on every machine. */
const SEED = 0.2019;

/** [19] rearrangements of the C shared cells, each within its row. */
export function rearrangements({ count, starts, left }: SharedRows): Rearrangement[] {
  const shuffle = shuffler(randomLcg(SEED));
  return Array.from({ length: SHUFFLES }, () => {
    const order = Int32Array.from(left.keys());
    for (let row = 0; row < count; row++) shuffle(order, starts[row], starts[row + 1]);
    return order;
  });
}

/** Null where the two heads cannot be compared. */
export function chanceLevel(
  a: HeadRows,
  b: HeadRows,
  shared: SharedRows,
  orders: readonly Rearrangement[],
): number | null {
  let level: number | null = null;
  for (const order of orders) {
    const reached = similarity(a, b, shared, order);
    if (reached) level = Math.max(level ?? 0, reached.score);
  }
  return level;
}

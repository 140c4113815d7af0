/**
 * How alike two heads read, over the keys that both models may read.
 *
 * The distance of two rows is the Jensen–Shannon divergence (Lin 1991), by which Clark et al. 2019,
 * "What Does BERT Look At?", section 6, compare heads within BERT. It needs two distributions over
 * the same keys, and the models' rows are none: BERT's also reads what GPT may not. So each row is
 * restricted to the shared keys and divided by what it has there. That asks "of what both may read,
 * what do they read?", and does not count it against BERT's head that it may look right.
 *
 * similarity = 1 − mean over rows of JSD in bits: 1 for the same reading, 0 for rows that have no
 * key in common. Each row counts the same.
 */
import type { SharedRows } from './sharedCells.ts';

/**
 * A row with less of its weight than this on the shared keys is not compared: what little is left
 * there would be blown up to a whole row.
 */
export const LEAST_MASS = 0.01;

/** A head's rows over the shared keys, each divided by its sum. */
export interface HeadRows {
  /** [C] */
  readonly weights: Float64Array;
  /** [R]: entropy in bits; NaN for a row that has too little on the shared keys. */
  readonly entropies: Float64Array;
  /** The mean share of a row's weight that lies on its shared keys, 0 to 1; 0 without rows. */
  readonly covered: number;
}

export interface Similarity {
  /** 0 to 1. */
  readonly score: number;
  /** The number of rows that it is the mean of. */
  readonly rows: number;
}

const bits = (p: number): number => (p > 0 ? -p * Math.log2(p) : 0);

/**
 * @param weights one head, [T, T]
 * @param cells [C], where the shared cells are in it
 */
export function headRows(
  weights: Float32Array,
  cells: Int32Array,
  { count, starts }: SharedRows,
): HeadRows {
  const restricted = new Float64Array(cells.length);
  const entropies = new Float64Array(count).fill(Number.NaN);
  let covered = 0;
  for (let row = 0; row < count; row++) {
    let mass = 0;
    for (let at = starts[row]!; at < starts[row + 1]!; at++) mass += weights[cells[at]!]!;
    covered += mass / count;
    if (!(mass >= LEAST_MASS)) continue; // also when it is not a number
    let entropy = 0;
    for (let at = starts[row]!; at < starts[row + 1]!; at++) {
      const share = weights[cells[at]!]! / mass;
      restricted[at] = share;
      entropy += bits(share);
    }
    entropies[row] = entropy;
  }
  return { weights: restricted, entropies, covered };
}

/** Whether at least half of a head's rows, and any at all, have enough on the shared keys. */
export function isComparable({ entropies }: HeadRows): boolean {
  const rows = entropies.filter((entropy) => !Number.isNaN(entropy)).length;
  return rows > 0 && rows * 2 >= entropies.length;
}

/** Cell by cell, where the second head's weight is taken from: [C], a rearrangement of each row. */
export type Rearrangement = Int32Array;

/**
 * The similarity of two heads, of one model or of two; null when fewer than half of the rows can
 * be compared, or none.
 *
 * @param shuffle compares `a` with `b` rearranged, for a chance level
 */
export function similarity(
  a: HeadRows,
  b: HeadRows,
  { count, starts }: SharedRows,
  shuffle?: Rearrangement,
): Similarity | null {
  let rows = 0;
  let divergence = 0;
  for (let row = 0; row < count; row++) {
    // JSD(p, q) = H((p + q) / 2) − (H(p) + H(q)) / 2
    const own = (a.entropies[row]! + b.entropies[row]!) / 2;
    if (Number.isNaN(own)) continue;
    let mixed = 0;
    for (let at = starts[row]!; at < starts[row + 1]!; at++) {
      mixed += bits((a.weights[at]! + b.weights[shuffle ? shuffle[at]! : at]!) / 2);
    }
    divergence += Math.min(1, Math.max(0, mixed - own));
    rows++;
  }
  if (rows === 0 || rows * 2 < count) return null;
  return { score: 1 - divergence / rows, rows };
}

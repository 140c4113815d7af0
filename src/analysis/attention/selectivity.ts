/**
 * How far a head singles out one reading: whether a query takes clearly more of a key than the other queries
 * do, or only as much as any of them takes.
 *
 * A large weight alone does not tell. Many heads have a key that nearly every query reads (a sink, as in
 * Xiao et al. 2023; the subject of the sentence): there the weight says something of the key, and nothing of
 * the query. So the weight is set against the same column: the selectivity index, (a − b) / (a + b) of the
 * response a to one thing and the mean response b to all others, as it is used of neurons (Morcos et al.
 * 2018, "On the importance of single directions for generalization", there of classes), taken of a key's
 * "response" to queries.
 */
import type { Pass } from '../../model/trace.ts';
import type { Cell } from './cell.ts';
import { type HeadChoice, headsInOrder, headWeights, type WithHeads } from './head.ts';

export interface Selectivity {
  /** What the row reads from the column, 0 to 1. */
  readonly weight: number;
  /** Whether the row reads nothing else of the text as much: special tokens aside. */
  readonly isTop: boolean;
  /** How many other rows may read the column. */
  readonly others: number;
  /** What those rows read from it on average; 0 where there is none. */
  readonly mean: number;
  /** The most that any of those rows reads from it; 0 where there is none. */
  readonly rival: number;
  /** (weight − mean) / (weight + mean), −1 to 1: 0 where the row is like the others, 1/3 at twice their mean. */
  readonly index: number;
}

/** Twice the mean of the other rows. */
export const LEAST_INDEX = 1 / 3;
/** And a quarter more than the one that comes next. */
export const LEAST_LEAD = 1.25;

/**
 * One reading against the other rows that the mask lets read the same column; their own diagonal is among
 * them. Under a causal mask earlier rows share their weight among fewer keys, which makes rivals stronger,
 * never weaker.
 *
 * @param weights one head, [T, T]
 * @throws RangeError where the mask does not let the row read the column
 */
export function selectivity(
  { tokens, mask }: Pick<Pass, 'tokens' | 'mask'>,
  weights: Float32Array,
  { row, column }: Cell,
): Selectivity {
  const size = tokens.length;
  const at = (reader: number) => reader * size + column;
  if (!mask[at(row)]) throw new RangeError(`Token ${row} may not read token ${column}.`);
  const weight = weights[at(row)]!;
  let [others, sum, rival] = [0, 0, 0];
  for (let reader = 0; reader < size; reader++) {
    if (reader === row || !mask[at(reader)]) continue;
    const taken = weights[at(reader)]!;
    others++;
    sum += taken;
    // What is not a number is no rival that could be passed over.
    if (!(taken <= rival)) rival = taken;
  }
  const mean = others === 0 ? 0 : sum / others;
  const isTop = tokens.every(
    ({ special }, key) =>
      special || key === column || !mask[row * size + key] || weights[row * size + key]! < weight,
  );
  return { weight, isTop, others, mean, rival, index: (weight - mean) / (weight + mean) };
}

/**
 * Whether a head singles the reading out: nothing of the text is read more by the row, and no row takes as
 * much of the column, by the two thresholds above.
 */
export const singlesOut = ({ weight, isTop, mean, rival, index }: Selectivity): boolean =>
  isTop && mean >= 0 && index >= LEAST_INDEX && weight >= LEAST_LEAD * rival;

export interface RankedReading extends Selectivity, HeadChoice {}

/** One reading in all heads: those first that single it out, then by how much more the row reads than the others. */
export function bestHeads(trace: WithHeads, cell: Cell): RankedReading[] {
  const lead = ({ weight, mean, rival }: Selectivity) => weight - Math.max(mean, rival);
  return headsInOrder(trace)
    .map((choice) => ({ ...choice, ...selectivity(trace, headWeights(trace, choice), cell) }))
    .sort((a, b) => Number(singlesOut(b)) - Number(singlesOut(a)) || lead(b) - lead(a));
}

export interface SingledOut extends RankedReading, Cell {}

/**
 * The readings of a text that some head singles out, largest lead first: from one token of the text to
 * another one, its neighbours aside, which heads for neighbours single out in any text.
 */
export function singledOut(trace: WithHeads): SingledOut[] {
  const { tokens, mask } = trace;
  const places = [...tokens.keys()].filter((at) => !tokens[at]!.special);
  const found = headsInOrder(trace).flatMap((choice) => {
    const weights = headWeights(trace, choice);
    return places.flatMap((row) =>
      places
        .filter((column) => Math.abs(row - column) > 1 && mask[row * tokens.length + column])
        .map((column) => ({
          ...choice,
          row,
          column,
          ...selectivity(trace, weights, { row, column }),
        }))
        .filter(singlesOut),
    );
  });
  return found.sort((a, b) => b.weight - b.rival - (a.weight - a.rival));
}

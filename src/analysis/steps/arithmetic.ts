/**
 * The arithmetic of one head, number by number: which products a sum is made of, and what the
 * softmax of a row is made of (Vaswani et al. 2017, section 3.2.1).
 */
import { FORBIDDEN } from '../../model/mask.ts';
import type { HeadStages, Pass } from '../../model/trace.ts';
import { align, NO_PARTNER } from '../attention/align.ts';
import { cellState } from '../attention/cell.ts';
import { type HeadChoice, headWeights, type WithHeads } from '../attention/head.ts';
import { partnerCell } from '../between/sharedCells.ts';

export interface Product {
  /** Which component, or which token, of the two factors' sequences. */
  readonly index: number;
  readonly left: number;
  readonly right: number;
  readonly product: number;
}

/** A sum of products: the largest ones, and all others together. */
export interface SumOfProducts {
  /** Largest in size first; equal ones in order. */
  readonly top: readonly Product[];
  /** How many products are left, and what they come to. */
  readonly others: { readonly count: number; readonly sum: number };
  readonly total: number;
}

/**
 * Σ left[i] · right[i], told by its largest terms.
 *
 * @param count how many products to name
 * @param counts which indices belong to the sum; all by default
 * @throws RangeError when the two differ in length.
 */
export function sumOfProducts(
  left: ArrayLike<number>,
  right: ArrayLike<number>,
  count: number,
  counts: (index: number) => boolean = () => true,
): SumOfProducts {
  if (left.length !== right.length) {
    throw new RangeError(`${left.length} numbers cannot be paired with ${right.length}.`);
  }
  const products: Product[] = [];
  for (let index = 0; index < left.length; index++) {
    if (!counts(index)) continue;
    const [a, b] = [left[index]!, right[index]!];
    products.push({ index, left: a, right: b, product: a * b });
  }
  const ranked = products.toSorted((a, b) => Math.abs(b.product) - Math.abs(a.product));
  const top = ranked.slice(0, count);
  const rest = ranked.slice(count);
  const add = (terms: readonly Product[]) => terms.reduce((sum, { product }) => sum + product, 0);
  const sum = add(rest);
  return { top, others: { count: rest.length, sum }, total: add(top) + sum };
}

export interface SoftmaxTerm {
  /** The largest of the row: subtracted from all, which changes no weight and keeps exp in range. */
  readonly largest: number;
  /** exp(own − largest) */
  readonly numerator: number;
  /** Σ exp(x − largest) over the row. */
  readonly denominator: number;
  readonly weight: number;
}

/** How one number of a row becomes a weight: exp(x − max) / Σ exp(x − max). */
export function softmaxTerm(row: ArrayLike<number>, index: number): SoftmaxTerm {
  const values = Array.from(row);
  const largest = Math.max(...values);
  const denominator = values.reduce((sum, value) => sum + Math.exp(value - largest), 0);
  const numerator = Math.exp(values[index]! - largest);
  return { largest, numerator, denominator, weight: numerator / denominator };
}

/** The Euclidean length of a vector. */
export function length(vector: ArrayLike<number>): number {
  return Math.sqrt(Array.from(vector).reduce((sum, value) => sum + value * value, 0));
}

/** The index of the number that is furthest from zero; the first of equal ones. */
export function furthest(vector: ArrayLike<number>): number {
  let best = 0;
  for (let index = 1; index < vector.length; index++) {
    if (Math.abs(vector[index]!) > Math.abs(vector[best]!)) best = index;
  }
  return best;
}

/** The stages that a trace carries, if they are of this head; null while those of another are there. */
export function stagesOf(trace: Pass, { layer, head }: HeadChoice): HeadStages | null {
  const { inspected } = trace;
  return inspected?.layer === layer && inspected.head === head ? inspected : null;
}

/** One token's row of every stage of one head. T tokens, width d of a head, width D of the model. */
export interface HeadRow {
  readonly position: number;
  readonly count: number;
  readonly d: number;
  /** [d] */
  readonly query: Float32Array;
  key(position: number): Float32Array;
  value(position: number): Float32Array;
  /** weight · value of a token, [d]: what it gives to the mix. */
  share(position: number): Float32Array;
  /** [T] each. */
  readonly scores: Float32Array;
  readonly scaled: Float32Array;
  readonly masked: Float32Array;
  readonly weights: Float32Array;
  /** 1 where the row may read: the mask that the forward pass used, [T]. */
  readonly open: Uint8Array;
  /** [d] */
  readonly context: Float32Array;
  /** [D] */
  readonly output: Float32Array;
  /** [D], what a token's query, key and value are made of. */
  input(position: number): Float32Array;
}

/** @throws RangeError when the trace has no such token. */
export function headRow(trace: Pass, stages: HeadStages, position: number): HeadRow {
  const count = trace.tokens.length;
  if (!Number.isInteger(position) || position < 0 || position >= count) {
    throw new RangeError(`There is no position ${position} among ${count} tokens.`);
  }
  const d = stages.q.length / count;
  const D = stages.output.length / count;
  const row = (values: Float32Array, at: number, width: number) =>
    values.subarray(at * width, (at + 1) * width);
  const weights = row(stages.weights, position, count);
  return {
    position,
    count,
    d,
    query: row(stages.q, position, d),
    key: (at) => row(stages.k, at, d),
    value: (at) => row(stages.v, at, d),
    share: (at) => row(stages.v, at, d).map((value) => value * weights[at]!),
    scores: row(stages.scores, position, count),
    scaled: row(stages.scaled, position, count),
    masked: row(stages.masked, position, count),
    weights,
    open: trace.mask.subarray(position * count, (position + 1) * count),
    context: row(stages.context, position, d),
    output: row(stages.output, position, D),
    input: (at) => row(stages.input, at, D),
  };
}

/** Column c of a matrix [rows, columns]. */
export function column(matrix: Float32Array, columns: number, c: number): Float32Array {
  return Float32Array.from({ length: matrix.length / columns }, (_, r) => matrix[r * columns + c]!);
}

/** The term that the mask adds to a scaled score. */
export const maskTerm = (open: number): number => (open ? 0 : FORBIDDEN);

/** The tokens of a trace's row that the mask forbids. */
export function forbidden({ open }: Pick<HeadRow, 'open'>): number[] {
  return Array.from(open.keys()).filter((position) => !open[position]);
}

/** What a word is told by. */
export const WORD = /[\p{L}\p{N}]/u;

/**
 * The row to show where no head singles out a reading, in the left model's tokens: the word, among those that
 * both models read, of which the left head reads most from what the right model's mask forbids, and so
 * the one that the mask bears on most. Without a word, the last token that both read.
 */
export function tellingRow(
  left: WithHeads,
  right: Pick<Pass, 'tokens' | 'unread' | 'mask'>,
  choice: HeadChoice,
): number {
  const { length } = left.tokens;
  const partners = align(left.tokens, right.tokens);
  const weights = headWeights(left, choice);
  let best = Math.max(
    0,
    partners.findLastIndex((partner) => partner !== NO_PARTNER),
  );
  let most = -1;
  for (const [row, { special, label }] of left.tokens.entries()) {
    if (special || partners[row] === NO_PARTNER || !WORD.test(label)) continue;
    let share = 0;
    for (let column = 0; column < length; column++) {
      const there = partnerCell(partners, { row, column });
      if (cellState(right, there) === 'forbidden') share += weights[row * length + column]!;
    }
    if (share > most) [best, most] = [row, share];
  }
  return best;
}

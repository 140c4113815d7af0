/**
 * A pattern that a text repeats, and what a causal model makes of it: whether it predicts, the second
 * time, the token that followed the first time ("induction", Olsson et al. 2022).
 */
import { shuffler } from 'd3';
import { type HeadChoice, headsInOrder } from '../../analysis/attention/head.ts';
import { baselineOf } from '../../analysis/metrics/baseline.ts';
import { type MeasuredHeads, metricsOf } from '../../analysis/metrics/metrics.ts';
import { type TokenScore, tokenScore } from '../../analysis/prediction/tokenScore.ts';
import type { Prediction } from '../../model/trace.ts';
import type { Token } from '../../text/token.ts';

/** Tokens `first` … `first + length − 1` stand again from `second` on; the two do not overlap. */
export interface Repeat {
  readonly first: number;
  readonly second: number;
  readonly length: number;
}

type Ids = readonly Pick<Token, 'id' | 'special'>[];

/** A pattern has at least two tokens: one alone says nothing of what follows it. */
const SHORTEST = 2;

/** The longest pattern that stands twice; of several, the one whose second copy comes first. */
export function longestRepeat(tokens: Ids): Repeat | null {
  const count = tokens.length;
  let best: Repeat | null = null;
  // How far two places are alike, from the last to the first.
  let after = new Uint8Array(count + 1);
  for (let first = count - 1; first >= 0; first--) {
    const here = new Uint8Array(count + 1);
    for (let second = first + 1; second < count; second++) {
      const { id, special } = tokens[first]!;
      if (special || tokens[second]!.id !== id) continue;
      here[second] = after[second + 1]! + 1;
      const length = Math.min(here[second]!, second - first);
      const found = { first, second, length };
      if (length >= SHORTEST && (best === null || isBetter(found, best))) best = found;
    }
    after = here;
  }
  return best;
}

function isBetter(a: Repeat, b: Repeat): boolean {
  return a.length > b.length || (a.length === b.length && a.second <= b.second);
}

/** A token of the second copy beside the same token of the first. */
export interface CopyRow {
  /** Where the token stands in each copy; the last row's second place is where it would come. */
  readonly first: number;
  readonly second: number;
  /** Whether the pattern foretells it: not its first token, which nothing announces. */
  readonly foretold: boolean;
  /** Whether this is the token that would come after the second copy; it may not stand there. */
  readonly next: boolean;
  readonly once: TokenScore;
  readonly again: TokenScore;
}

/** Predictions at every position, from 0 on, each with its distribution. */
type Everywhere = readonly Prediction[];

const scoreAt = (everywhere: Everywhere, at: number, id: number): TokenScore =>
  tokenScore(everywhere[at - 1]!.distribution!, id);

/** Each token of the pattern, and the one that followed it, as it was predicted both times. */
export function copyRows(tokens: Ids, everywhere: Everywhere, repeat: Repeat): CopyRow[] {
  const { first, second, length } = repeat;
  return Array.from({ length: length + 1 }, (_, k) => {
    const { id } = tokens[first + k]!;
    return {
      first: first + k,
      second: second + k,
      foretold: k > 0,
      next: k === length,
      once: scoreAt(everywhere, first + k, id),
      again: scoreAt(everywhere, second + k, id),
    };
  });
}

/** The row in which repetition has bought most: where one looks first. */
export function tellingRowOf(rows: readonly CopyRow[]): CopyRow {
  const foretold = rows.filter((row) => row.foretold);
  const gain = ({ once, again }: CopyRow) => once.bits - again.bits;
  return foretold.reduce((best, row) => (gain(row) > gain(best) ? row : best));
}

/** How surprising the tokens that the pattern foretells are, and the one after it. */
export interface Cost {
  /** Mean surprisal of the foretold tokens of the copy, in bits. */
  readonly bits: number;
  /** The token that would come after it. */
  readonly next: TokenScore;
}

/** @param which the copy that is read: the first, with the text before it, or the second. */
export function costOf(
  tokens: Ids,
  everywhere: Everywhere,
  repeat: Repeat,
  which: 'first' | 'second',
): Cost {
  const { first, length } = repeat;
  const from = repeat[which];
  const of = (k: number) => scoreAt(everywhere, from + k, tokens[first + k]!.id);
  let bits = 0;
  for (let k = 1; k < length; k++) bits += of(k).bits / (length - 1);
  return { bits, next: of(length) };
}

/** The places of the first copy and of the token after it, as far as the second copy leaves them. */
export function sourceOf({ first, second, length }: Repeat): number[] {
  const end = Math.min(first + length + 1, second);
  return Array.from({ length: end - first }, (_, k) => first + k);
}

/** Orders that are tried: the one that keeps the fewest neighbours together is taken. */
const TRIES = 30;

/**
 * The same tokens in another order, with as few as possible of them after the token that they followed.
 * Null where no other order was found.
 *
 * @param random numbers from 0 to 1.
 */
export function reordered(ids: readonly number[], random: () => number): number[] | null {
  const shuffle = shuffler(random);
  const pairs = new Set(ids.map((id, i) => `${id} ${ids[i + 1]}`).slice(0, -1));
  const kept = (order: readonly number[]) =>
    order.filter((id, i) => pairs.has(`${id} ${order[i + 1]}`)).length;
  let best: number[] | null = null;
  for (let i = 0; i < TRIES; i++) {
    const order = shuffle([...ids]);
    if (order.every((id, at) => id === ids[at])) continue;
    if (best === null || kept(order) < kept(best)) best = order;
  }
  return best;
}

export interface CopyingHead {
  readonly choice: HeadChoice;
  /** The mean mass on tokens that follow an earlier occurrence, 0 to 1: the metric `induction`. */
  readonly score: number;
}

/** The heads by how much they read the token after an earlier occurrence of their own, most first. */
export function copyingHeads(trace: MeasuredHeads): {
  heads: CopyingHead[];
  /** What reading everything alike would score. */
  even: number;
} {
  const metrics = metricsOf(trace);
  const heads = headsInOrder(trace).map((choice) => ({
    choice,
    score: metrics[choice.layer]![choice.head]!.induction ?? 0,
  }));
  return {
    heads: heads.sort((a, b) => b.score - a.score),
    even: baselineOf(trace).induction ?? 0,
  };
}

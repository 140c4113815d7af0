/** How a model that spreads its belief over the whole vocabulary stands to one token. */
import type { Prediction } from '../../model/trace.ts';
import { entropy, rankOf, surprisal } from './distribution.ts';

/** What single precision rounds to 0 is at least so surprising, in bits. */
const MOST_BITS = 149;

export interface TokenScore {
  /** Probability over the whole vocabulary, 0 to 1. */
  readonly p: number;
  /** The place among all tokens of the vocabulary, from 1. */
  readonly rank: number;
  /** Surprisal −log₂ p, in bits; never infinite. */
  readonly bits: number;
}

/** @param p [V] */
export function tokenScore(p: ArrayLike<number>, id: number): TokenScore {
  return { p: p[id]!, rank: rankOf(p, id), bits: Math.min(MOST_BITS, surprisal(p, id)) };
}

/** What a model puts into a slot, and where the real token comes among it. */
export interface Filling {
  readonly top: Prediction['top'];
  /** Of all V probabilities, in bits: from 0 to log₂ V. */
  readonly entropy: number;
  /** V. */
  readonly vocabulary: number;
  /** [V] */
  readonly distribution: Float32Array;
  /** Null where there is no real token. */
  readonly real: TokenScore | null;
}

/**
 * @param id the real token; null for none
 * @throws Error when the prediction was asked for without its distribution.
 */
export function filling({ top, distribution }: Prediction, id: number | null): Filling {
  const p = wholeOf({ distribution });
  return {
    top,
    entropy: entropy(p),
    vocabulary: p.length,
    distribution: p,
    real: id === null ? null : tokenScore(p, id),
  };
}

/** @throws Error when the prediction was asked for without its distribution. */
export function wholeOf({ distribution }: { distribution?: Float32Array | undefined }) {
  if (!distribution) throw new Error('A prediction came without the probability of every token.');
  return distribution;
}

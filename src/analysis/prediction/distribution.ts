/**
 * What a probability distribution over the vocabulary says, in bits (Shannon 1948). A distribution is
 * [V] probabilities that sum to 1.
 */

type Distribution = ArrayLike<number>;

/** How unexpected a token is: −log₂ p, in bits. Infinite where p is 0. */
export function surprisal(p: Distribution, id: number): number {
  return -Math.log2(p[id]!);
}

/** −Σ p log₂ p, in bits: 0 for certainty, log₂ V where everything is as likely. */
export function entropy(p: Distribution): number {
  let sum = 0;
  for (let id = 0; id < p.length; id++) if (p[id] !== 0) sum -= p[id]! * Math.log2(p[id]!);
  return sum;
}

/** A token's place among all, from 1; of equally likely ones the lower id comes first. */
export function rankOf(p: Distribution, id: number): number {
  const own = p[id]!;
  let rank = 1;
  for (let other = 0; other < p.length; other++) {
    if (p[other]! > own || (p[other] === own && other < id)) rank++;
  }
  return rank;
}

/**
 * Kullback–Leibler divergence KL(before ‖ after) = Σ before · log₂(before / after), in bits: what it
 * costs to expect `after` where `before` is true. Rounding may not take it below 0.
 *
 * @throws RangeError when the two are over vocabularies of different sizes.
 */
export function klDivergence(before: Distribution, after: Distribution): number {
  if (before.length !== after.length) {
    throw new RangeError(`${before.length} probabilities cannot be set against ${after.length}.`);
  }
  let sum = 0;
  for (let id = 0; id < before.length; id++) {
    // A probability that rounded to 0 in single precision is below the least that it can hold.
    const [p, q] = [before[id]!, Math.max(after[id]!, LEAST)];
    if (p !== 0) sum += p * Math.log2(p / q);
  }
  return Math.max(0, sum);
}

/** The least positive number of single precision. */
const LEAST = 2 ** -149;

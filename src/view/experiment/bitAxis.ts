/** The axis of surprisals: one for both models, from 0 bits, in steps that stay. */

export const BIT_STEP = 4;

/**
 * The top of the axis, in bits: a step above what guessing evenly costs, more only where a value is
 * above that, so that it stays where it is while values come in.
 */
export function topOfBits(values: readonly number[], ...vocabularies: number[]): number {
  const most = Math.max(...vocabularies.map(Math.log2), ...values);
  return Math.ceil(most / BIT_STEP) * BIT_STEP;
}

/** @param most how many there is room for: where there are more, each second one is left out, and so on */
export function ticksOf(top: number, most = Number.POSITIVE_INFINITY): number[] {
  let step = BIT_STEP;
  while (Math.floor(top / step) + 1 > most) step *= 2;
  return Array.from({ length: Math.floor(top / step) + 1 }, (_, index) => index * step);
}

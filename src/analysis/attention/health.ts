/**
 * Does the attention keep its two promises? Each row is a probability distribution, and a causal
 * model reads nothing that comes later.
 */
import type { Pass } from '../../model/trace.ts';

/** max |row sum − 1| over all rows of all heads that read; NaN when any weight is not a number. */
export function maxRowError({
  attention,
  tokens,
  across = 0,
}: Pick<Pass, 'attention' | 'tokens' | 'across'>): number {
  if (!(attention instanceof Float32Array)) return attention.maxRowError;
  const length = tokens.length;
  let worst = 0;
  for (let start = 0, row = 0; start < attention.length; start += length, row++) {
    // Of cross-attention the text that is read has no rows.
    if (row % length < across) continue;
    let sum = 0;
    for (let column = 0; column < length; column++) sum += attention[start + column]!;
    worst = Math.max(worst, Math.abs(sum - 1));
  }
  return worst;
}

/**
 * The largest weight above the diagonal over all heads: what any token reads from a later one.
 * Measured on the attention, not on the mask, so that a mask that leaks shows. NaN when any such
 * weight is not a number.
 */
export function maxFuture({ attention, tokens }: Pick<Pass, 'attention' | 'tokens'>): number {
  if (!(attention instanceof Float32Array)) return attention.maxFuture;
  const length = tokens.length;
  let worst = 0;
  for (let start = 0, row = 0; start < attention.length; start += length, row++) {
    for (let column = (row % length) + 1; column < length; column++) {
      worst = Math.max(worst, attention[start + column]!);
    }
  }
  return worst;
}

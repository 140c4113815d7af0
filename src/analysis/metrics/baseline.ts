/**
 * What a head would score that reads all it may read equally: 1 / (legal keys) on each legal key.
 *
 * A causal row has few legal keys, so any GPT head puts much on its first token by the mask alone;
 * only what goes beyond this baseline is the head's own doing.
 */
import { type HeadMetrics, measure, type Ruler, rulerOf } from './metrics.ts';
import type { Measured } from './targets.ts';

/** The uniform weights: [T, T]; a row without any legal key reads nothing. */
export function uniformWeights({ tokens, mask }: Measured, { legal }: Ruler): Float64Array {
  const length = tokens.length;
  return Float64Array.from(mask, (open, at) => (open ? 1 / legal[Math.floor(at / length)]! : 0));
}

/** Every metric of the uniform head on this text, under this mask. */
export function baselineOf(measured: Measured): HeadMetrics {
  const ruler = rulerOf(measured);
  return measure(uniformWeights(measured, ruler), ruler);
}

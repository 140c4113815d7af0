/** One model's reading under its own mask and under another one. */

import { type HeadChoice, headWeights, type WithHeads } from '../../analysis/attention/head.ts';
import { looksRight } from '../../analysis/attention/maskShape.ts';
import { maskAt, type Trace } from '../../model/trace.ts';

/** Both of the same text by the same weights. */
export interface BeforeAfter {
  readonly before: WithHeads<Trace>;
  readonly after: WithHeads<Trace>;
}

const alike = (a: Uint8Array, b: Uint8Array) =>
  a.length === b.length && a.every((x, i) => x === b[i]);

/** The layers, from 0, in which the two forward passes used different masks. */
export function maskedLayers({ before, after }: BeforeAfter): number[] {
  const layers = Array.from({ length: before.layers }, (_, layer) => layer);
  return layers.filter((layer) => !alike(maskAt(before, layer), maskAt(after, layer)));
}

/** A cell of the attention before and after. */
export type CellChange =
  /** Both masks let it through. */
  | 'kept'
  /** Only the other mask does. */
  | 'opened'
  /** Only the model's own mask does. */
  | 'closed'
  /** Neither does. */
  | 'forbidden';

export function cellChange({ before, after }: BeforeAfter, layer: number, at: number): CellChange {
  const [was, is] = [maskAt(before, layer)[at] === 1, maskAt(after, layer)[at] === 1];
  if (was) return is ? 'kept' : 'closed';
  return is ? 'opened' : 'forbidden';
}

/**
 * A head's weights after less those before, [T, T], −1 to 1: what a mask forbids counts as the 0
 * that it is.
 *
 * @throws RangeError when the two are of different lengths, or there is no such head.
 */
export function attentionChange({ before, after }: BeforeAfter, choice: HeadChoice): Float32Array {
  const was = headWeights(before, choice);
  const is = headWeights(after, choice);
  if (was.length !== is.length) {
    throw new RangeError('Attention over texts of different lengths cannot be subtracted.');
  }
  return is.map((weight, at) => weight - was[at]!); // [T, T]
}

/**
 * The most that a token reads through a window: itself, and fewer than `reach` tokens on each side
 * that the model's own mask opens.
 */
export function windowWidth(reach: number, own: Uint8Array): number {
  return Math.min(Math.sqrt(own.length), looksRight(own) ? 2 * reach - 1 : reach);
}

/**
 * One head of a trace: its [T, T] slice of the attention [L, H, T, T]. Indices count from 0.
 */
import type { Pass } from '../../model/trace.ts';

export interface HeadChoice {
  readonly layer: number;
  readonly head: number;
}

/** Some heads of a large reading, [T, T] each, by their places in {@link headsInOrder}. */
export type SomeHeads = ReadonlyMap<number, Float32Array>;

/** A pass of which all heads are here, or those that were asked for. */
export type WithHeads<Read extends Pass = Pass> = Omit<Read, 'attention'> & {
  readonly attention: Float32Array | SomeHeads;
};

/**
 * The weights of one head: [T, T], row-major, rows read from columns. A view into the trace, not a
 * copy.
 *
 * @throws RangeError when the model has no such layer or head, or that one was not asked for.
 */
export function headWeights(trace: WithHeads, { layer, head }: HeadChoice): Float32Array {
  const { layers, heads, tokens } = trace;
  if (!within(layer, layers) || !within(head, heads)) {
    throw new RangeError(
      `There is no layer ${layer + 1}, head ${head + 1}: the model has ${layers} layers of ${heads} heads.`,
    );
  }
  const index = layer * heads + head;
  if (trace.attention instanceof Float32Array) {
    const size = tokens.length ** 2;
    return trace.attention.subarray(index * size, (index + 1) * size); // [T, T]
  }
  const weights = trace.attention.get(index);
  if (weights) return weights;
  throw new RangeError(`Layer ${layer + 1}, head ${head + 1}, was not asked for.`);
}

function within(index: number, count: number): boolean {
  return Number.isInteger(index) && index >= 0 && index < count;
}

/** Every head, layer by layer: the order of the head grid, and of `attention` in memory. */
export function headsInOrder({ layers, heads }: Pick<Pass, 'layers' | 'heads'>): HeadChoice[] {
  return Array.from({ length: layers * heads }, (_, index) => ({
    layer: Math.floor(index / heads),
    head: index % heads,
  }));
}

export function sameHead(a: HeadChoice, b: HeadChoice): boolean {
  return a.layer === b.layer && a.head === b.head;
}

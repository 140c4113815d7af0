/**
 * What a head's attention a, [T, T], amounts to: one number for each metric. Special tokens are
 * included always. Nothing here knows a model's name: legal keys are those of the mask.
 *
 * - `entropy`: mean over the rows with two or more legal keys of −Σ a ln a / ln(legal keys), 0 to 1.
 *   Divided by what that row could reach at most, so that a causal row, which has few keys, is not
 *   taken for a focused one (Clark et al. 2019, section 3.3, measure it without).
 * - `distance`: mean over rows of Σ a·|i − j|, in tokens; not of cross-attention.
 * - every other metric: mean, over the rows that have one, of the mass on the columns that
 *   {@link targetsOf} gives, 0 to 1.
 */
import { METRICS, type MetricName } from './metricNames.ts';
import { type MassName, type Measured, type Targets, targetsOf } from './targets.ts';

/** Null where a metric cannot be measured on a text: no row has such a key. */
export type HeadMetrics = Readonly<Record<MetricName, number | null>>;

/** On how many rows each metric rests. */
export type MetricRows = Readonly<Record<MetricName, number>>;

/** Attention to measure, with what it was computed from; a {@link Pass} is one. */
export interface MeasuredHeads extends Measured {
  readonly layers: number;
  readonly heads: number;
  /** [L, H, T, T], row-major: rows read from columns. */
  readonly attention: Float32Array;
}

/** What all heads of one text share: made once, used for each. */
export interface Ruler {
  readonly length: number;
  /** Whether rows and columns are places of two texts, between which there is no distance. */
  readonly isAcross: boolean;
  /** T counts of legal keys. */
  readonly legal: readonly number[];
  readonly targets: Readonly<Record<MassName, Targets>>;
}

export function rulerOf(measured: Measured): Ruler {
  const length = measured.tokens.length;
  const legal = Array.from({ length }, (_, row) => {
    let count = 0;
    for (let column = 0; column < length; column++) {
      if (measured.mask[row * length + column]) count++;
    }
    return count;
  });
  const isAcross = measured.across !== undefined;
  return { length, isAcross, legal, targets: targetsOf(measured) };
}

function meanOver(length: number, value: (row: number) => number | null): number | null {
  let rows = 0;
  let sum = 0;
  for (let row = 0; row < length; row++) {
    const one = value(row);
    if (one === null) continue;
    rows++;
    sum += one;
  }
  return rows > 0 ? sum / rows : null;
}

/** −Σ a ln a over one row, with 0 ln 0 = 0; NaN stays NaN. */
function rowEntropy(weights: ArrayLike<number>, start: number, end: number): number {
  let sum = 0;
  for (let at = start; at < end; at++) {
    const weight = weights[at]!;
    if (weight !== 0) sum -= weight * Math.log(weight);
  }
  return sum;
}

function rowDistance(weights: ArrayLike<number>, start: number, length: number): number {
  const row = start / length;
  let sum = 0;
  for (let column = 0; column < length; column++) {
    sum += weights[start + column]! * Math.abs(row - column);
  }
  return sum;
}

/** Every metric of one head. @param weights [T, T], row-major */
export function measure(weights: ArrayLike<number>, ruler: Ruler): HeadMetrics {
  const { length, isAcross, legal, targets } = ruler;
  const mass = (name: MassName) =>
    meanOver(length, (row) => {
      const columns = targets[name][row]!;
      if (columns === null) return null;
      let sum = 0;
      for (const column of columns) sum += weights[row * length + column]!;
      return sum;
    });
  return {
    entropy: meanOver(length, (row) =>
      legal[row]! < 2
        ? null
        : rowEntropy(weights, row * length, (row + 1) * length) / Math.log(legal[row]!),
    ),
    distance: meanOver(length, (row) =>
      isAcross ? null : rowDistance(weights, row * length, length),
    ),
    self: mass('self'),
    previous: mass('previous'),
    next: mass('next'),
    first: mass('first'),
    specials: mass('specials'),
    punctuation: mass('punctuation'),
    separators: mass('separators'),
    same: mass('same'),
    induction: mass('induction'),
    future: mass('future'),
  };
}

/** Every metric of every head: [layer][head]. */
export function metricsOf(trace: MeasuredHeads): HeadMetrics[][] {
  return measureHeads(trace, rulerOf(trace));
}

/** The same with a ruler at hand, which must be the trace's own. */
export function measureHeads(trace: MeasuredHeads, ruler: Ruler): HeadMetrics[][] {
  const size = ruler.length ** 2;
  return Array.from({ length: trace.layers }, (_, layer) =>
    Array.from({ length: trace.heads }, (_, head) => {
      const start = (layer * trace.heads + head) * size;
      return measure(trace.attention.subarray(start, start + size), ruler);
    }),
  );
}

/** On how many of T rows each metric rests: the same for every head of a text. */
export function rowsOf({ length, isAcross, legal, targets }: Ruler): MetricRows {
  const count = (name: MetricName) => {
    if (name === 'entropy') return legal.filter((keys) => keys >= 2).length;
    if (name === 'distance') return isAcross ? 0 : length;
    return targets[name].filter((columns) => columns !== null).length;
  };
  return Object.fromEntries(METRICS.map((name) => [name, count(name)])) as Record<
    MetricName,
    number
  >;
}

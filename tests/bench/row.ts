/** One line of the benchmark's table. */

export interface Row {
  /** What is measured: 'forward', 'typing', 'drawing', 'many heads', 'large models', 'cold start' or 'memory'. */
  readonly group: string;
  /** Of what, such as 'mini-BERT, T = 16, wasm'. */
  readonly name: string;
  readonly unit: 'ms' | 'kB' | 'MB' | 'frames/s' | 'count' | 'ratio';
  readonly median: number;
  /** Where several were measured. */
  readonly p95?: number;
  /** How many times it was measured. */
  readonly runs: number;
  /** The median, divided by that of another row of the same run. */
  readonly against?: { readonly name: string; readonly ratio: number };
  /** What issue and README promise, and whether it is kept. */
  readonly budget?: { readonly text: string; readonly met: boolean };
}

/** The q-quantile of values, 0 to 1, by linear interpolation. @throws RangeError without values. */
export function quantile(values: readonly number[], q: number): number {
  if (values.length === 0) throw new RangeError('Nothing was measured.');
  const sorted = [...values].sort((a, b) => a - b);
  const at = q * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below]! + (at - below) * (sorted[above]! - sorted[below]!);
}

/** Median, 95th percentile and count of measurements. */
export function summary(values: readonly number[]): Pick<Row, 'median' | 'p95' | 'runs'> {
  return { median: quantile(values, 0.5), p95: quantile(values, 0.95), runs: values.length };
}

/** Everything that is measured of one model: its heads, and what they are measured against. */
import { uniformWeights } from './baseline.ts';
import {
  type HeadMetrics,
  type MeasuredHeads,
  type MetricRows,
  measure,
  measureHeads,
  type Ruler,
  rowsOf,
  rulerOf,
} from './metrics.ts';
import type { Measured } from './targets.ts';

/** What a head's metrics are judged by; the same for every head of a model. */
export interface Yardstick {
  /** The metrics of the head that reads evenly. */
  readonly baseline: HeadMetrics;
  /** The number of rows that each metric rests on, over all texts. */
  readonly rows: MetricRows;
  /** Over several texts: in how many of them each metric could be measured. Null for one text. */
  readonly texts: MetricRows | null;
}

export interface ModelMeasure extends Yardstick {
  /** [layer][head] */
  readonly metrics: readonly (readonly HeadMetrics[])[];
}

/** @param trace one text, as one model read it */
export function measureModel(trace: MeasuredHeads): ModelMeasure {
  const ruler = rulerOf(trace);
  return { metrics: measureHeads(trace, ruler), ...yardstickOf(trace, ruler) };
}

/** @param ruler the text's own */
export function yardstickOf(measured: Measured, ruler: Ruler): Yardstick {
  return {
    baseline: measure(uniformWeights(measured, ruler), ruler),
    rows: rowsOf(ruler),
    texts: null,
  };
}

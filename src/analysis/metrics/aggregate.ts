/** One model measured over several texts. */
import { type ClassLabel, classOf } from './headClasses.ts';
import type { ModelMeasure } from './measureModel.ts';
import { METRICS, type MetricName } from './metricNames.ts';
import type { HeadMetrics, MetricRows } from './metrics.ts';

/** In how many texts a head has each label; labels that it never has are left out. */
export type LabelCounts = Readonly<Partial<Record<ClassLabel, number>>>;

export interface Aggregate extends ModelMeasure {
  readonly texts: MetricRows;
  /** [layer][head] */
  readonly labels: readonly (readonly LabelCounts[])[];
}

function forEach<T>(value: (name: MetricName) => T): Readonly<Record<MetricName, T>> {
  return Object.fromEntries(METRICS.map((name) => [name, value(name)])) as Record<MetricName, T>;
}

/** The mean of what could be measured; null where nothing could. */
function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) / known.length : null;
}

const meanMetrics = (all: readonly HeadMetrics[]): HeadMetrics =>
  forEach((name) => mean(all.map((metrics) => metrics[name])));

function countLabels(labels: readonly ClassLabel[]): LabelCounts {
  const counts: Partial<Record<ClassLabel, number>> = {};
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}

/**
 * The mean of each metric over texts, every text counting alike whatever its length. A text on
 * which a metric cannot be measured is left out of that metric's mean, and of its baseline's.
 *
 * @param measures one model on each text: all of one shape
 * @throws RangeError when there is no text.
 */
export function aggregate(measures: readonly ModelMeasure[]): Aggregate {
  const [shape] = measures;
  if (!shape) throw new RangeError('There is no text to take a mean over.');
  const perHead = <T>(value: (layer: number, head: number) => T): T[][] =>
    shape.metrics.map((heads, layer) => heads.map((_, head) => value(layer, head)));
  const head = (one: ModelMeasure, layer: number, at: number) => one.metrics[layer]![at]!;
  return {
    metrics: perHead((layer, at) => meanMetrics(measures.map((one) => head(one, layer, at)))),
    baseline: meanMetrics(measures.map(({ baseline }) => baseline)),
    rows: forEach((name) => measures.reduce((sum, { rows }) => sum + rows[name], 0)),
    texts: forEach((name) => measures.filter(({ baseline }) => baseline[name] !== null).length),
    labels: perHead((layer, at) =>
      countLabels(measures.map((one) => classOf(head(one, layer, at), one).label)),
    ),
  };
}

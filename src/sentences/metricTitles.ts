/** The metrics' names for a reader: short enough for the head of a column. */
import type { MetricName } from '../analysis/metrics/metricNames.ts';

export const METRIC_TITLES: Readonly<Record<MetricName, string>> = {
  entropy: 'entropy',
  distance: 'distance',
  self: 'itself',
  previous: 'previous token',
  next: 'next token',
  first: 'first token',
  specials: 'special tokens',
  punctuation: 'punctuation',
  separators: 'separators',
  same: 'same token',
  induction: 'induction',
  future: 'future',
};

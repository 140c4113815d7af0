/** The heads of a model in the order of a metric. */
import { type HeadChoice, headsInOrder } from '../attention/head.ts';
import type { MetricName } from './metricNames.ts';
import type { HeadMetrics } from './metrics.ts';

/**
 * Every head, largest value first; equal ones in the model's own order, and last those that the
 * text does not let be measured.
 *
 * @param metrics [layer][head]
 */
export function headsBy(
  metrics: readonly (readonly HeadMetrics[])[],
  name: MetricName,
): HeadChoice[] {
  const rankOf = ({ layer, head }: HeadChoice) => {
    const value = metrics[layer]![head]![name];
    return value === null || Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value;
  };
  const shape = { layers: metrics.length, heads: metrics[0]?.length ?? 0 };
  return headsInOrder(shape).sort((a, b) => {
    const [first, second] = [rankOf(a), rankOf(b)];
    return first === second ? 0 : second - first;
  });
}

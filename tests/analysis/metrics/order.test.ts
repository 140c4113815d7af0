import { expect, it } from 'vitest';
import { METRICS } from '../../../src/analysis/metrics/metricNames.ts';
import type { HeadMetrics } from '../../../src/analysis/metrics/metrics.ts';
import { headsBy } from '../../../src/analysis/metrics/order.ts';

function head(self: number | null): HeadMetrics {
  const others = Object.fromEntries(METRICS.map((name) => [name, 0])) as HeadMetrics;
  return { ...others, self };
}

const names = (metrics: HeadMetrics[][]) =>
  headsBy(metrics, 'self').map(({ layer, head }) => `${layer}.${head}`);

it('puts the largest value first', () => {
  expect(
    names([
      [head(0.1), head(0.9)],
      [head(0.5), head(0.7)],
    ]),
  ).toEqual(['0.1', '1.1', '1.0', '0.0']);
});

it('keeps equal heads in the model’s own order', () => {
  expect(
    names([
      [head(0.5), head(0.5)],
      [head(0.9), head(0.5)],
    ]),
  ).toEqual(['1.0', '0.0', '0.1', '1.1']);
});

it('puts last what could not be measured, or is not a number', () => {
  expect(
    names([
      [head(null), head(0)],
      [head(Number.NaN), head(0.2)],
    ]),
  ).toEqual(['1.1', '0.1', '0.0', '1.0']);
  expect(names([[head(null), head(null)]])).toEqual(['0.0', '0.1']);
});

/** A metric's value as it is written. */
import { t } from '#say';
import type { MetricName } from '../analysis/metrics/metricNames.ts';

/** Nearer to 1 than this is what rounding leaves of a plain 1. */
const ROUNDING = 1e-6;

/**
 * "0.93", "3.2" for a distance. What is not zero never reads as 0, and what is not all never as 1;
 * NaN stays visible.
 */
export function metricNumber(name: MetricName, value: number): string {
  if (Number.isNaN(value)) return t`not a number`;
  const places = name === 'distance' ? 1 : 2;
  const step = 10 ** -places;
  if (value > 0 && value < step / 2) return `<${step.toFixed(places)}`;
  if (name !== 'distance' && value < 1 - ROUNDING && value > 1 - step / 2) {
    return `>${(1 - step).toFixed(places)}`;
  }
  return value.toFixed(places);
}

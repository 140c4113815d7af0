import { expect, it } from 'vitest';
import { METRICS } from '../../src/analysis/metrics/metricNames.ts';
import { metricNumber } from '../../src/sentences/metricNumber.ts';
import { METRIC_NOTES, UNMEASURED_REASONS } from '../../src/sentences/metricTexts.ts';

it.each([
  ['self', 0.934, '0.93'],
  ['self', 0, '0.00'],
  ['self', 0.0004, '<0.01'],
  ['self', 0.9987, '>0.99'],
  ['self', 1, '1.00'],
  ['entropy', 1 - 1e-9, '1.00'],
  ['self', Number.NaN, 'not a number'],
  ['distance', 3.24, '3.2'],
  ['distance', 0.99, '1.0'],
  ['distance', 0.02, '<0.1'],
] as const)('writes %s %f as %s', (name, value, text) => {
  expect(metricNumber(name, value)).toBe(text);
});

it('has a sentence for each metric, and a reason why it may not be measurable', () => {
  for (const name of METRICS) {
    expect(METRIC_NOTES[name]).toMatch(/\.$/);
    expect(UNMEASURED_REASONS[name]).not.toBe('');
  }
});

import { expect, it } from 'vitest';
import { aggregate } from '../../../src/analysis/metrics/aggregate.ts';
import { measureModel } from '../../../src/analysis/metrics/measureModel.ts';
import { headReading } from '../texts.ts';

const previous = (row: number, column: number) => column === row - 1;
const sink = (_: number, column: number) => column === 0;
const measured = [
  headReading('left', 'a b c d', previous),
  headReading('left', 'a b a b a', sink),
].map(measureModel);

it('takes the mean over texts, each counting alike, and adds up their rows', () => {
  const { metrics, baseline, rows, texts } = aggregate(measured);
  // The first text: rows 1 to 3 give all to the token before. The second: row 1 alone does, of 4.
  expect(metrics[0]![0]!.previous).toBeCloseTo((1 + 1 / 4) / 2, 12);
  expect(baseline.previous).toBeCloseTo((1 / 4 + 1 / 5) / 2, 12);
  expect(rows.previous).toBe(3 + 4);
  expect(texts.previous).toBe(2);
});

it('leaves out the texts on which a metric cannot be measured, and counts the others', () => {
  const { metrics, baseline, texts, rows } = aggregate(measured);
  // Only the second text repeats; its rows 2, 3 and 4 have something to go on with: b, a, b.
  // Row 2 (a) reads 1 (b), row 3 (b) reads 2 (a), row 4 (a) reads 1 and 3 (b): the head reads 0.
  expect(metrics[0]![0]!.induction).toBe(0);
  expect(baseline.induction).toBeCloseTo((1 / 5 + 1 / 5 + 2 / 5) / 3, 12);
  expect(rows.induction).toBe(3);
  expect(texts.induction).toBe(1);
  expect(metrics[0]![0]!.punctuation).toBeNull();
  expect(texts.punctuation).toBe(0);
});

it('counts what each text alone would call the head', () => {
  const all = aggregate(measured);
  expect(all.labels).toEqual([[{ previous: 1, first: 1 }]]);
});

it('refuses to take a mean over nothing', () => {
  expect(() => aggregate([])).toThrow(RangeError);
});

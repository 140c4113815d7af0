import { describe, expect, it } from 'vitest';
import { headRow } from '../../../src/analysis/steps/arithmetic.ts';
import { fullBar, stripScales } from '../../../src/analysis/steps/stripScale.ts';
import { STEP_BERT, STEP_GPT } from './stepHead.ts';

describe('A full bar', () => {
  it('is a round number that nearly all numbers are within', () => {
    // 99 of 100 numbers are at most 0.98 in size; an outlier would make hair lines of them.
    const values = Array.from({ length: 100 }, (_, at) => (at % 2 ? -1 : 1) * (at / 100));
    expect(fullBar([...values.slice(0, 99), -70])).toBe(fullBar(values));
    expect(fullBar(values)).toBe(1);
  });

  it.each([
    [[0.031, -0.012], 0.04],
    [[0.43, 0.1], 0.5],
    [[-3, 7], 8],
    [[1.1], 1.2],
  ])('is near the largest of %j: %f', (values, full) => {
    expect(fullBar(values)).toBe(full);
  });

  it('shows a single number among zeros', () => {
    expect(fullBar([...Array(200).fill(0), 0.02])).toBe(0.02);
  });

  it('is 1 where there is nothing to draw', () => {
    expect(fullBar([0, 0])).toBe(1);
    expect(fullBar([])).toBe(1);
  });

  it('does not depend on what is no number', () => {
    expect(fullBar([Number.NaN, Number.POSITIVE_INFINITY, 0.43])).toBe(0.5);
    expect(fullBar([Number.NaN])).toBe(1);
  });
});

describe('The scales of a step', () => {
  const rows = [STEP_BERT, STEP_GPT].map((trace) => headRow(trace, trace.inspected!, 1));

  it('are one for each kind of strip, of both models and all tokens', () => {
    for (const step of ['vectors', 'scores', 'sum', 'output'] as const) {
      const [one, other, both] = [[rows[0]!], [rows[1]!], rows].map((of) => stripScales(of, step));
      for (const [part, full] of Object.entries(both!)) {
        const apart = [one, other].map((scales) => scales![part as keyof typeof scales]!);
        expect(full).toBeLessThanOrEqual(Math.max(...apart));
        expect(full).toBeGreaterThanOrEqual(Math.min(...apart));
      }
    }
    expect(Object.keys(stripScales(rows, 'vectors'))).toEqual(['query', 'key', 'value']);
    expect(Object.keys(stripScales(rows, 'sum'))).toEqual(['share', 'context']);
  });

  it('are of shares the largest one’s, however many are next to nothing', () => {
    const row = rows[1]!;
    const count = 100;
    const many = {
      ...row,
      count,
      share: (at: number) => Float32Array.of(at === 7 ? 0.43 : 0, at === 3 ? 0.001 : 0),
    };
    expect(stripScales([many], 'sum').share).toBe(0.5);
  });

  it('are none where a step has no strips', () => {
    expect(stripScales(rows, 'softmax')).toEqual({});
  });
});

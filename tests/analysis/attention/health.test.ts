import { expect, it } from 'vitest';
import { maxFuture, maxRowError } from '../../../src/analysis/attention/health.ts';
import { GPT, trace } from '../traces.ts';

it('finds rows that sum to 1 and a future of exactly 0', () => {
  expect(maxRowError(GPT)).toBe(0);
  expect(maxFuture(GPT)).toBe(0);
});

it('reports the row furthest from 1, above or below, in any head', () => {
  const off = trace(
    'left',
    ['a', 'b'],
    [
      [
        [1, 0],
        [0.5, 0.5],
      ],
      [
        [0.5, 0.25],
        [0.5, 0.625],
      ],
    ],
  );
  expect(maxRowError(off)).toBe(0.25);
});

it('measures the future on the attention, whatever the mask says', () => {
  const leaking = trace(
    'right',
    ['a', 'b'],
    [
      [
        [1, 0],
        [0.5, 0.5],
      ],
      [
        [0.875, 0.125],
        [0.5, 0.5],
      ],
    ],
  );
  expect(maxFuture(leaking)).toBe(0.125);
});

it('never hides a number that is not one', () => {
  const broken = trace(
    'right',
    ['a', 'b'],
    [
      [
        [1, Number.NaN],
        [0.5, 0.5],
      ],
    ],
  );
  expect(maxRowError(broken)).toBeNaN();
  expect(maxFuture(broken)).toBeNaN();
});

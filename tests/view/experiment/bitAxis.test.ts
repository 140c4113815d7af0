import { expect, it } from 'vitest';
import { ticksOf } from '../../../src/view/experiment/bitAxis.ts';

it('has ticks in steps of 4 bits, and fewer where there is no room for them', () => {
  expect(ticksOf(16)).toEqual([0, 4, 8, 12, 16]);
  expect(ticksOf(108, 8)).toEqual([0, 16, 32, 48, 64, 80, 96]);
  for (let top = 4; top <= 3000; top += 4) {
    const ticks = ticksOf(top, 8);
    expect(ticks.length).toBeLessThanOrEqual(8);
    expect(ticks.length).toBeGreaterThan(Math.min(top / 4, 3));
  }
});

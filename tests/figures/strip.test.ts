import { describe, expect, it } from 'vitest';
import { stripPaths } from '../../src/figures/strip.ts';

describe('A strip', () => {
  it('draws positive numbers up and negative ones down, each in its place', () => {
    const { bars, caps } = stripPaths([2, -1], 4);
    expect(bars).toBe('M0.12 0h0.76V-0.500h-0.76zM1.12 0h0.76V0.250h-0.76z');
    expect(caps).toBe('');
  });

  it('cuts a longer bar at its full height, and caps it', () => {
    const { bars, caps } = stripPaths([8], 4, [10, 12]);
    expect(bars).toBe('M1.2 0h7.6V-12.000h-7.6z');
    expect(caps).toMatch(/^M0 -12\.000h10v1\.92h-10z$/);
  });

  it('shows what is no number as tall as both ends, and no bar', () => {
    const { bars, caps } = stripPaths([Number.NaN], 4, [10, 12]);
    expect(bars).toBe('');
    expect(caps).toBe('M0 -12h10v24h-10z');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inkOf, relativeChange, spreadOf } from '../../../src/experiments/leak/measure.ts';

describe('The relative change of hidden states', () => {
  it('is the length of the difference over the length of the state before', () => {
    // (3, 4) of length 5 moves by (0, 5) and by (3, 4); (0, 2) stays.
    const before = Float32Array.of(3, 4, 3, 4, 0, 2);
    const after = Float32Array.of(3, 9, 6, 8, 0, 2);
    expect([...relativeChange(before, after, 2)]).toEqual([1, 1, 0]);
    expect([...relativeChange(before, Float32Array.of(3, 4, 3, 4, 3, 6), 2)]).toEqual([0, 0, 2.5]);
  });

  it('is exactly 0 only for states that are the same, number by number', () => {
    const before = Float32Array.of(1, 0);
    expect(relativeChange(before, Float32Array.of(1, 2 ** -149), 2)[0]).toBe(2 ** -149);
    expect(relativeChange(before, Float32Array.of(1, 0), 2)[0]).toBe(0);
  });

  it('of a state that was nothing is infinite, or none', () => {
    const nothing = Float32Array.of(0, 0);
    expect(relativeChange(nothing, Float32Array.of(0, 1), 2)[0]).toBe(Number.POSITIVE_INFINITY);
    expect(relativeChange(nothing, nothing, 2)[0]).toBe(0);
  });

  it('keeps what is not a number, and refuses states that do not match', () => {
    const change = relativeChange(Float32Array.of(1, 1), Float32Array.of(Number.NaN, 1), 2);
    expect(change[0]).toBeNaN();
    expect(() => relativeChange(Float32Array.of(1, 1), Float32Array.of(1), 1)).toThrow(RangeError);
    expect(() => relativeChange(Float32Array.of(1), Float32Array.of(1), 2)).toThrow(RangeError);
  });
});

describe('The spread of a change', () => {
  // 2 layers of 4 tokens; token 2 was changed.
  const changes = Float64Array.of(0, 0, 1, 0.5, 0, 0.25, 1.5, 0.125);

  it('counts the places that moved on either side, in any layer', () => {
    const { leftMoved, leftCount, rightMoved, rightCount } = spreadOf(changes, 4, [2]);
    expect([leftMoved, leftCount, rightMoved, rightCount]).toEqual([1, 2, 2, 2]);
  });

  it('finds the largest change to the left', () => {
    expect(spreadOf(changes, 4, [2]).left).toEqual({ layer: 1, position: 1, change: 0.25 });
    expect(spreadOf(changes, 4, [3, 1]).left).toEqual({ layer: 0, position: 0, change: 0 });
    expect(spreadOf(changes, 4, [0]).left).toBeNull();
  });

  it('takes what is not a number for the largest', () => {
    const broken = changes.with(4, Number.NaN);
    expect(spreadOf(broken, 4, [2]).left?.change).toBeNaN();
    expect(spreadOf(broken, 4, [2]).leftMoved).toBe(2);
  });
});

describe('The scale of changes', () => {
  it('is none for exactly 0, faint for the least change, and full from 1 on', () => {
    expect(inkOf(0)).toBe(0);
    expect(inkOf(1e-30)).toBeCloseTo(0.12, 12);
    expect(inkOf(0.001)).toBeCloseTo(0.12, 12);
    // Two of three decades: 0.12 + 0.88 · 2/3.
    expect(inkOf(0.1)).toBeCloseTo(0.12 + (0.88 * 2) / 3, 12);
    expect(inkOf(1)).toBeCloseTo(1, 12);
    expect(inkOf(7)).toBe(inkOf(1));
    expect(inkOf(Number.NaN)).toBeNaN();
  });

  it('never falls as a change grows', () => {
    const change = fc.double({ min: 0, max: 4, noNaN: true });
    fc.assert(fc.property(change, change, (a, b) => a > b || inkOf(a) <= inkOf(b)));
  });
});

/** FullComparison of arrays of numbers: the one place where tests decide what "equal" means. */
import { expect } from 'vitest';

export interface Tolerance {
  readonly absolute: number;
  /** Added to the absolute tolerance: this much of the expected value. */
  readonly relative?: number;
}

/** The largest |actual − expected|; NaN when any value is not a number. */
export function largestDifference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < expected.length; i++) {
    largest = Math.max(largest, Math.abs(actual[i]! - expected[i]!)); // NaN stays NaN
  }
  return largest;
}

/** Fails unless both have the same length and agree everywhere; NaN agrees with nothing. */
export function expectClose(
  name: string,
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  { absolute, relative = 0 }: Tolerance,
): void {
  expect(actual.length, `length of ${name}`).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs(actual[i]! - expected[i]!);
    if (difference <= absolute + relative * Math.abs(expected[i]!)) continue;
    expect.fail(`${name}[${i}] is ${actual[i]}, not ${expected[i]}: off by ${difference}`);
  }
}

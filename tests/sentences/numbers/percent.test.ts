import { expect, it } from 'vitest';
import { deviation, percent } from '../../../src/sentences/numbers/percent.ts';

it.each([
  [0.3141, '31.4%'],
  [1, '100.0%'],
  [0, '0.0%'],
  [0.0004, '<0.1%'],
  [0.99999, '>99.9%'],
  [Number.NaN, 'not a number'],
])('writes %d as %s', (p, text) => {
  expect(percent(p)).toBe(text);
});

it('never rounds something to nothing, nor almost all to all', () => {
  expect(percent(0.004, 0)).toBe('<1%');
  expect(percent(0.996, 0)).toBe('>99%');
  expect(percent(0.99, 0)).toBe('99%');
});

it('writes deviations to one digit, and zero as zero', () => {
  expect(deviation(2.6e-7)).toBe('3e-7');
  expect(deviation(0)).toBe('0');
  expect(deviation(Number.NaN)).toBe('not a number');
});

import { expect, it } from 'vitest';
import { fineBits } from '../../../src/sentences/numbers/fineBits.ts';

it('writes small amounts so that only 0 reads as 0', () => {
  const given = [0, 0.001, 0.5, 1, 12.345, -0.25, Number.POSITIVE_INFINITY, Number.NaN];
  expect(given.map((value) => fineBits(value))).toEqual([
    '0 bits',
    '<0.01 bits',
    '0.50 bits',
    '1.00 bit',
    '12.35 bits',
    '−0.25 bits',
    'infinitely many bits',
    'not a number of bits',
  ]);
  expect(fineBits(0.0004, 3)).toBe('<0.001 bits');
  expect(fineBits(0.0006, 3)).toBe('0.001 bits');
});

import { describe, expect, it } from 'vitest';
import { bits, bitsNumber, choices } from '../../../src/sentences/numbers/bits.ts';

describe('Bits', () => {
  it('are written to one decimal, with a true minus sign and a singular', () => {
    expect(bits(13.24)).toBe('13.2 bits');
    expect(bits(1)).toBe('1.0 bit');
    expect(bits(-1)).toBe('−1.0 bit');
    expect(bits(-11)).toBe('−11.0 bits');
    expect(bits(0)).toBe('0.0 bits');
    expect(bitsNumber(2.71, 2)).toBe('2.71');
  });

  it('have no sign where they round to 0, and stay visible where they are not a number', () => {
    expect(bitsNumber(-0.04)).toBe('0.0');
    expect(bits(Number.NaN)).toBe('not a number of bits');
  });

  it('are so many equally likely choices', () => {
    expect(choices(0)).toBe('1.0');
    expect(choices(1)).toBe('2.0');
    expect(choices(5)).toBe('32');
    expect(choices(11)).toBe('2,000');
    expect(choices(149)).toBe('over a million');
  });
});

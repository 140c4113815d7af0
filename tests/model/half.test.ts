import { describe, expect, it } from 'vitest';
import { decodeBrainHalves, decodeHalves } from '../../src/model/weights/half.ts';

describe('A half-precision float', () => {
  it.each([
    [0x0000, 0],
    [0x8000, -0],
    [0x3c00, 1],
    [0xbc00, -1],
    [0x3555, 0.333251953125], // nearest to 1/3
    [0x7bff, 65504], // largest
    [0x0400, 2 ** -14], // smallest normal
    [0x03ff, 1023 * 2 ** -24], // largest subnormal
    [0x0001, 2 ** -24], // smallest
    [0x7c00, Number.POSITIVE_INFINITY],
    [0xfc00, Number.NEGATIVE_INFINITY],
    [0x7e00, Number.NaN],
  ])('of the bits %i is %d', (bits, value) => {
    expect(decodeHalves(Uint16Array.of(bits))[0]).toBe(value);
  });
});

describe('A bfloat16', () => {
  it.each([
    [0x0000, 0],
    [0x8000, -0],
    [0x3f80, 1],
    [0xc000, -2],
    [0x3eab, 0.333984375], // nearest to 1/3
    [0x7f7f, 255 * 2 ** 120], // largest
    [0x7f80, Number.POSITIVE_INFINITY],
    [0x7fc0, Number.NaN],
  ])('of the bits %i is %d', (bits, value) => {
    expect(decodeBrainHalves(Uint16Array.of(bits))[0]).toBe(value);
  });
});

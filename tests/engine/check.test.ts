import { describe, expect, it } from 'vitest';
import { checkRows } from '../../src/engine/check.ts';
import type { Token } from '../../src/text/token.ts';

const tokens = Array.from({ length: 2 }, () => ({}) as Token);
const check = (...attention: number[]) =>
  checkRows({ tokens, attention: Float32Array.from(attention) }, 'webgl');

describe('the last look at a result', () => {
  it('passes rows that sum to one, up to rounding', () => {
    expect(() => check(1, 0, 0.25, 0.7501, 0.5, 0.5, 0, 1)).not.toThrow();
  });

  it.each([
    ['zeros, as a lost context returns them', [1, 0, 0, 0], 'sums to 0.00'],
    ['rows that sum to more than one', [1, 0, 1, 1], 'sums to 2.00'],
    ['numbers that are none', [1, 0, Number.NaN, 1], 'sums to NaN'],
  ])('stops %s', (_, attention, sentence) => {
    expect(() => check(...attention)).toThrow(sentence);
  });

  it.each([
    ['webgl', 'WebGL'],
    ['wasm', 'WASM'],
    ['cpu', 'Plain JavaScript'],
  ] as const)('names the backend that returned it: %s', (backend, name) => {
    const zeros = { tokens, attention: new Float32Array(4) };
    expect(() => checkRows(zeros, backend)).toThrow(
      `${name} returned attention here that sums to 0.00 in place of 1.`,
    );
  });
});

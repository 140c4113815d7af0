import { describe, expect, it } from 'vitest';
import { additive, bidirectional, causal, FORBIDDEN, pad } from '../../src/model/mask.ts';

describe('masks', () => {
  it('lets every token read every token when bidirectional', () => {
    expect([...bidirectional(2)]).toEqual([1, 1, 1, 1]);
  });

  it('lets a token read itself and what came before when causal', () => {
    expect([...causal(3)]).toEqual([1, 0, 0, 1, 1, 0, 1, 1, 1]);
  });

  it('forbids padding keys and keeps one key legal in padding rows', () => {
    expect([...pad(causal(2), 2, 3)]).toEqual([1, 0, 0, 1, 1, 0, 1, 0, 0]);
    expect(() => pad(causal(3), 3, 2)).toThrow('Cannot pad a mask of 3 tokens to 2.');
  });

  it('adds nothing where reading is allowed and a half-float-safe penalty elsewhere', () => {
    expect([...additive(causal(2))]).toEqual([0, FORBIDDEN, 0, 0]);
    expect(Math.abs(FORBIDDEN)).toBeLessThan(65504);
    expect(Math.fround(Math.exp(FORBIDDEN))).toBe(0);
  });
});

/** One attention weight by hand: what is given, and what an answer is worth. */
import { describe, expect, it } from 'vitest';
import { handRow, judge, readAnswer } from '../../src/lesson/byHand.ts';

// e^1 = 2.72, e^0 = 1, e^0 = 1, e^-1 = 0.37; the sum is 5.09, and 2.72 / 5.09 = 0.534.
const row = handRow([1, 0, 0, -1], [0.5344, 0.1966, 0.1966, 0.0723]);

describe('what is given', () => {
  it('is what can be reckoned with on paper', () => {
    expect(row.scores).toEqual([1, 0, 0, -1]);
    expect(row.powers).toEqual([2.72, 1, 1, 0.37]);
    expect(row.asked).toBe(0);
  });
});

describe('an answer', () => {
  it.each([
    ['53', 0.53],
    ['53%', 0.53],
    ['53.4 %', 0.534],
    ['0.53', 0.53],
    ['0,53', 0.53],
    ['.53', 0.53],
    ['53％', 0.53],
    ['1%', 0.01],
    ['1', 1],
  ])('“%s” is read', (typed, share) => {
    expect(readAnswer(typed)).toBeCloseTo(share, 9);
  });

  it.each(['', 'half', '5e-1', '1/2', '-3', '0.5.3', 'Infinity'])('“%s” is no number', (typed) => {
    expect(readAnswer(typed)).toBeNull();
  });

  it.each([
    [0.53, 'right'],
    [0.54, 'right'],
    [0.5, 'wrong'],
    [0.0272, 'undivided'],
    [0.2, 'other'],
    [0.07, 'other'],
    [0.9, 'wrong'],
  ] as const)('of %d is %s', (answer, verdict) => {
    expect(judge(row, answer)).toBe(verdict);
  });

  it('of the bare scores is told from the right one', () => {
    // 2 / (2 + 1 + 1) = 0.5; with powers 7.39 / (7.39 + 2.72 + 2.72) = 0.576.
    expect(judge(handRow([2, 1, 1], [0.576, 0.212, 0.212]), 0.5)).toBe('bare');
  });
});

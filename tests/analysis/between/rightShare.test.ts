import { expect, it } from 'vitest';
import { headsInOrder } from '../../../src/analysis/attention/head.ts';
import { rightShare } from '../../../src/analysis/between/rightShare.ts';
import { traceFile, traceFileIds } from '../../support/preset.ts';
import { BERT, FIRST, GPT, trace } from '../traces.ts';

it('adds up what each row reads to its right, and says how much of it is special tokens', () => {
  const { rows, specials } = rightShare(BERT, FIRST);
  // [CLS]: 1/4 + 1/4 + 1/4; it: 1/8 + 1/2; slept: 1/4; [SEP]: nothing is right of it.
  expect([...rows]).toEqual([0.75, 0.625, 0.25, 0]);
  expect([...specials]).toEqual([0.25, 0.5, 0.25, 0]);
});

it('stands beside what a head would read there that reads everything equally', () => {
  const { mean, baseline, baselines } = rightShare(BERT, FIRST);
  expect([...baselines]).toEqual([3 / 4, 2 / 4, 1 / 4, 0]);
  expect(mean).toBe(1.625 / 4);
  expect(baseline).toBe(1.5 / 4);
});

it('finds nothing in a causal head, from its weights', () => {
  const { rows, baselines, mean, baseline } = rightShare(GPT, FIRST);
  expect([...rows, ...baselines, mean, baseline].every((value) => value === 0)).toBe(true);
});

it('would show a causal head that leaks', () => {
  const leak = [
    [0.5, 0.5],
    [0, 1],
  ];
  const { rows, baselines } = rightShare(trace('right', ['<|endoftext|>', 'it'], [leak]), FIRST);
  expect([...rows]).toEqual([0.5, 0]);
  expect([...baselines]).toEqual([0, 0]);
});

it('is nothing for a text of one token', () => {
  expect(rightShare(trace('right', ['<|endoftext|>'], [[[1]]]), FIRST).mean).toBe(0);
});

it.each(traceFileIds)('is between 0 and 1 in BERT, exactly 0 in GPT, in the example %s', (id) => {
  const { left, right } = traceFile(id);
  for (const choice of headsInOrder(left)) {
    const { rows, specials, baseline } = rightShare(left, choice);
    for (const [row, share] of rows.entries()) {
      expect(share).toBeGreaterThanOrEqual(specials[row]!);
      expect(share).toBeLessThanOrEqual(1 + 1e-6);
    }
    // The mean of (T − 1 − i) / T over the T rows.
    expect(baseline).toBeCloseTo((rows.length - 1) / 2 / rows.length, 12);
    expect(rightShare(right, choice).rows.every((share) => share === 0)).toBe(true);
  }
});

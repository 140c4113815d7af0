import { expect, it } from 'vitest';
import { attentionViewOf } from '../../../src/analysis/attention/attentionView.ts';
import { dominantPatternOf } from '../../../src/analysis/metrics/dominantPattern.ts';
import { FIRST, trace } from '../traces.ts';

const LABELS = ['a', 'b', 'c', 'd'];

it('finds a head that reads the token before', () => {
  const head = [
    [0.25, 0.25, 0.25, 0.25],
    [1, 0, 0, 0],
    [0, 0.5, 0.5, 0],
    [0, 0, 1, 0],
  ];
  // Rows 1 to 3 have a token before them: (1 + 0.5 + 1) / 3.
  expect(dominantPatternOf(attentionViewOf(trace('left', LABELS, [head]), FIRST))).toEqual({
    rule: 'previous',
    mean: expect.closeTo(5 / 6, 12),
  });
});

it('does not take a causal head that reads everything equally for a head with a pattern', () => {
  const uniform = [
    [1, 0, 0, 0],
    [0.5, 0.5, 0, 0],
    [1 / 3, 1 / 3, 1 / 3, 0],
    [0.25, 0.25, 0.25, 0.25],
  ];
  expect(dominantPatternOf(attentionViewOf(trace('right', LABELS, [uniform]), FIRST))).toBeNull();
});

it('finds a causal head that rests on the first token, leaving out the row that has no choice', () => {
  const sink = [
    [1, 0, 0, 0],
    [0.875, 0.125, 0, 0],
    [0.875, 0, 0.125, 0],
    [0.875, 0, 0, 0.125],
  ];
  expect(dominantPatternOf(attentionViewOf(trace('right', LABELS, [sink]), FIRST))).toEqual({
    rule: 'first',
    mean: 0.875,
  });
});

it('does not judge by the single row that may read a causal model’s last token', () => {
  const last = [
    [1, 0, 0, 0],
    [0.5, 0.5, 0, 0],
    [0.5, 0.5, 0, 0],
    [0, 0, 0, 1],
  ];
  expect(dominantPatternOf(attentionViewOf(trace('right', LABELS, [last]), FIRST))).toBeNull();
});

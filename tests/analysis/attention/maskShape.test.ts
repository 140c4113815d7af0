import { expect, it } from 'vitest';
import { maskShape } from '../../../src/analysis/attention/maskShape.ts';
import { bidirectional, causal } from '../../../src/model/mask.ts';

it('names the two masks by their values', () => {
  expect(maskShape(bidirectional(3))).toEqual({ kind: 'bidirectional', open: 9, total: 9 });
  expect(maskShape(causal(3))).toEqual({ kind: 'causal', open: 6, total: 9 });
});

it('does not call a leaking mask causal', () => {
  const leaking = causal(3);
  leaking[1] = 1;
  expect(maskShape(leaking)).toEqual({ kind: 'other', open: 7, total: 9 });
});

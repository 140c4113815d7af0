import { expect, it } from 'vitest';
import { axisTokens, cellState, sameCell } from '../../../src/analysis/attention/cell.ts';
import { bidirectional } from '../../../src/model/mask.ts';
import { BERT, GPT, token } from '../traces.ts';

const stopped = { ...GPT, unread: [token('[MASK]'), token('well')] };

it('reads the state of a cell from the mask tensor', () => {
  expect(cellState(GPT, { row: 2, column: 1 })).toBe('open');
  expect(cellState(GPT, { row: 1, column: 2 })).toBe('forbidden');
  expect(cellState(BERT, { row: 1, column: 2 })).toBe('open');
});

it('shows a causal model’s future as open when its mask lets it through', () => {
  const leaking = { ...GPT, mask: bidirectional(3) };
  expect(cellState(leaking, { row: 1, column: 2 })).toBe('open');
});

it('continues GPT’s axes over what it has not read', () => {
  expect(axisTokens(stopped).map(({ label }) => label)).toEqual([
    '<|endoftext|>',
    'it',
    'slept',
    '[MASK]',
    'well',
  ]);
  expect(cellState(stopped, { row: 3, column: 0 })).toBe('unread');
  expect(cellState(stopped, { row: 0, column: 4 })).toBe('unread');
});

it('knows positions that a model does not have', () => {
  expect(cellState(GPT, { row: 3, column: 0 })).toBe('absent');
  expect(cellState(GPT, { row: 0, column: -1 })).toBe('absent');
  expect(cellState(GPT, { row: Number.NaN, column: 0 })).toBe('absent');
});

it('compares cells by place', () => {
  expect(sameCell({ row: 1, column: 2 }, { row: 1, column: 2 })).toBe(true);
  expect(sameCell({ row: 1, column: 2 }, { row: 2, column: 1 })).toBe(false);
  expect(sameCell(null, { row: 0, column: 0 })).toBe(false);
  expect(sameCell(null, null)).toBe(true);
});

import { expect, it } from 'vitest';
import {
  shareOfReading,
  topKeysOfRow,
  topReadersOf,
} from '../../../src/analysis/attention/topKeys.ts';
import { BERT, GPT } from '../traces.ts';

const isSpecial = (position: number) => BERT.tokens[position]!.special;

it('ranks what a row reads, equal weights in reading order', () => {
  expect(topKeysOfRow(BERT.attention, BERT.mask, 1)).toEqual({
    entries: [
      { position: 3, weight: 0.5 },
      { position: 1, weight: 0.25 },
      { position: 0, weight: 0.125 },
      { position: 2, weight: 0.125 },
    ],
    hidden: 0,
  });
});

it('hides special tokens without renormalising the rest', () => {
  const { entries, hidden } = topKeysOfRow(BERT.attention, BERT.mask, 1, isSpecial);
  expect(entries).toEqual([
    { position: 1, weight: 0.25 },
    { position: 2, weight: 0.125 },
  ]);
  expect(hidden).toBe(0.625);
});

it('lists only what the mask lets the row read', () => {
  const { entries } = topKeysOfRow(GPT.attention, GPT.mask, 1);
  expect(entries.map(({ position }) => position)).toEqual([0, 1]);
});

it('ranks who reads a column, equal weights in reading order, of those that may and are not hidden', () => {
  const { attention: weights, mask } = BERT;
  expect(topReadersOf({ weights, mask }, 1)).toEqual([
    { position: 2, weight: 0.5 },
    { position: 0, weight: 0.25 },
    { position: 1, weight: 0.25 },
    { position: 3, weight: 0.25 },
  ]);
  expect(topReadersOf({ weights, mask }, 1, isSpecial).map(({ position }) => position)).toEqual([
    2, 1,
  ]);
  expect(topReadersOf({ weights: GPT.attention, mask: GPT.mask }, 2)).toEqual([
    { position: 2, weight: 0.25 },
  ]);
});

it('shares a head’s whole reading among its columns, adding up to 1', () => {
  // Columns of GPT sum to 2, 0.75 and 0.25 over three rows.
  const { entries } = shareOfReading({ weights: GPT.attention });
  expect(entries.map(({ position }) => position)).toEqual([0, 1, 2]);
  expect(entries.map(({ weight }) => weight)).toEqual([
    expect.closeTo(2 / 3, 12),
    expect.closeTo(1 / 4, 12),
    expect.closeTo(1 / 12, 12),
  ]);
});

it('counts the hidden columns of a head apart', () => {
  // [CLS] sums to 3/4 and [SEP] to 5/4 over four rows.
  expect(shareOfReading({ weights: BERT.attention }, isSpecial).hidden).toBe(0.5);
});

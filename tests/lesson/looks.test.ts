/** Outlines of what a paragraph speaks of, in units of cells. */
import { describe, expect, it } from 'vitest';
import { outlineOf } from '../../src/lesson/looks.ts';
import { BERT, GPT } from '../analysis/traces.ts';

describe('an outline', () => {
  it('of what a causal mask forbids is the stairs above the diagonal', () => {
    expect(outlineOf('future', GPT, null)).toBe('M1 0v1h1v1H3V0z');
    expect(outlineOf('future', BERT, null)).toBeNull();
  });

  it('of a row, a column and a cell is where they are, if they are there', () => {
    const cell = { row: 2, column: 1 };
    expect(outlineOf('row', GPT, cell)).toBe('M0 2h3v1h-3z');
    expect(outlineOf('column', GPT, cell)).toBe('M1 0h1v3h-1z');
    expect(outlineOf('cell', GPT, cell)).toBe('M1 2h1v1h-1z');
    expect(outlineOf('row', GPT, { row: null, column: 1 })).toBeNull();
    expect(outlineOf('cell', GPT, { row: 3, column: 1 })).toBeNull();
    expect(outlineOf('blank', GPT, cell)).toBeNull();
  });

  it('of neighbours is a cell in each row that has one', () => {
    expect(outlineOf('previous', GPT, null)).toBe('M0 1h1v1h-1zM1 2h1v1h-1z');
    expect(outlineOf('next', BERT, null)).toBe('M1 0h1v1h-1zM2 1h1v1h-1zM3 2h1v1h-1z');
  });

  it('of the models’ own tokens is a column each', () => {
    expect(outlineOf('specials', BERT, null)).toBe('M0 0h1v4h-1zM3 0h1v4h-1z');
  });
});

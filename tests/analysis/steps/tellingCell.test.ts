import { describe, expect, it } from 'vitest';
import { tellingCell } from '../../../src/analysis/steps/tellingCell.ts';
import { type PresetId, presetOf } from '../../../src/examples/presets.ts';
import { traceFile } from '../../support/preset.ts';
import { trace } from '../traces.ts';

const FIRST = { left: { layer: 0, head: 0 }, right: { layer: 0, head: 0 } };
const WORDS = ['he', 'saw', 'her', 'run'];

/** Both models read the same words, with these rows of weights. */
const both = (rows: readonly (readonly number[])[]) => {
  const masked = rows.map((row, at) => row.map((weight, key) => (key > at ? 0 : weight)));
  return { left: trace('left', WORDS, [rows]), right: trace('right', WORDS, [masked]) };
};

describe('The cell to begin with', () => {
  it.each<[PresetId, string, string]>([
    ['animal-tired', 'it', 'animal'],
    ['bank-river', 'watched', 'sat'],
    ['repeat', 'red', 'fox'],
    ['agreement', 'dogs', 'chased'],
  ])('is the reading that the heads of %s single out most: %s from %s', (id, reader, read) => {
    const comparison = traceFile(id);
    const cell = tellingCell(comparison, presetOf(id).opens)!;
    const { tokens } = comparison[cell.side];
    expect(tokens[cell.row]!.label.trim()).toBe(reader);
    expect(tokens[cell.column]!.label.trim()).toBe(read);
  });

  it('is of the row that takes more of a word than the others do', () => {
    const even = [0.25, 0.25, 0.25, 0.25];
    const cell = tellingCell(both([even, [0.1, 0.1, 0.1, 0.7], even, even]), FIRST);
    expect(cell).toEqual({ side: 'left', row: 1, column: 3 });
  });

  it('is none where all rows read alike, the neighbour, or themselves', () => {
    const even = [0.25, 0.25, 0.25, 0.25];
    const sink = [0.7, 0.1, 0.1, 0.1];
    expect(tellingCell(both([even, even, even, even]), FIRST)).toBeNull();
    expect(tellingCell(both([sink, sink, sink, sink]), FIRST)).toBeNull();
    const next = both([
      [0, 1, 0, 0],
      [0, 0, 1, 0],
      [0, 0, 0, 1],
      [0, 0, 0, 1],
    ]);
    expect(tellingCell(next, FIRST)).toBeNull();
  });

  it('is none of what is no number', () => {
    const row = Array(4).fill(Number.NaN);
    expect(tellingCell(both([row, row, row, row]), FIRST)).toBeNull();
  });

  it('is of words that both models have read', () => {
    const left = trace('left', WORDS, [
      [
        [0.25, 0.25, 0.25, 0.25],
        [0.1, 0.1, 0.1, 0.7],
        [0.25, 0.25, 0.25, 0.25],
        [0.25, 0.25, 0.25, 0.25],
      ],
    ]);
    const right = trace(
      'right',
      ['he', 'saw'],
      [
        [
          [1, 0],
          [0.5, 0.5],
        ],
      ],
    );
    expect(tellingCell({ left, right }, FIRST)).toBeNull();
  });
});

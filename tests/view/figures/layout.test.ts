import { expect, it } from 'vitest';
import {
  cellAt,
  cellSize,
  labelStep,
  scrolled,
  showsLabel,
  walk,
  walkGrid,
} from '../../../src/view/figures/layout.ts';

it('makes cells as large as fit, on whole device pixels', () => {
  expect(cellSize(300, 16)).toBe(18);
  expect(cellSize(300, 16, 2)).toBe(18.5);
});

it('keeps cells large enough to hit and small enough to compare', () => {
  expect(cellSize(300, 128)).toBe(8);
  expect(cellSize(300, 1)).toBe(56);
  expect(cellSize(0, 0)).toBe(8);
});

it('thins labels out until a line fits between them', () => {
  expect(labelStep(20, 12)).toBe(1);
  expect(labelStep(8, 12)).toBe(2);
  expect(labelStep(4, 12)).toBe(3);
});

it('always shows the marked label, and clears the ones that it would touch', () => {
  const shown = (marked: number | null) =>
    [0, 1, 2, 3, 4, 5].filter((at) => showsLabel(at, 2, marked));
  expect(shown(null)).toEqual([0, 2, 4]);
  expect(shown(2)).toEqual([0, 2, 4]);
  expect(shown(3)).toEqual([0, 3]);
});

it('finds the cell at a point, and none outside', () => {
  expect(cellAt(25, 5, 10, { rows: 3, columns: 3 })).toEqual({ row: 0, column: 2 });
  expect(cellAt(30, 5, 10, { rows: 3, columns: 3 })).toBeNull();
  expect(cellAt(5, -1, 10, { rows: 3, columns: 3 })).toBeNull();
});

it.each([
  ['ArrowDown', false, { row: 5, column: 4 }],
  ['ArrowUp', false, { row: 3, column: 4 }],
  ['ArrowLeft', false, { row: 4, column: 3 }],
  ['ArrowRight', false, { row: 4, column: 5 }],
  ['Home', false, { row: 4, column: 0 }],
  ['End', false, { row: 4, column: 9 }],
  ['Home', true, { row: 0, column: 0 }],
  ['End', true, { row: 9, column: 9 }],
  ['PageDown', false, { row: 9, column: 4 }],
  ['PageUp', false, { row: 0, column: 4 }],
  ['Tab', false, null],
] as const)('walks cells by %s (control: %s)', (key, control, cell) => {
  expect(walk({ row: 4, column: 4 }, key, control, { rows: 10, columns: 10 })).toEqual(cell);
});

it('stops at the edges', () => {
  expect(walk({ row: 0, column: 0 }, 'ArrowUp', false, { rows: 3, columns: 3 })).toEqual({
    row: 0,
    column: 0,
  });
  expect(walk({ row: 2, column: 2 }, 'ArrowRight', false, { rows: 3, columns: 3 })).toEqual({
    row: 2,
    column: 2,
  });
});

it('walks a grid of options in two dimensions', () => {
  const from5 = (key: string) => walkGrid(5, key, 4, 16);
  expect(
    ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'a'].map(from5),
  ).toEqual([1, 9, 4, 6, 0, 15, null]);
  expect(walkGrid(3, 'ArrowRight', 4, 16)).toBe(3);
  expect(walkGrid(13, 'ArrowDown', 4, 16)).toBe(13);
});

it('scrolls as little as shows the cell with its neighbours', () => {
  expect(scrolled(0, 20, 10, 100)).toBe(0);
  expect(scrolled(0, 200, 10, 100)).toBe(120);
  expect(scrolled(120, 50, 10, 100)).toBe(40);
});

/** Where things stand in a heatmap: sizes, labels, hits and steps. Pure arithmetic, in CSS pixels. */
import type { Cell } from '../../analysis/attention/cell.ts';
import type { Shape } from '../../analysis/attention/pool.ts';

/** Larger cells get hairline gaps. */
export const GAP_FROM = 10;

/** What is smaller than this along either side, in CSS pixels, a finger does not hit (WCAG 2.2, 2.5.8). */
export const FINGERTIP = 24;

/** Smaller cells could neither be told apart nor be hit: long texts scroll instead. */
const SMALLEST_CELL = 8;
const LARGEST_CELL = 56;

/**
 * The side of a square cell so that `count` of them fill the space: as large as fits, on whole
 * device pixels, between the smallest and the largest.
 *
 * @param available CSS pixels
 * @param ratio device pixels per CSS pixel
 * @param isFitted whether they may be as small as a device pixel
 */
export function cellSize(available: number, count: number, ratio = 1, isFitted = false): number {
  const fits = available / Math.max(1, count);
  const bounded = Math.min(LARGEST_CELL, Math.max(isFitted ? 0 : SMALLEST_CELL, fits));
  return Math.max(1, Math.floor(bounded * ratio)) / ratio;
}

/** Every how many cells a label has room: labels thin out rather than overlap. */
export function labelStep(cell: number, lineHeight: number): number {
  return Math.max(1, Math.ceil(lineHeight / cell));
}

/**
 * Whether the label at a position is drawn. The marked one always is, and its neighbours make room
 * for it.
 */
export function showsLabel(position: number, step: number, marked: number | null): boolean {
  if (position === marked) return true;
  if (position % step !== 0) return false;
  return marked === null || Math.abs(position - marked) >= step;
}

/** The cell at a point, or null outside the matrix. */
export function cellAt(x: number, y: number, cell: number, { rows, columns }: Shape): Cell | null {
  const column = Math.floor(x / cell);
  const row = Math.floor(y / cell);
  const inside = column >= 0 && row >= 0 && column < columns && row < rows;
  return inside ? { row, column } : null;
}

/**
 * How far to scroll so that what starts at `at` and is `size` long stands in a view of `length`,
 * with one `size` to spare: as little as possible from where the view is now.
 */
export function scrolled(from: number, at: number, size: number, length: number): number {
  const furthest = at - size;
  const least = at + 2 * size - length;
  return Math.max(0, Math.max(least, Math.min(furthest, from)));
}

/** How far PageUp and PageDown go. */
const PAGE = 8;

/** Where a key leads from a cell, kept inside the matrix; null for a key that does not walk. */
export function walk(from: Cell, key: string, withControl: boolean, size: Shape): Cell | null {
  const [below, right] = [size.rows - 1, size.columns - 1];
  const down = (value: number) => Math.min(below, Math.max(0, value));
  const across = (value: number) => Math.min(right, Math.max(0, value));
  const { row, column } = from;
  switch (key) {
    case 'ArrowUp':
      return { row: down(row - 1), column };
    case 'ArrowDown':
      return { row: down(row + 1), column };
    case 'ArrowLeft':
      return { row, column: across(column - 1) };
    case 'ArrowRight':
      return { row, column: across(column + 1) };
    case 'PageUp':
      return { row: down(row - PAGE), column };
    case 'PageDown':
      return { row: down(row + PAGE), column };
    case 'Home':
      return { row: withControl ? 0 : row, column: 0 };
    case 'End':
      return { row: withControl ? below : row, column: right };
    default:
      return null;
  }
}

/** Where a key leads in a grid of options, `columns` wide; null for a key that does not walk. */
export function walkGrid(from: number, key: string, columns: number, count: number): number | null {
  const column = from % columns;
  switch (key) {
    case 'ArrowLeft':
      return column > 0 ? from - 1 : from;
    case 'ArrowRight':
      return column < columns - 1 && from + 1 < count ? from + 1 : from;
    case 'ArrowUp':
      return from >= columns ? from - columns : from;
    case 'ArrowDown':
      return from + columns < count ? from + columns : from;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

/**
 * One head, large: its cells, hatching over the forbidden, outlines for the hidden, dots for the unread.
 *
 * Which cells are forbidden comes from the mask tensor of the trace, cell by cell; a weight in a
 * forbidden cell is drawn under the hatching, so that a leak would show.
 */
import { lengthOf, type Part } from '../analysis/attention/across.ts';
import { type Colormap, inksOf } from './colormap.ts';
import { hatching, runs } from './hatching.ts';
import { CLEAR, pixelOf } from './pixels.ts';
import type { Box, Item } from './scene.ts';

export interface MatrixData {
  /** What of it is drawn, as it is of cross-attention; null or absent for all. */
  readonly part?: Part | null;
  /** [T, T] */
  readonly weights: Float32Array;
  /** [T, T] */
  readonly mask: Uint8Array;
  readonly length: number;
  /** [T, T], 1 for a cell that the reader has hidden; none by default. */
  readonly hidden?: Uint8Array;
}

export interface HeatmapGeometry {
  /** Side of a cell. */
  readonly cell: number;
  /** Width of the hairline between cells; 0 for none. */
  readonly gap: number;
  /** Positions along each axis: the matrix's, and after them those that were not read. */
  readonly count: number;
  /** Distance between hatching lines, and their width. */
  readonly hatch: number;
  readonly line: number;
}

export function heatmapCells(
  { weights, mask, length, hidden, part = null }: MatrixData,
  geometry: HeatmapGeometry,
  isHidden: (position: number) => boolean,
  colormap: Colormap,
): Item[] {
  const { cell, gap, count, line } = geometry;
  const { palette } = colormap;
  const inkOf = inksOf(colormap);
  const hides = Array.from({ length }, (_, position) => isHidden(position));
  const inset = Math.max(1, Math.round(cell * 0.18));
  const side = Math.max(1, cell - gap - 2 * inset - line);
  const start = gap + inset + line / 2;

  const { rows: down, columns: wide } = part ?? all(length);
  const [rows, columns] = part ? [lengthOf(down), lengthOf(wide)] : [count, count];
  const pixels = new Uint32Array(rows * columns).fill(pixelOf(palette.page));
  const values = new Float32Array(rows * columns).fill(Number.NaN);
  const leaks = new Uint32Array(rows * columns).fill(CLEAR);
  const outlined: Box[] = [];
  let hasLeaks = false;
  for (let row = down.from; row < down.to; row++) {
    for (let column = wide.from; column < wide.to; column++) {
      const at = row * length + column;
      const [y, x] = [row - down.from, column - wide.from];
      const place = y * columns + x;
      const weight = weights[at]!;
      if (mask[at] && (hides[row] || hides[column] || hidden?.[at])) {
        outlined.push([x * cell + start, y * cell + start, side, side]);
      } else if (mask[at] || weight !== 0) {
        pixels[place] = inkOf(weight);
        values[place] = weight;
        if (mask[at]) continue;
        leaks[place] = inkOf(weight);
        hasLeaks = true;
      }
    }
  }

  const extent = columns * cell;
  const box: Box = [0, 0, extent, rows * cell];
  const grid = { kind: 'cells', box, columns, rows } as const;
  const items: Item[] = [{ ...grid, pixels, values }];
  if (gap > 0) {
    const boxes = part ? gridRules(rows, columns, cell, gap) : openRules(mask, length, cell, gap);
    items.push({ kind: 'boxes', boxes, fill: palette.grid });
    // A leak has no hairlines of its own, and lies over those of its neighbours.
    if (hasLeaks) items.push({ ...grid, pixels: leaks });
  }
  if (outlined.length > 0) {
    items.push({ kind: 'frames', boxes: outlined, stroke: palette.outline, line });
  }
  // Of a part nothing is forbidden, and nothing unread.
  if (part) return items;
  if (count > length) {
    const read = length * cell;
    const boxes: Box[] = [
      [read, 0, extent - read, extent],
      [0, read, read, extent - read],
    ];
    const size = Math.max(1, line);
    items.push({ kind: 'dots', boxes, pitch: cell, size, fill: palette.outline });
  }
  const lines = { spacing: geometry.hatch, line, color: palette.hatch };
  return [...items, ...hatching(mask, cell, lines)];
}

const all = (length: number): Part => {
  const stretch = { from: 0, to: length };
  return { rows: stretch, columns: stretch };
};

/** Hairlines around every cell. */
function gridRules(rows: number, columns: number, cell: number, gap: number): Box[] {
  const lines = (count: number) => Array.from({ length: count + 1 }, (_, at) => at * cell);
  return [
    ...lines(rows).map((y): Box => [0, y, columns * cell + gap, gap]),
    ...lines(columns).map((x): Box => [x, 0, gap, rows * cell + gap]),
  ];
}

/** Hairlines on all four sides of every open cell. */
function openRules(mask: Uint8Array, length: number, cell: number, gap: number): Box[] {
  const isOpen = (row: number, column: number) =>
    row >= 0 && column >= 0 && row < length && column < length && mask[row * length + column] !== 0;
  const rules: Box[] = [];
  for (let at = 0; at <= length; at++) {
    const below = (column: number) => isOpen(at, column) || isOpen(at - 1, column);
    for (const [from, to] of runs(length, below)) {
      rules.push([from * cell, at * cell, (to - from) * cell + gap, gap]);
    }
    const beside = (row: number) => isOpen(row, at) || isOpen(row, at - 1);
    for (const [from, to] of runs(length, beside)) {
      rules.push([at * cell, from * cell, gap, (to - from) * cell + gap]);
    }
  }
  return rules;
}

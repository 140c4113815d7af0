/**
 * Draws attention on a canvas. Everything is in device pixels; nothing here reads or keeps state.
 *
 * Which cells are forbidden comes from the mask tensor of the trace, cell by cell; a weight in a
 * forbidden cell is drawn under the hatching, so that a leak would show.
 */
import { maxPool } from '../analysis/pool.ts';
import { colorOf, type Palette, stepOf } from './color.ts';

type Context = CanvasRenderingContext2D;
type Flags = (position: number) => boolean;

export interface Ink {
  readonly palette: Palette;
  readonly table: Uint8ClampedArray;
}

export interface Matrix {
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

/** One head, large: its cells, hatching over the forbidden, outlines for the hidden, dots for the unread. */
export function drawHeatmap(
  context: Context,
  matrix: Matrix,
  geometry: HeatmapGeometry,
  isHidden: Flags,
  ink: Ink,
): void {
  const { weights, mask, length, hidden } = matrix;
  const { cell, gap, count, line } = geometry;
  const { palette, table } = ink;
  const extent = count * cell;
  context.fillStyle = palette.page;
  context.fillRect(0, 0, extent, extent);

  const inner = cell - gap;
  for (let row = 0; row < length; row++) {
    for (let column = 0; column < length; column++) {
      const at = row * length + column;
      const x = column * cell;
      const y = row * cell;
      const weight = weights[at]!;
      if (!mask[at]) {
        if (weight === 0) continue;
        context.fillStyle = colorOf(table, palette, weight);
        context.fillRect(x, y, cell, cell);
        continue;
      }
      if (gap > 0) {
        context.fillStyle = palette.grid;
        context.fillRect(x, y, cell + gap, cell + gap);
      }
      if (isHidden(row) || isHidden(column) || hidden?.[at]) {
        context.fillStyle = palette.page;
        context.fillRect(x + gap, y + gap, inner, inner);
        const inset = Math.max(1, Math.round(cell * 0.18));
        context.strokeStyle = palette.outline;
        context.lineWidth = line;
        context.strokeRect(
          x + gap + inset + line / 2,
          y + gap + inset + line / 2,
          Math.max(1, inner - 2 * inset - line),
          Math.max(1, inner - 2 * inset - line),
        );
        continue;
      }
      context.fillStyle = colorOf(table, palette, weight);
      context.fillRect(x + gap, y + gap, inner, inner);
    }
  }
  hatchForbidden(context, mask, length, cell, geometry.hatch, line, palette.hatch);
  dotUnread(context, length, count, cell, line, palette.outline);
}

/** Diagonal lines through every cell that the mask forbids, continuous from cell to cell. */
function hatchForbidden(
  context: Context,
  mask: Uint8Array,
  length: number,
  cell: number,
  spacing: number,
  line: number,
  color: string,
): void {
  const path = new Path2D();
  let any = false;
  for (let row = 0; row < length; row++) {
    // One rectangle for each run of forbidden cells: thousands of small ones would be slow to clip.
    for (let column = 0; column < length; column++) {
      if (mask[row * length + column]) continue;
      const from = column;
      while (column + 1 < length && !mask[row * length + column + 1]) column++;
      path.rect(from * cell, row * cell, (column + 1 - from) * cell, cell);
      any = true;
    }
  }
  if (!any) return;
  const extent = length * cell;
  context.save();
  context.clip(path);
  context.strokeStyle = color;
  context.lineWidth = line;
  context.beginPath();
  for (let offset = spacing / 2; offset < 2 * extent; offset += spacing) {
    context.moveTo(offset, 0);
    context.lineTo(offset - extent, extent);
  }
  context.stroke();
  context.restore();
}

/** A dot in every cell whose row or column is in the text but was not read. */
function dotUnread(
  context: Context,
  length: number,
  count: number,
  cell: number,
  line: number,
  color: string,
): void {
  if (count === length) return;
  const size = Math.max(1, line);
  const middle = Math.round((cell - size) / 2);
  context.fillStyle = color;
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      if (row < length && column < length) continue;
      context.fillRect(column * cell + middle, row * cell + middle, size, size);
    }
  }
}

export interface AtlasGeometry {
  readonly columns: number;
  /** Side of one head's picture, and the space between two in a row. */
  readonly thumb: number;
  readonly space: number;
  /** Between two rows. */
  readonly below: number;
  readonly hatch: number;
  readonly line: number;
}

/**
 * Every head of a model in one canvas. Each is painted pixel for pixel into an ImageData through
 * the look-up table; a head with more tokens than pixels shows the largest weight under each pixel.
 *
 * @param heads [T, T] each, in reading order
 */
export function drawAtlas(
  context: Context,
  heads: readonly Float32Array[],
  mask: Uint8Array,
  length: number,
  geometry: AtlasGeometry,
  ink: Ink,
): void {
  const { columns, thumb, space, below } = geometry;
  const size = Math.min(length, thumb);
  const forbidden = maxPool(
    mask.map((open) => (open ? 0 : 1)),
    length,
    size,
  );
  const open = Uint8Array.from(forbidden, (closed) => (closed ? 0 : 1));
  const image = new ImageData(size, size);
  const tile = new OffscreenCanvas(size, size);
  const tileContext = tile.getContext('2d');
  if (!tileContext) return;
  context.imageSmoothingEnabled = false;
  for (const [index, weights] of heads.entries()) {
    paint(image, maxPool(weights, length, size), ink);
    tileContext.putImageData(image, 0, 0);
    const x = (index % columns) * (thumb + space);
    const y = Math.floor(index / columns) * (thumb + below);
    context.drawImage(tile, x, y, thumb, thumb);
    context.save();
    context.translate(x, y);
    hatchForbidden(
      context,
      open,
      size,
      thumb / size,
      geometry.hatch,
      geometry.line,
      ink.palette.hatch,
    );
    context.restore();
  }
}

/** Colours of [size, size] weights into an image of that size. */
export function paint(image: ImageData, weights: ArrayLike<number>, { palette, table }: Ink): void {
  const alarm = Number.parseInt(palette.alarm.slice(1), 16);
  for (let index = 0; index < weights.length; index++) {
    const at = stepOf(weights[index]!) * 4;
    const to = index * 4;
    const isNumber = !Number.isNaN(at);
    image.data[to] = isNumber ? table[at]! : alarm >> 16;
    image.data[to + 1] = isNumber ? table[at + 1]! : (alarm >> 8) & 255;
    image.data[to + 2] = isNumber ? table[at + 2]! : alarm & 255;
    image.data[to + 3] = 255;
  }
}

/** A mask alone: open cells (1) in full ink, forbidden ones (0) hatched. */
export function drawMask(
  context: Context,
  mask: Uint8Array,
  length: number,
  geometry: HeatmapGeometry,
  palette: Palette,
): void {
  const { cell, gap, count } = geometry;
  context.fillStyle = palette.page;
  context.fillRect(0, 0, count * cell, count * cell);
  context.fillStyle = palette.ink;
  for (let row = 0; row < length; row++) {
    for (let column = 0; column < length; column++) {
      if (!mask[row * length + column]) continue;
      context.fillRect(column * cell + gap, row * cell + gap, cell - gap, cell - gap);
    }
  }
  hatchForbidden(context, mask, length, cell, geometry.hatch, geometry.line, palette.hatch);
}

/**
 * Draws attention on a canvas. Everything is in device pixels; nothing here reads or keeps state.
 *
 * Which cells are forbidden comes from the mask tensor of the trace, cell by cell; a weight in a
 * forbidden cell is drawn under the hatching, so that a leak would show.
 */
import { maxPool } from '../../analysis/attention/pool.ts';
import { type Palette, stepOf } from './colormap.ts';
import { createPixels, type Pixel, type Pixels, pixelOf, pixelsOf } from './pixels.ts';

type Context = CanvasRenderingContext2D;
type Flags = (position: number) => boolean;

export interface Colormap {
  readonly palette: Palette;
  readonly table: Uint8ClampedArray;
}

export interface MatrixData {
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
  matrix: MatrixData,
  geometry: HeatmapGeometry,
  isHidden: Flags,
  colormap: Colormap,
): void {
  const { weights, mask, length, hidden } = matrix;
  const { cell, gap, count, line } = geometry;
  const page = pixelOf(colormap.palette.page);
  const grid = pixelOf(colormap.palette.grid);
  const outline = pixelOf(colormap.palette.outline);
  const inkOf = inks(colormap);
  const { image, fill, frame } = createPixels(count * cell, count * cell, page);
  const hides = Array.from({ length }, (_, position) => isHidden(position));

  const inner = cell - gap;
  for (let row = 0; row < length; row++) {
    for (let column = 0; column < length; column++) {
      const at = row * length + column;
      const x = column * cell;
      const y = row * cell;
      const weight = weights[at]!;
      if (!mask[at]) {
        if (weight !== 0) fill(x, y, cell, cell, inkOf(weight));
        continue;
      }
      if (gap > 0) fill(x, y, cell + gap, cell + gap, grid);
      if (hides[row] || hides[column] || hidden?.[at]) {
        fill(x + gap, y + gap, inner, inner, page);
        const inset = Math.max(1, Math.round(cell * 0.18));
        const side = Math.max(1 + line, inner - 2 * inset);
        frame(x + gap + inset, y + gap + inset, side, side, line, outline);
        continue;
      }
      fill(x + gap, y + gap, inner, inner, inkOf(weight));
    }
  }
  dotUnread(fill, length, count, cell, line, outline);
  put(context, image);
  const closed = forbiddenPath(mask, length, cell);
  if (closed) hatch(context, closed, length * cell, geometry.hatch, line, colormap.palette.hatch);
}

/**
 * An image at the origin. By way of another canvas: where Chromium's canvas is on the graphics
 * hardware, lines that are clipped right after `putImageData` erase what it put outside of the clip.
 */
function put(context: Context, image: ImageData): void {
  const tile = new OffscreenCanvas(image.width, image.height);
  tile.getContext('2d', { willReadFrequently: true })?.putImageData(image, 0, 0);
  context.drawImage(tile, 0, 0);
}

/** The pixel of a weight: from the ramp, or the alarm colour for what is not a number. */
function inks({ palette, table }: Colormap): (weight: number) => Pixel {
  const ramp = pixelsOf(table);
  const alarm = pixelOf(palette.alarm);
  return (weight) => ramp[stepOf(weight)] ?? alarm;
}

/** Every cell that the mask forbids, as one path; null where it forbids none. */
function forbiddenPath(mask: Uint8Array, length: number, cell: number): Path2D | null {
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
  return any ? path : null;
}

/** Diagonal lines through a path, continuous from cell to cell. */
function hatch(
  context: Context,
  path: Path2D,
  extent: number,
  spacing: number,
  line: number,
  color: string,
): void {
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
  fill: Pixels['fill'],
  length: number,
  count: number,
  cell: number,
  line: number,
  outline: Pixel,
): void {
  if (count === length) return;
  const size = Math.max(1, line);
  const middle = Math.round((cell - size) / 2);
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      if (row < length && column < length) continue;
      fill(column * cell + middle, row * cell + middle, size, size, outline);
    }
  }
}

export interface HeadGridGeometry {
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
 * Every head of a model in one canvas. Each is painted pixel for pixel into an ImageData through the
 * look-up table; a head with more tokens than pixels shows the largest weight under each pixel.
 *
 * @param heads [T, T] each, in reading order
 */
export function drawHeadGrid(
  context: Context,
  heads: readonly Float32Array[],
  mask: Uint8Array,
  length: number,
  geometry: HeadGridGeometry,
  colormap: Colormap,
): void {
  const { columns, thumb, space, below, line } = geometry;
  const size = Math.min(length, thumb);
  const inkOf = inks(colormap);
  const image = new ImageData(size, size);
  const pixels = pixelsOf(image.data);
  const tile = new OffscreenCanvas(size, size);
  const tileContext = tile.getContext('2d');
  if (!tileContext) return;
  // The mask is the same for all heads, and so is the path.
  const closed = mask.map((open) => (open ? 0 : 1));
  const open = Uint8Array.from(maxPool(closed, length, size), (each) => (each ? 0 : 1));
  const path = forbiddenPath(open, size, thumb / size);

  context.imageSmoothingEnabled = false;
  for (const [index, weights] of heads.entries()) {
    const pooled = maxPool(weights, length, size);
    for (let at = 0; at < pooled.length; at++) pixels[at] = inkOf(pooled[at]!);
    tileContext.putImageData(image, 0, 0);
    context.save();
    const row = Math.floor(index / columns);
    context.translate((index % columns) * (thumb + space), row * (thumb + below));
    context.drawImage(tile, 0, 0, thumb, thumb);
    if (path) hatch(context, path, thumb, geometry.hatch, line, colormap.palette.hatch);
    context.restore();
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
  const { image, fill } = createPixels(count * cell, count * cell, pixelOf(palette.page));
  const full = pixelOf(palette.ink);
  for (let row = 0; row < length; row++) {
    for (let column = 0; column < length; column++) {
      if (!mask[row * length + column]) continue;
      fill(column * cell + gap, row * cell + gap, cell - gap, cell - gap, full);
    }
  }
  put(context, image);
  const closed = forbiddenPath(mask, length, cell);
  if (closed) {
    hatch(context, closed, length * cell, geometry.hatch, geometry.line, palette.hatch);
  }
}

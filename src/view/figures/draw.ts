/**
 * Draws attention on a canvas. Everything is in device pixels; nothing here reads or keeps state.
 *
 * Which cells are forbidden comes from the mask tensor of the trace, cell by cell; a weight in a
 * forbidden cell is drawn under the hatching, so that a leak would show.
 */
import { maxPool } from '../../analysis/attention/pool.ts';
import { colorOf, type Palette, stepOf } from './colormap.ts';
import { type Pixel, pixelOf, pixelsOf } from './pixels.ts';

type Context = CanvasRenderingContext2D;
type Flags = (position: number) => boolean;

/** The hatching of more tokens than this is put together from pieces. */
const MANY = 256;

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
  const { palette, table } = colormap;
  const inkOf = inks(colormap);
  const hides = Array.from({ length }, (_, position) => isHidden(position));

  const image = new ImageData(count, count);
  const pixels = pixelsOf(image.data).fill(pixelOf(palette.page));
  const outlined: [x: number, y: number][] = [];
  for (let row = 0; row < length; row++) {
    for (let column = 0; column < length; column++) {
      const at = row * length + column;
      if (mask[at] && (hides[row] || hides[column] || hidden?.[at])) {
        outlined.push([column * cell, row * cell]);
      } else if (mask[at] || weights[at] !== 0) {
        pixels[row * count + column] = inkOf(weights[at]!);
      }
    }
  }
  enlarge(context, image, cell);
  if (gap > 0) {
    context.fillStyle = palette.grid;
    ruleOpen(context, mask, length, cell, gap);
    // A leak has no hairlines of its own, and lies over those of its neighbours.
    for (const [at, weight] of weights.entries()) {
      if (mask[at] || weight === 0) continue;
      context.fillStyle = colorOf(table, palette, weight);
      context.fillRect((at % length) * cell, Math.floor(at / length) * cell, cell, cell);
    }
  }
  const inset = Math.max(1, Math.round(cell * 0.18));
  const side = Math.max(1, cell - gap - 2 * inset - line);
  const start = gap + inset + line / 2;
  context.strokeStyle = palette.outline;
  context.lineWidth = line;
  for (const [x, y] of outlined) context.strokeRect(x + start, y + start, side, side);
  if (count > length) dotUnread(context, geometry, length, palette.outline);
  const lines = { spacing: geometry.hatch, line, color: palette.hatch };
  hatching(mask, length, cell, lines, length > MANY)?.(context);
}

/**
 * An image at the origin, each of its pixels a cell: a fraction of the memory that all pixels of the
 * picture would take. By way of another canvas, as `putImageData` enlarges nothing, and as, where
 * Chromium's canvas is on the graphics hardware, lines that are clipped right after it erase what it
 * put outside of the clip.
 */
function enlarge(context: Context, image: ImageData, cell: number): void {
  const tile = new OffscreenCanvas(image.width, image.height);
  tile.getContext('2d', { willReadFrequently: true })?.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(tile, 0, 0, image.width * cell, image.height * cell);
}

/** Hairlines on all four sides of every open cell. */
function ruleOpen(
  context: Context,
  mask: Uint8Array,
  length: number,
  cell: number,
  gap: number,
): void {
  const isOpen = (row: number, column: number) =>
    row >= 0 && column >= 0 && row < length && column < length && mask[row * length + column] !== 0;
  for (let at = 0; at <= length; at++) {
    const below = (column: number) => isOpen(at, column) || isOpen(at - 1, column);
    for (const [from, to] of runs(length, below)) {
      context.fillRect(from * cell, at * cell, (to - from) * cell + gap, gap);
    }
    const beside = (row: number) => isOpen(row, at) || isOpen(row, at - 1);
    for (const [from, to] of runs(length, beside)) {
      context.fillRect(at * cell, from * cell, gap, (to - from) * cell + gap);
    }
  }
}

/** Where something holds, as few stretches as there are: the first position, and the one after the last. */
function runs(length: number, holds: Flags): [from: number, to: number][] {
  const found: [number, number][] = [];
  for (let at = 0; at < length; at++) {
    if (!holds(at)) continue;
    const from = at;
    while (at + 1 < length && holds(at + 1)) at++;
    found.push([from, at + 1]);
  }
  return found;
}

/** The pixel of a weight: from the ramp, or the alarm colour for what is not a number. */
function inks({ palette, table }: Colormap): (weight: number) => Pixel {
  const ramp = pixelsOf(table);
  const alarm = pixelOf(palette.alarm);
  return (weight) => ramp[stepOf(weight)] ?? alarm;
}

interface Lines {
  /** From one line to the next along an edge, and the width of a line. */
  readonly spacing: number;
  readonly line: number;
  readonly color: string;
}

/**
 * What hatches every cell that a mask forbids, with diagonal lines that are continuous from cell to cell;
 * null where it forbids none.
 *
 * @param isRepeated whether a small piece of the lines is repeated, rather than each line drawn and
 *   clipped: much quicker for hundreds of rows, and the same but for how a pixel is rounded
 */
function hatching(
  mask: Uint8Array,
  length: number,
  cell: number,
  lines: Lines,
  isRepeated: boolean,
): ((context: Context) => void) | null {
  if (mask.every((open) => open)) return null;
  // One rectangle for each run of forbidden cells: thousands of small ones would be slow.
  const closed: [x: number, y: number, width: number, height: number][] = [];
  for (let row = 0; row < length; row++) {
    for (const [from, to] of runs(length, (column) => !mask[row * length + column])) {
      closed.push([from * cell, row * cell, (to - from) * cell, cell]);
    }
  }
  if (isRepeated) {
    const piece = pieceOf(lines);
    return (context) => {
      context.fillStyle = context.createPattern(piece, 'repeat') ?? lines.color;
      for (const each of closed) context.fillRect(...each);
    };
  }
  const path = new Path2D();
  for (const each of closed) path.rect(...each);
  return (context) => {
    context.save();
    context.clip(path);
    strokeLines(context, length * cell, lines);
    context.restore();
  };
}

/** A square of diagonal lines that goes on as itself on all four sides. */
function pieceOf(lines: Lines): OffscreenCanvas {
  const spacing = Math.max(1, Math.round(lines.spacing));
  const piece = new OffscreenCanvas(spacing, spacing);
  const context = piece.getContext('2d', { willReadFrequently: true });
  if (context) {
    // From the middle of more lines, where none begins or ends.
    context.translate(-spacing, -spacing);
    strokeLines(context, 3 * spacing, { ...lines, spacing });
  }
  return piece;
}

/** Lines from upper right to lower left over a square at the origin. */
function strokeLines(
  context: Context | OffscreenCanvasRenderingContext2D,
  extent: number,
  { spacing, line, color }: Lines,
): void {
  context.strokeStyle = color;
  context.lineWidth = line;
  context.beginPath();
  for (let offset = spacing / 2; offset < 2 * extent; offset += spacing) {
    context.moveTo(offset, 0);
    context.lineTo(offset - extent, extent);
  }
  context.stroke();
}

/** A dot in every cell whose row or column is in the text but was not read. */
function dotUnread(
  context: Context,
  { cell, count, line }: HeatmapGeometry,
  length: number,
  color: string,
): void {
  const size = Math.max(1, line);
  const middle = Math.round((cell - size) / 2);
  const dot = new OffscreenCanvas(cell, cell);
  const dotContext = dot.getContext('2d', { willReadFrequently: true });
  if (!dotContext) return;
  dotContext.fillStyle = color;
  dotContext.fillRect(middle, middle, size, size);
  context.fillStyle = context.createPattern(dot, 'repeat') ?? color;
  const [read, all] = [length * cell, count * cell];
  context.fillRect(read, 0, all - read, all);
  context.fillRect(0, read, read, all - read);
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
 * @param heads [T, T] each, or made small already, in reading order
 */
export function drawHeadGrid(
  context: Context,
  heads: readonly Float32Array[],
  mask: Uint8Array,
  length: number,
  geometry: HeadGridGeometry,
  colormap: Colormap,
): void {
  headGrid(mask, length, geometry, colormap)(context, heads);
}

/** The same of heads that come a few at a time: what their pictures have in common is made once. */
export function headGrid(
  mask: Uint8Array,
  length: number,
  geometry: HeadGridGeometry,
  colormap: Colormap,
): (context: Context, heads: readonly Float32Array[]) => void {
  const { columns, thumb, space, below, line } = geometry;
  const size = Math.min(length, thumb);
  const inkOf = inks(colormap);
  // The mask is the same for all heads, and so is its hatching.
  const closed = mask.map((open) => (open ? 0 : 1));
  const open = Uint8Array.from(maxPool(closed, length, size), (each) => (each ? 0 : 1));
  const lines = { spacing: geometry.hatch, line, color: colormap.palette.hatch };
  const hatch = hatching(open, size, thumb / size, lines, length > MANY);

  // Enlarged, each has a canvas of its own, so that no edge has anything of its neighbour.
  const together = size < thumb ? 1 : columns;
  const image = new ImageData(size, size * together);
  const pixels = pixelsOf(image.data);
  const tiles = new OffscreenCanvas(image.width, image.height);
  const tilesContext = tiles.getContext('2d');

  return (context, heads) => {
    context.imageSmoothingEnabled = false;
    for (let first = 0; first < heads.length; first += together) {
      const some = heads.slice(first, first + together);
      for (const [at, weights] of some.entries()) {
        const isSmall = weights.length === size ** 2;
        const pooled = isSmall ? weights : maxPool(weights, Math.sqrt(weights.length), size);
        const start = at * size ** 2;
        for (let each = 0; each < pooled.length; each++)
          pixels[start + each] = inkOf(pooled[each]!);
      }
      // One below the other.
      tilesContext?.putImageData(image, 0, 0);
      for (const at of some.keys()) {
        const [row, column] = [Math.floor((first + at) / columns), (first + at) % columns];
        context.save();
        context.translate(column * (thumb + space), row * (thumb + below));
        context.drawImage(tiles, 0, at * size, size, size, 0, 0, thumb, thumb);
        hatch?.(context);
        context.restore();
      }
    }
  };
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
  const [page, full] = [pixelOf(palette.page), pixelOf(palette.ink)];
  const image = new ImageData(count, count);
  const pixels = pixelsOf(image.data).fill(page);
  for (let row = 0; row < length; row++) {
    for (let column = 0; column < length; column++) {
      if (mask[row * length + column]) pixels[row * count + column] = full;
    }
  }
  enlarge(context, image, cell);
  context.fillStyle = palette.page;
  for (let at = 0; at < length; at++) {
    context.fillRect(at * cell, 0, gap, length * cell);
    context.fillRect(0, at * cell, length * cell, gap);
  }
  const lines = { spacing: geometry.hatch, line: geometry.line, color: palette.hatch };
  hatching(mask, length, cell, lines, length > MANY)?.(context);
}

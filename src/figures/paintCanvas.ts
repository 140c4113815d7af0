/** Paints items on a canvas, in the canvas's own units; keeps nothing of them. */
import { bytesOf, CLEAR, hexOf } from './pixels.ts';
import type { Box, Cells, Dots, Hatching, Item, Path, Text, Type } from './scene.ts';
import { fontOf } from './type.ts';

type Context = CanvasRenderingContext2D;

export function paintCanvas(context: Context, items: readonly Item[]): void {
  for (const item of items) paint(context, item);
}

function paint(context: Context, item: Item): void {
  switch (item.kind) {
    case 'cells':
      if (item.inset) fill(context, item, item.inset);
      else enlarge(context, item);
      return;
    case 'boxes':
      context.fillStyle = item.fill;
      for (const box of item.boxes) context.fillRect(...box);
      return;
    case 'frames':
      context.strokeStyle = item.stroke;
      context.lineWidth = item.line;
      for (const box of item.boxes) context.strokeRect(...box);
      return;
    case 'dots':
      dot(context, item);
      return;
    case 'hatching':
      hatch(context, item);
      return;
    case 'path':
      trace(context, item);
      return;
    case 'text':
      write(context, item);
      return;
    case 'group':
      context.save();
      context.translate(item.x, item.y);
      paintCanvas(context, item.items);
      context.restore();
      return;
  }
}

/**
 * An image, each of its pixels a cell: a fraction of the memory that all pixels of the picture would take. By
 * way of another canvas, as `putImageData` enlarges nothing, and as, where Chromium's canvas is on the graphics
 * hardware, lines that are clipped right after it erase what it put outside of the clip.
 */
function enlarge(context: Context, { box, columns, rows, pixels }: Cells): void {
  const tile = tileOf(columns, rows);
  tile?.putImageData(new ImageData(bytesOf(pixels), columns, rows), 0, 0);
  context.imageSmoothingEnabled = false;
  if (tile) context.drawImage(tile.canvas, ...box);
}

/** Cells one by one, where hairlines between them show. */
function fill(context: Context, { box, columns, rows, pixels }: Cells, inset: number): void {
  const [left, top, width, height] = box;
  const [wide, high] = [width / columns, height / rows];
  for (const [at, pixel] of pixels.entries()) {
    if (pixel === CLEAR) continue;
    const x = left + (at % columns) * wide;
    const y = top + Math.floor(at / columns) * high;
    context.fillStyle = hexOf(pixel);
    context.fillRect(x + inset, y + inset, wide - inset, high - inset);
  }
}

/** One for all cells of a size: an overview has hundreds of grids. */
let lastTile: OffscreenCanvasRenderingContext2D | null = null;

function tileOf(width: number, height: number): OffscreenCanvasRenderingContext2D | null {
  const { canvas } = lastTile ?? {};
  if (canvas?.width !== width || canvas.height !== height) {
    const fresh = new OffscreenCanvas(width, height);
    lastTile = fresh.getContext('2d', { willReadFrequently: true });
  }
  return lastTile;
}

function dot(context: Context, { boxes, pitch, size, fill }: Dots): void {
  const piece = new OffscreenCanvas(pitch, pitch);
  const drawn = piece.getContext('2d', { willReadFrequently: true });
  if (!drawn) return;
  const middle = Math.round((pitch - size) / 2);
  drawn.fillStyle = fill;
  drawn.fillRect(middle, middle, size, size);
  context.fillStyle = context.createPattern(piece, 'repeat') ?? fill;
  for (const box of boxes) context.fillRect(...box);
}

/** All heads of a model have the same hatching. */
const clips = new WeakMap<readonly Box[], Path2D>();

function clipOf(boxes: readonly Box[]): Path2D {
  const known = clips.get(boxes);
  if (known) return known;
  const path = new Path2D();
  for (const box of boxes) path.rect(...box);
  clips.set(boxes, path);
  return path;
}

function hatch(context: Context, hatching: Hatching): void {
  if (hatching.isRepeated) {
    context.fillStyle = context.createPattern(pieceOf(hatching), 'repeat') ?? hatching.color;
    for (const box of hatching.boxes) context.fillRect(...box);
    return;
  }
  context.save();
  context.clip(clipOf(hatching.boxes));
  strokeLines(context, hatching);
  context.restore();
}

/** A square of diagonal lines that goes on as itself on all four sides. */
function pieceOf(hatching: Hatching): OffscreenCanvas {
  const spacing = Math.max(1, Math.round(hatching.spacing));
  const piece = new OffscreenCanvas(spacing, spacing);
  const context = piece.getContext('2d', { willReadFrequently: true });
  if (context) {
    // From the middle of more lines, where none begins or ends.
    context.translate(-spacing, -spacing);
    strokeLines(context, { ...hatching, spacing, extent: 3 * spacing });
  }
  return piece;
}

/** Lines from upper right to lower left over a square at the origin. */
function strokeLines(
  context: Context | OffscreenCanvasRenderingContext2D,
  { extent, spacing, line, color }: Hatching,
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

function trace(context: Context, { d, fill, stroke, line, dash, opacity }: Path): void {
  const path = new Path2D(d);
  context.save();
  context.globalAlpha *= opacity ?? 1;
  if (fill) {
    context.fillStyle = fill;
    context.fill(path);
  }
  if (stroke) {
    context.strokeStyle = stroke;
    context.lineWidth = line ?? 1;
    context.setLineDash(dash ? dash.split(' ').map(Number) : []);
    context.stroke(path);
  }
  context.restore();
}

function write(context: Context, item: Text): void {
  context.save();
  context.translate(item.x, item.y);
  context.rotate(((item.rotate ?? 0) * Math.PI) / 180);
  context.font = fontOf(item);
  context.textBaseline = 'alphabetic';
  context.textAlign = ({ start: 'start', middle: 'center', end: 'end' } as const)[
    item.anchor ?? 'start'
  ];
  context.direction = item.isRightToLeft ? 'rtl' : 'ltr';
  context.fillStyle = item.fill;
  context.fillText(item.text, 0, 0);
  context.restore();
}

/** How wide a line of text is with the fonts that this page has. @returns CSS pixels */
export function measureOn(context: Context): (text: string, type: Type) => number {
  return (text, type) => {
    context.font = fontOf(type);
    return context.measureText(text).width;
  };
}

/**
 * The pictures of `src/figures` drawn the plain way: a canvas call for every cell, hatching
 * clipped and stroked for every head. Slow, and what the quick way has to look like, pixel by pixel.
 */
import { maxPool } from '../../src/analysis/attention/pool.ts';
import type { Colormap } from '../../src/figures/colormap.ts';
import { stepOf } from '../../src/figures/colormap.ts';
import type { HeadGridGeometry } from '../../src/figures/headGrid.ts';
import type { HeatmapGeometry, MatrixData } from '../../src/figures/heatmap.ts';

type Context = CanvasRenderingContext2D;

function colorOf({ table, palette }: Colormap, weight: number): string {
  const at = stepOf(weight) * 4;
  return Number.isNaN(at) ? palette.alarm : `rgb(${table[at]}, ${table[at + 1]}, ${table[at + 2]})`;
}

export function plainHeatmap(
  context: Context,
  { weights, mask, length, hidden }: MatrixData,
  { cell, gap, count, hatch, line }: HeatmapGeometry,
  isHidden: (position: number) => boolean,
  colormap: Colormap,
): void {
  const { palette } = colormap;
  const rectangle = (x: number, y: number, width: number, height: number, color: string) => {
    context.fillStyle = color;
    context.fillRect(x, y, width, height);
  };
  rectangle(0, 0, count * cell, count * cell, palette.page);
  const inner = cell - gap;
  for (let row = 0; row < length; row++) {
    for (let column = 0; column < length; column++) {
      const at = row * length + column;
      const [x, y] = [column * cell, row * cell];
      if (!mask[at]) {
        if (weights[at] !== 0) rectangle(x, y, cell, cell, colorOf(colormap, weights[at]!));
        continue;
      }
      if (gap > 0) rectangle(x, y, cell + gap, cell + gap, palette.grid);
      if (!isHidden(row) && !isHidden(column) && !hidden?.[at]) {
        rectangle(x + gap, y + gap, inner, inner, colorOf(colormap, weights[at]!));
        continue;
      }
      rectangle(x + gap, y + gap, inner, inner, palette.page);
      const inset = Math.max(1, Math.round(cell * 0.18));
      const side = Math.max(1, inner - 2 * inset - line);
      context.strokeStyle = palette.outline;
      context.lineWidth = line;
      context.strokeRect(x + gap + inset + line / 2, y + gap + inset + line / 2, side, side);
    }
  }
  hatchForbidden(context, mask, length, cell, hatch, line, palette.hatch);
  const middle = Math.round((cell - Math.max(1, line)) / 2);
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      if (row < length && column < length) continue;
      const size = Math.max(1, line);
      rectangle(column * cell + middle, row * cell + middle, size, size, palette.outline);
    }
  }
}

export function plainMask(
  context: Context,
  mask: Uint8Array,
  length: number,
  { cell, gap, count, hatch, line }: HeatmapGeometry,
  { palette }: Colormap,
): void {
  context.fillStyle = palette.page;
  context.fillRect(0, 0, count * cell, count * cell);
  context.fillStyle = palette.ink;
  for (const [at, open] of mask.entries()) {
    const [x, y] = [(at % length) * cell, Math.floor(at / length) * cell];
    if (open) context.fillRect(x + gap, y + gap, cell - gap, cell - gap);
  }
  hatchForbidden(context, mask, length, cell, hatch, line, palette.hatch);
}

export function plainAtlas(
  context: Context,
  heads: readonly Float32Array[],
  mask: Uint8Array,
  { columns, thumb, space, below, hatch, line }: HeadGridGeometry,
  colormap: Colormap,
): void {
  const length = Math.sqrt(mask.length);
  const size = Math.min(length, thumb);
  const closed = maxPool(
    mask.map((open) => (open ? 0 : 1)),
    length,
    size,
  );
  const open = Uint8Array.from(closed, (each) => (each ? 0 : 1));
  context.imageSmoothingEnabled = false;
  for (const [index, weights] of heads.entries()) {
    const tile = new OffscreenCanvas(size, size);
    const tileContext = tile.getContext('2d', { willReadFrequently: true })!;
    for (const [at, weight] of maxPool(weights, length, size).entries()) {
      tileContext.fillStyle = colorOf(colormap, weight);
      tileContext.fillRect(at % size, Math.floor(at / size), 1, 1);
    }
    const x = (index % columns) * (thumb + space);
    const y = Math.floor(index / columns) * (thumb + below);
    context.drawImage(tile, x, y, thumb, thumb);
    context.save();
    context.translate(x, y);
    hatchForbidden(context, open, size, thumb / size, hatch, line, colormap.palette.hatch);
    context.restore();
  }
}

function hatchForbidden(
  context: Context,
  mask: Uint8Array,
  length: number,
  cell: number,
  spacing: number,
  line: number,
  color: string,
): void {
  if (mask.every((open) => open)) return;
  const path = new Path2D();
  for (let row = 0; row < length; row++) {
    for (let column = 0; column < length; column++) {
      if (mask[row * length + column]) continue;
      const from = column;
      while (column + 1 < length && !mask[row * length + column + 1]) column++;
      path.rect(from * cell, row * cell, (column + 1 - from) * cell, cell);
    }
  }
  context.save();
  context.clip(path);
  context.strokeStyle = color;
  context.lineWidth = line;
  context.beginPath();
  for (let offset = spacing / 2; offset < 2 * length * cell; offset += spacing) {
    context.moveTo(offset, 0);
    context.lineTo(offset - length * cell, length * cell);
  }
  context.stroke();
  context.restore();
}

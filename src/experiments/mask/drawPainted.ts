/** Draws a mask with the cells that the reader has turned over, in device pixels. */
import type { Cell } from '../../analysis/attention/cell.ts';
import { type Colormap, drawMask, type HeatmapGeometry } from '../../figures/draw.ts';

export function drawPainted(
  context: CanvasRenderingContext2D,
  mask: Uint8Array,
  painted: readonly Cell[],
  geometry: HeatmapGeometry,
  accent: string,
  colormap: Colormap,
): void {
  const { cell, count, gap } = geometry;
  drawMask(context, mask, count, geometry, colormap.palette);
  const line = Math.max(2, Math.round(cell / 8));
  context.strokeStyle = accent;
  context.lineWidth = line;
  for (const { row, column } of painted) {
    if (Math.max(row, column) >= count) continue;
    const side = Math.max(1, cell - gap - line);
    context.strokeRect(column * cell + gap + line / 2, row * cell + gap + line / 2, side, side);
  }
}

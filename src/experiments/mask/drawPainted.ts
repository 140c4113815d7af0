/** A mask with the cells that the reader has turned over. */
import type { Cell } from '../../analysis/attention/cell.ts';
import type { Colormap } from '../../figures/colormap.ts';
import type { HeatmapGeometry } from '../../figures/heatmap.ts';
import { maskCells } from '../../figures/mask.ts';
import type { Item } from '../../figures/scene.ts';

export function drawPainted(
  mask: Uint8Array,
  painted: readonly Cell[],
  geometry: HeatmapGeometry,
  accent: string,
  colormap: Colormap,
): Item[] {
  const { cell, count, gap } = geometry;
  const line = Math.max(2, Math.round(cell / 8));
  const side = Math.max(1, cell - gap - line);
  const boxes = painted
    .filter(({ row, column }) => Math.max(row, column) < count)
    .map(
      ({ row, column }) =>
        [column * cell + gap + line / 2, row * cell + gap + line / 2, side, side] as const,
    );
  return [
    ...maskCells(mask, geometry, colormap.palette),
    { kind: 'frames', boxes, stroke: accent, line },
  ];
}

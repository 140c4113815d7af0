/** A mask alone: open cells (1) in full ink, forbidden ones (0) hatched. */
import type { Palette } from './colormap.ts';
import { hatching } from './hatching.ts';
import type { HeatmapGeometry } from './heatmap.ts';
import { pixelOf } from './pixels.ts';
import type { Box, Item } from './scene.ts';

/** @param mask [T, T] */
export function maskCells(
  mask: Uint8Array,
  { cell, gap, hatch, line }: HeatmapGeometry,
  palette: Palette,
): Item[] {
  const length = Math.sqrt(mask.length);
  const extent = length * cell;
  const [page, full] = [pixelOf(palette.page), pixelOf(palette.ink)];
  const pixels = new Uint32Array(mask.length);
  for (let at = 0; at < mask.length; at++) pixels[at] = mask[at] ? full : page;
  const box: Box = [0, 0, extent, extent];
  const rules = Array.from({ length }, (_, at): Box[] => [
    [at * cell, 0, gap, extent],
    [0, at * cell, extent, gap],
  ]).flat();
  return [
    { kind: 'cells', box, columns: length, rows: length, pixels, values: mask },
    ...(gap > 0 ? [{ kind: 'boxes', boxes: rules, fill: palette.page } as const] : []),
    ...hatching(mask, cell, { spacing: hatch, line, color: palette.hatch }),
  ];
}

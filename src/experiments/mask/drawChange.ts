/** Draws by how much attention changed, in device pixels: hatched only where neither mask is open. */

import type { HeadChoice } from '../../analysis/attention/head.ts';
import { type Colormap, drawHeatmap, type HeatmapGeometry } from '../../figures/draw.ts';
import { attentionChange, type BeforeAfter, cellChange } from './measure.ts';

export function drawChange(
  context: CanvasRenderingContext2D,
  pair: BeforeAfter,
  choice: HeadChoice,
  geometry: HeatmapGeometry,
  isHidden: (position: number) => boolean,
  colorOf: (change: number) => string,
  colormap: Colormap,
): void {
  const changes = attentionChange(pair, choice);
  const length = pair.after.tokens.length;
  const open = Uint8Array.from(changes, (_, at) =>
    cellChange(pair, choice.layer, at) === 'forbidden' ? 0 : 1,
  );
  // Paper, hatching and outlines are those of any heatmap: one whose weights are all 0.
  const blank = { weights: new Float32Array(changes.length), mask: open, length };
  drawHeatmap(context, blank, geometry, isHidden, colormap);
  const { cell, gap } = geometry;
  for (const [at, change] of changes.entries()) {
    const row = Math.floor(at / length);
    const column = at % length;
    if (isHidden(row) || isHidden(column) || (!open[at] && change === 0)) continue;
    context.fillStyle = colorOf(change);
    context.fillRect(column * cell + gap, row * cell + gap, cell - gap, cell - gap);
  }
}

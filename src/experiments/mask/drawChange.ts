/** By how much attention changed, cell by cell: hatched only where neither mask is open. */

import type { HeadChoice } from '../../analysis/attention/head.ts';
import { coloredCells } from '../../figures/coloredCells.ts';
import type { Colormap } from '../../figures/colormap.ts';
import { type HeatmapGeometry, heatmapCells } from '../../figures/heatmap.ts';
import type { Item } from '../../figures/scene.ts';
import { attentionChange, type BeforeAfter, cellChange } from './measure.ts';

export function drawChange(
  pair: BeforeAfter,
  choice: HeadChoice,
  geometry: HeatmapGeometry,
  isHidden: (position: number) => boolean,
  colorOf: (change: number) => string,
  colormap: Colormap,
): Item[] {
  const changes = attentionChange(pair, choice);
  const length = pair.after.tokens.length;
  const open = Uint8Array.from(changes, (_, at) =>
    cellChange(pair, choice.layer, at) === 'forbidden' ? 0 : 1,
  );
  // Paper, hatching and outlines are those of any heatmap: one whose weights are all 0.
  const paper = { weights: new Float32Array(changes.length), mask: open, length };
  const isDrawn = (at: number) =>
    !isHidden(Math.floor(at / length)) &&
    !isHidden(at % length) &&
    (open[at] !== 0 || changes[at] !== 0);
  return [
    ...heatmapCells(paper, geometry, isHidden, colormap),
    coloredCells(changes, isDrawn, colorOf, geometry),
  ];
}

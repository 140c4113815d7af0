/** A difference of two heads: what is compared in colour, the rest by its reason. */
import type { Difference } from '../analysis/between/difference.ts';
import type { PairState } from '../analysis/between/sharedCells.ts';
import { coloredCells } from './coloredCells.ts';
import type { Colormap } from './colormap.ts';
import { type HeatmapGeometry, heatmapCells } from './heatmap.ts';
import type { Box, Item } from './scene.ts';

export interface DifferenceData {
  readonly difference: Difference;
  readonly stateOf: (cell: { row: number; column: number }) => PairState;
  readonly isHidden: (position: number) => boolean;
  readonly colorOf: (difference: number) => string;
}

export function differenceCells(
  { difference, stateOf, isHidden, colorOf }: DifferenceData,
  geometry: HeatmapGeometry,
  colormap: Colormap,
): Item[] {
  const { size, shared, values } = difference;
  const { cell, line } = geometry;
  const { outline } = colormap.palette;
  const placeOf = (at: number) => ({ row: Math.floor(at / size), column: at % size });
  const states = Array.from(shared, (_, at) => stateOf(placeOf(at)));
  const isShown = (at: number) => !isHidden(placeOf(at).row) && !isHidden(placeOf(at).column);
  const places = Array.from(shared, (_, at) => at).filter((at) => isShown(at) && !shared[at]);
  // Paper, hatching and outlines are those of any heatmap: one whose weights are all 0.
  const paper = {
    weights: new Float32Array(size * size),
    mask: Uint8Array.from(states, (state) => (isForbidden(state) ? 0 : 1)),
    length: size,
  };
  const dot = 2 * line;
  const middle = Math.round((cell - dot) / 2);
  const dots = places
    .filter((at) => states[at]!.right === 'unread')
    .map((at): Box => {
      const { row, column } = placeOf(at);
      return [column * cell + middle, row * cell + middle, dot, dot];
    });
  const crosses = places
    .filter((at) => states[at]!.right === 'absent')
    .map((at) => {
      const { row, column } = placeOf(at);
      return cross((column + 0.5) * cell, (row + 0.5) * cell, Math.max(1.5, cell * 0.16));
    });
  return [
    ...heatmapCells(paper, geometry, isHidden, colormap),
    coloredCells(values, (at) => isShown(at) && Boolean(shared[at]), colorOf, geometry),
    { kind: 'boxes', boxes: dots, fill: outline },
    { kind: 'path', d: crosses.join(''), stroke: outline, line },
  ];
}

/** Forbidden by either mask; a cell that a model does not have at all is not one that it forbids. */
function isForbidden({ left, right }: PairState): boolean {
  return left === 'forbidden' || right === 'forbidden';
}

const cross = (x: number, y: number, arm: number) =>
  `M${x - arm},${y - arm}L${x + arm},${y + arm}M${x + arm},${y - arm}L${x - arm},${y + arm}`;

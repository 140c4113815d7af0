/** Draws a difference on a canvas, in device pixels: what is compared in colour, the rest by its reason. */
import type { Difference } from '../../analysis/between/difference.ts';
import type { PairState } from '../../analysis/between/sharedCells.ts';
import { type Colormap, drawHeatmap, type HeatmapGeometry } from '../../figures/draw.ts';

type Context = CanvasRenderingContext2D;

export interface DifferencePicture {
  readonly difference: Difference;
  readonly stateOf: (cell: { row: number; column: number }) => PairState;
  readonly isHidden: (position: number) => boolean;
  readonly colorOf: (difference: number) => string;
}

export function drawDifference(
  context: Context,
  { difference, stateOf, isHidden, colorOf }: DifferencePicture,
  geometry: HeatmapGeometry,
  colormap: Colormap,
): void {
  const { size, shared, values } = difference;
  const { cell, gap, line } = geometry;
  const states = Array.from(shared, (_, at) =>
    stateOf({ row: Math.floor(at / size), column: at % size }),
  );
  // Paper, hatching and outlines are those of any heatmap: one whose weights are all 0.
  drawHeatmap(
    context,
    {
      weights: new Float32Array(size * size),
      mask: Uint8Array.from(states, (state) => (isForbidden(state) ? 0 : 1)),
      length: size,
    },
    geometry,
    isHidden,
    colormap,
  );
  for (let at = 0; at < shared.length; at++) {
    const row = Math.floor(at / size);
    const column = at % size;
    if (isHidden(row) || isHidden(column)) continue;
    const x = column * cell;
    const y = row * cell;
    if (shared[at]) {
      context.fillStyle = colorOf(values[at]!);
      context.fillRect(x + gap, y + gap, cell - gap, cell - gap);
    } else if (states[at]!.right === 'unread') {
      const dot = 2 * line;
      const middle = Math.round((cell - dot) / 2);
      context.fillStyle = colormap.palette.outline;
      context.fillRect(x + middle, y + middle, dot, dot);
    } else if (states[at]!.right === 'absent') {
      cross(context, x + cell / 2, y + cell / 2, Math.max(1.5, cell * 0.16), line, colormap);
    }
  }
}

/** Forbidden by either mask; a cell that a model does not have at all is not one that it forbids. */
function isForbidden({ left, right }: PairState): boolean {
  return left === 'forbidden' || right === 'forbidden';
}

function cross(
  context: Context,
  x: number,
  y: number,
  arm: number,
  line: number,
  colormap: Colormap,
): void {
  context.strokeStyle = colormap.palette.outline;
  context.lineWidth = line;
  context.beginPath();
  context.moveTo(x - arm, y - arm);
  context.lineTo(x + arm, y + arm);
  context.moveTo(x + arm, y - arm);
  context.lineTo(x - arm, y + arm);
  context.stroke();
}

/** How arcs are drawn: their curve, their strength, and what tells several heads apart. */
import {
  type SymbolType,
  scaleLinear,
  scaleSqrt,
  symbol,
  symbolCircle,
  symbolDiamond,
  symbolSquare,
  symbolTriangle,
} from 'd3';
import type { ViewOptions } from '../analysis/attention/viewOptions.ts';

/** The least weight that has an arc: many arcs at once need a higher one to stay readable. */
export const ARC_THRESHOLDS: Readonly<Record<Exclude<ViewOptions['picture'], 'matrix'>, number>> = {
  arcs: 0.02,
  'all-arcs': 0.1,
};

/** One fixed scale for all heads of both models: CSS pixels of a line, and its opacity. */
export const arcWidth = scaleLinear([0, 1], [0.75, 4]).clamp(true);
export const arcOpacity = scaleLinear([0, 1], [0.3, 1]).clamp(true);

export interface ArcStyle {
  /** Lengths of dashes and gaps, in CSS pixels; none for a full line. */
  readonly dash: string | undefined;
  /** What stands at the end that is read. */
  readonly mark: SymbolType;
}

/** The chosen head's line first, then those drawn beside it; compare/viewOptions.css gives each its colour. */
export const ARC_STYLES: readonly ArcStyle[] = [
  { dash: undefined, mark: symbolCircle },
  { dash: '7 3', mark: symbolSquare },
  { dash: '1.5 3', mark: symbolTriangle },
  { dash: '9 3 1.5 3', mark: symbolDiamond },
];

/** Square CSS pixels. */
const MARK_AREA = 22;

/** A style's end mark around (0, 0). */
export function markPath({ mark }: ArcStyle): string {
  return symbol(mark, MARK_AREA)() ?? '';
}

/** Between the marks of two heads at one token. */
export const LANE = 6;

export interface ArcGeometry {
  /** Height of a line of text. */
  readonly line: number;
  /** Places along the list. */
  readonly count: number;
  /** Where the labels begin and end, and how far arcs reach from there. */
  readonly left: number;
  readonly right: number;
  readonly reach: number;
  /** Heads drawn: each has its own lane beside the labels. */
  readonly lanes: number;
}

export const middleOf = (place: number, line: number) => (place + 0.5) * line;

/** Half a loop's height and its width, in shares of a line. */
const LOOP = { height: 0.28, width: 0.6 };

/**
 * Half an ellipse beside the labels, from the place that reads to the place that is read: on the
 * left when that comes before, on the right when it comes after; a small loop on the left for
 * itself.
 *
 * @param lane which head it is, from 0
 * @returns the path, and where the end that is read lies
 */
export function arcShape(
  { row, column }: { row: number; column: number },
  lane: number,
  { line, count, left, right, reach, lanes }: ArcGeometry,
): { path: string; x: number; y: number } {
  const ahead = column > row;
  const offset = (lane + 0.5) * LANE;
  const x = ahead ? right + offset : left - offset;
  const end = middleOf(column, line);
  if (row === column) {
    const height = line * LOOP.height;
    const path = `M${x},${end - height}A${line * LOOP.width},${height} 0 1 0 ${x},${end + height}`;
    return { path, x, y: end };
  }
  const start = middleOf(row, line);
  const bulge = scaleSqrt([1, Math.max(2, count - 1)], [line * 0.7, reach - lanes * LANE - 3]);
  const rx = Math.max(4, bulge(Math.abs(row - column)));
  const ry = Math.abs(end - start) / 2;
  // Read upwards on the left and downwards on the right, the ellipse turns clockwise.
  return { path: `M${x},${start}A${rx},${ry} 0 0 1 ${x},${end}`, x, y: end };
}

/** From each place to the next that differ not: runs of places for which something holds. */
export function runsOf(
  count: number,
  holds: (place: number) => boolean,
): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = [];
  for (let place = 0; place < count; place++) {
    if (!holds(place)) continue;
    const last = runs.at(-1);
    if (last?.to === place) runs[runs.length - 1] = { from: last.from, to: place + 1 };
    else runs.push({ from: place, to: place + 1 });
  }
  return runs;
}

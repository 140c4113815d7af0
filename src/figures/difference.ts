/** A difference, cell by cell: what is compared in colour, the rest by its reason. */
import { lengthOf, type Part, within } from '../analysis/attention/across.ts';
import { coloredCells } from './coloredCells.ts';
import type { Colormap } from './colormap.ts';
import { type HeatmapGeometry, heatmapCells } from './heatmap.ts';
import type { Box, Item } from './scene.ts';

/**
 * - `compared`: it has a number.
 * - `forbidden`: a mask does not let the row read the column.
 * - `unread`, `absent`: one of the two has stopped before it, or has no such place.
 * - `hidden`: by the reader.
 */
export type DifferenceState = 'compared' | 'forbidden' | 'unread' | 'absent' | 'hidden';

export interface DifferenceData {
  /** What of it is drawn, as it is of cross-attention; null or absent for all. */
  readonly part?: Part | null;
  /** [T, T] each. */
  readonly values: ArrayLike<number>;
  readonly states: readonly DifferenceState[];
}

export function differenceCells(
  { values, states, part = null }: DifferenceData,
  colorOf: (difference: number) => string,
  geometry: HeatmapGeometry,
  colormap: Colormap,
): Item[] {
  const length = Math.sqrt(states.length);
  const { cell, line } = geometry;
  const { outline } = colormap.palette;
  // Paper, hatching and outlines are those of any heatmap: one whose weights are all 0.
  const paper = {
    weights: new Float32Array(states.length),
    mask: Uint8Array.from(states, (state) => (state === 'forbidden' ? 0 : 1)),
    length,
    hidden: Uint8Array.from(states, (state) => (state === 'hidden' ? 1 : 0)),
    part,
  };
  /** The cells that are drawn, row by row, by their places in the square. */
  const drawn = placesIn(part, length);
  const columns = part ? lengthOf(part.columns) : length;
  const cornersOf = (wanted: DifferenceState) =>
    drawn.flatMap((place, at) =>
      states[place] === wanted
        ? [[(at % columns) * cell, Math.floor(at / columns) * cell] as const]
        : [],
    );
  const dot = 2 * line;
  const middle = Math.round((cell - dot) / 2);
  const dots = cornersOf('unread').map(([x, y]): Box => [x + middle, y + middle, dot, dot]);
  const arm = Math.max(1.5, cell * 0.16);
  const crosses = cornersOf('absent').map(([x, y]) => cross(x + cell / 2, y + cell / 2, arm));
  return [
    ...heatmapCells(paper, geometry, () => false, colormap),
    coloredCells(
      Float64Array.from(drawn, (place) => values[place]!),
      (at) => states[drawn[at]!] === 'compared',
      colorOf,
      geometry,
      columns,
    ),
    { kind: 'boxes', boxes: dots, fill: outline },
    { kind: 'path', d: crosses.join(''), stroke: outline, line },
  ];
}

function placesIn(part: Part | null, length: number): number[] {
  const places = Array.from({ length: length ** 2 }, (_, place) => place);
  if (!part) return places;
  const { rows, columns } = part;
  return places.filter(
    (place) => within(rows, Math.floor(place / length)) && within(columns, place % length),
  );
}

const cross = (x: number, y: number, arm: number) =>
  `M${x - arm},${y - arm}L${x + arm},${y + arm}M${x + arm},${y - arm}L${x - arm},${y + arm}`;

/** Every head of a model at a glance: a head with more tokens than pixels shows the largest weight under each. */
import { maxPool } from '../analysis/attention/pool.ts';
import { type Colormap, inksOf } from './colormap.ts';
import { hatching } from './hatching.ts';
import type { Item } from './scene.ts';

export interface HeadGridGeometry {
  readonly columns: number;
  /** Side of one head's picture, and the space between two in a row. */
  readonly thumb: number;
  readonly space: number;
  /** Between two rows. */
  readonly below: number;
  readonly hatch: number;
  readonly line: number;
}

/** Of a picture's side: what its cell takes where there is but one, which would make all of it black. */
const SINGLE = 1 / 3;

/**
 * What draws heads that come a few at a time: what their pictures have in common is made once.
 *
 * @param mask [T, T]
 */
export function headGridFor(
  mask: Uint8Array,
  { columns, thumb, space, below, hatch, line }: HeadGridGeometry,
  colormap: Colormap,
): (heads: readonly Float32Array[]) => Item[] {
  const length = Math.sqrt(mask.length);
  const size = Math.min(length, thumb);
  const side = length === 1 ? Math.round(thumb * SINGLE) : thumb;
  const inkOf = inksOf(colormap);
  // The mask is the same for all heads, and so is its hatching.
  const closed = mask.map((open) => (open ? 0 : 1));
  const open = Uint8Array.from(maxPool(closed, length, size), (each) => (each ? 0 : 1));
  const lines = { spacing: hatch, line, color: colormap.palette.hatch };
  const forbidden = hatching(open, side / size, lines, length);
  return (heads) =>
    heads.map((weights, index) => {
      const isSmall = weights.length === size ** 2;
      const values = isSmall ? weights : maxPool(weights, Math.sqrt(weights.length), size);
      const pixels = new Uint32Array(values.length);
      for (let at = 0; at < values.length; at++) pixels[at] = inkOf(values[at]!);
      return {
        kind: 'group',
        x: (index % columns) * (thumb + space),
        y: Math.floor(index / columns) * (thumb + below),
        items: [
          { kind: 'cells', box: [0, 0, side, side], columns: size, rows: size, pixels, values },
          ...forbidden,
        ],
      };
    });
}

/**
 * @param heads [T, T] each, or made small already, in reading order
 * @param mask [T, T]
 */
export const headGridCells = (
  heads: readonly Float32Array[],
  mask: Uint8Array,
  geometry: HeadGridGeometry,
  colormap: Colormap,
): Item[] => headGridFor(mask, geometry, colormap)(heads);

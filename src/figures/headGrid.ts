/** Every head of a model at a glance: a head with more tokens than pixels shows the largest weight under each. */
import { maxPool, maxPoolOf, pooledShape, type Shape } from '../analysis/attention/pool.ts';
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
 * @param across of cross-attention, where the text begins that reads: a head's rows and columns fill its square
 */
export function headGridFor(
  mask: Uint8Array,
  { columns, thumb, space, below, hatch, line }: HeadGridGeometry,
  colormap: Colormap,
  across?: number,
): (heads: readonly Float32Array[]) => Item[] {
  const length = Math.sqrt(mask.length);
  const size = Math.min(length, thumb);
  const side = length === 1 ? Math.round(thumb * SINGLE) : thumb;
  const inkOf = inksOf(colormap);
  const shape = shapeAcross(length, across);
  const small = pooledShape(shape, thumb);
  // The mask is the same for all heads, and so is its hatching.
  const closed = mask.map((open) => (open ? 0 : 1));
  const open = new Uint8Array(maxPool(closed, length, size)).map((each) => 1 - each);
  const lines = { spacing: hatch, line, color: colormap.palette.hatch };
  const forbidden = across === undefined ? hatching(open, side / size, lines, length) : [];
  return (heads) =>
    heads.map((weights, index) => {
      const isSmall = weights.length === small.rows * small.columns;
      const values = isSmall ? weights : maxPoolOf(weights, shape, thumb);
      const pixels = new Uint32Array(values.length);
      for (let at = 0; at < values.length; at++) pixels[at] = inkOf(values[at]!);
      return {
        kind: 'group',
        x: (index % columns) * (thumb + space),
        y: Math.floor(index / columns) * (thumb + below),
        items: [{ kind: 'cells', box: [0, 0, side, side], ...small, pixels, values }, ...forbidden],
      };
    });
}

/** How many rows and columns are drawn of [T, T]. */
export const shapeAcross = (length: number, across: number | undefined): Shape =>
  across === undefined
    ? { rows: length, columns: length }
    : { rows: length - across, columns: across };

/**
 * @param heads [T, T] each, of cross-attention what is drawn of it, or made small already, in reading order
 * @param mask [T, T]
 */
export const headGridCells = (
  heads: readonly Float32Array[],
  mask: Uint8Array,
  geometry: HeadGridGeometry,
  colormap: Colormap,
  across?: number,
): Item[] => headGridFor(mask, geometry, colormap, across)(heads);

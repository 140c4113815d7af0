/** Cells of other scales than a weight's, over the paper, the hatching and the outlines of any heatmap. */
import { rgb } from 'd3';
import type { HeatmapGeometry } from './heatmap.ts';
import { CLEAR, pixelOf } from './pixels.ts';
import type { Cells } from './scene.ts';

/**
 * @param values [R, C]
 * @param isDrawn whether a cell has a colour, by its place in the values
 * @param columns C; where it is not said the matrix is square
 */
export function coloredCells(
  values: ArrayLike<number>,
  isDrawn: (at: number) => boolean,
  colorOf: (value: number) => string,
  { cell, gap }: Pick<HeatmapGeometry, 'cell' | 'gap'>,
  columns = Math.sqrt(values.length),
): Cells {
  const rows = values.length / columns;
  const drawn = Array.from({ length: values.length }, (_, at) => isDrawn(at));
  return {
    kind: 'cells',
    box: [0, 0, columns * cell, rows * cell],
    columns,
    rows,
    inset: gap,
    pixels: Uint32Array.from(drawn, (is, at) =>
      is ? pixelOf(rgb(colorOf(values[at]!)).formatHex()) : CLEAR,
    ),
    values: Float64Array.from(drawn, (is, at) => (is ? values[at]! : Number.NaN)),
  };
}

/**
 * Cross-attention among the pictures: a reading has the tokens of the text that is read first, and after them those
 * of the text that reads it. Only the rows of these and the columns of those are attention; nothing else of the
 * matrix is drawn, and none of it is said to be forbidden.
 */
import type { Pass } from '../../model/trace.ts';
import type { Shape } from './pool.ts';

/** Positions from `from` to before `to`. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** The part of a matrix that is drawn: R rows and C columns. */
export interface Part {
  readonly rows: Stretch;
  readonly columns: Stretch;
}

/** What a reading, or a view of one, has along its axes. */
export type Across = Pick<Pass, 'tokens' | 'across'>;

/** Null where all of the matrix is drawn. */
export const partOf = ({ tokens, across }: Across): Part | null =>
  across === undefined
    ? null
    : { rows: { from: across, to: tokens.length }, columns: { from: 0, to: across } };

export const lengthOf = ({ from, to }: Stretch): number => to - from;

export const shapeOf = ({ rows, columns }: Part): Shape => ({
  rows: lengthOf(rows),
  columns: lengthOf(columns),
});

export const within = ({ from, to }: Stretch, position: number): boolean =>
  position >= from && position < to;

/** A part of a matrix: [R, C] of [T, T]. */
export function cutOut(values: ArrayLike<number>, length: number, part: Part): Float32Array {
  const { rows, columns } = part;
  const width = lengthOf(columns);
  const inner = new Float32Array(lengthOf(rows) * width);
  for (let row = rows.from; row < rows.to; row++) {
    for (let column = columns.from; column < columns.to; column++) {
      inner[(row - rows.from) * width + column - columns.from] = values[row * length + column]!;
    }
  }
  return inner; // [R, C]
}

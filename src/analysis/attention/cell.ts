/**
 * One cell of a heatmap: the token of the row reads from the token of the column.
 *
 * A model's text may be shorter than what was typed (it stops at a blank): its axes go on over the tokens
 * that it has not read.
 */
import type { Pass } from '../../model/trace.ts';
import type { Token } from '../../text/token.ts';

export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** What a model has of a cell: null for a row, or a column, that stands for no token of its own. */
export interface PointedCell {
  readonly row: number | null;
  readonly column: number | null;
}

/** The whole cell; null where the model has no such row or no such column. */
export function wholeCell(pointed: PointedCell | null): Cell | null {
  if (!pointed) return null;
  const { row, column } = pointed;
  return row === null || column === null ? null : { row, column };
}

/** What of it a model has read: its axes may go on over tokens that it has not. */
export function readPart(
  { tokens }: Pick<Pass, 'tokens'>,
  { row, column }: PointedCell,
): PointedCell {
  const read = (position: number | null) =>
    position !== null && position < tokens.length ? position : null;
  return { row: read(row), column: read(column) };
}

/**
 * - `open`: the mask lets the row read the column.
 * - `forbidden`: the mask, as the forward pass used it, does not.
 * - `unread`: row or column is in the text, but the model stopped before it.
 * - `absent`: the model's axes have no such position.
 */
export type CellState = 'open' | 'forbidden' | 'unread' | 'absent';

/** The tokens along a model's axes: those it read, then those it did not. */
export function axisTokens(trace: Pick<Pass, 'tokens' | 'unread'>): readonly Token[] {
  return trace.unread.length > 0 ? [...trace.tokens, ...trace.unread] : trace.tokens;
}

export function cellState(
  trace: Pick<Pass, 'tokens' | 'unread' | 'mask'>,
  { row, column }: Cell,
): CellState {
  const read = trace.tokens.length;
  const last = Math.max(row, column);
  if (!(Math.min(row, column) >= 0) || last >= read + trace.unread.length) return 'absent';
  if (last >= read) return 'unread';
  return trace.mask[row * read + column] ? 'open' : 'forbidden';
}

export function sameCell(a: PointedCell | null, b: PointedCell | null): boolean {
  return a === b || (a !== null && b !== null && a.row === b.row && a.column === b.column);
}

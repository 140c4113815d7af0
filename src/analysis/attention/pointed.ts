/**
 * What the page points at, as a cell of each model. A cell is pointed at in the tokens of one model; the
 * other is shown where its own tokens stand in the same place of the text.
 *
 * Here a cell is bounded, once: whoever is given what is pointed at in a model may look it up along that
 * model's axes.
 */
import type { Comparison, Trace } from '../../model/trace.ts';
import { SIDES, type Side } from '../../text/token.ts';
import { align, NO_PARTNER, placesIn } from './align.ts';
import { axisTokens, type Cell, type PointedCell } from './cell.ts';

/** A cell of token positions of one model: of the first that is there, where no side is said. */
export interface PlacedCell extends Cell {
  readonly side?: Side;
}

/** Whether a label is pointed at that stands beside a row, or over a column. */
export type Along = 'row' | 'column';

/** What the pointer or the keyboard is at: a cell, or the label of its row or its column. */
export interface FocusedCell extends PlacedCell {
  readonly along?: Along;
}

/** A cell of token positions along the axes of each model. */
export type Pointed = Readonly<Record<Side, PointedCell>>;

/** The reading token in one model's tokens; null where nothing is pointed at, or the model has no such token. */
export const rowIn = (pointed: Pointed | null, side: Side): number | null =>
  pointed?.[side].row ?? null;

/** What is marked of a cell: where a label is pointed at, its row or its column alone. */
export const markedOf = ({ row, column }: PointedCell, along: Along | null): PointedCell => ({
  row: along === 'column' ? null : row,
  column: along === 'row' ? null : column,
});

type Axis = Pick<Trace, 'tokens' | 'unread'>;

type Places = Pick<Comparison, Side>;

/** The model in whose tokens a cell is meant. Null where there is no model. */
function placedIn(comparison: Places, side: Side | undefined): Trace | null {
  return (side && comparison[side]) ?? comparison.left ?? comparison.right;
}

/** How many tokens the axes of the cell's model have. */
export function axisOf(comparison: Places, { side }: PlacedCell): number {
  const trace = placedIn(comparison, side);
  return trace ? axisTokens(trace).length : 0;
}

/**
 * Where each model has what one points at; null where that model has no such cell. For a model that is
 * not there it is the other's.
 */
export function pointedIn(comparison: Places, cell: PlacedCell): Pointed | null {
  const trace = placedIn(comparison, cell.side);
  if (!trace || Math.max(cell.row, cell.column) >= axisTokens(trace).length) return null;
  const own = { row: cell.row, column: cell.column };
  const [left, right] = SIDES.map((side) => {
    const other = comparison[side];
    if (!other || other === trace) return own;
    const meet = (position: number) => placeIn(trace, position, other);
    return { row: meet(cell.row), column: meet(cell.column) };
  });
  return { left: left!, right: right! };
}

/**
 * Where a token along one model's axes stands along the other's: the first of its tokens there; null where it
 * has none.
 */
export const placeIn = (from: Axis, position: number, to: Axis): number | null =>
  placesIn(axisTokens(from), [position, position + 1], axisTokens(to))?.[0] ?? null;

/** All cells of a model's tokens that stand where a cell does in the text; none where it has no such tokens. */
export function cellsIn(comparison: Places, cell: PlacedCell, side: Side): readonly Cell[] {
  const [from, to] = [placedIn(comparison, cell.side), comparison[side]];
  if (!from || !to) return [];
  const [tokens, others] = [axisTokens(from), axisTokens(to)];
  const along = (position: number): number[] => {
    if (position >= tokens.length) return [];
    if (from === to) return [position];
    const [first, end] = placesIn(tokens, [position, position + 1], others) ?? [0, 0];
    return Array.from({ length: end - first }, (_, at) => first + at);
  };
  const columns = along(cell.column);
  return along(cell.row).flatMap((row) => columns.map((column) => ({ row, column })));
}

/** How many tokens along a model's axes stand before the first that the other has not read; null where it has read all. */
export function stopIn(comparison: Places, side: Side): number | null {
  const own = comparison[side];
  if (!own) return null;
  const stops = SIDES.flatMap((each) => {
    const trace = comparison[each];
    if (!trace || trace.unread.length === 0) return [];
    const at = trace.tokens.length;
    return [trace === own ? at : (placeIn(trace, at, own) ?? axisTokens(own).length)];
  });
  return stops.length > 0 ? Math.min(...stops) : null;
}

/** The same cell in the tokens of the first model, where that has it: so that links say no side without need. */
export function inFirst(comparison: Places, cell: PlacedCell): PlacedCell {
  const [trace, first] = [placedIn(comparison, cell.side), placedIn(comparison, undefined)];
  const { row, column } = cell;
  if (!trace || !first || trace === first) return { row, column };
  const partners = align(axisTokens(trace), axisTokens(first));
  const [atRow, atColumn] = [partners[row] ?? NO_PARTNER, partners[column] ?? NO_PARTNER];
  if (atRow === NO_PARTNER || atColumn === NO_PARTNER) return { row, column, side: trace.side };
  return { row: atRow, column: atColumn };
}

export function samePlaced(a: PlacedCell | null, b: PlacedCell | null): boolean {
  if (a === null || b === null) return a === b;
  return a.row === b.row && a.column === b.column && a.side === b.side;
}

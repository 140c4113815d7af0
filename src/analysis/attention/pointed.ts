/**
 * What the page points at, as a cell of each model. A cell is pointed at in the tokens of one model; the
 * other is shown where its own tokens stand in the same place of the text.
 */
import type { Comparison, Trace } from '../../model/trace.ts';
import { SIDES, type Side, type Token } from '../../text/token.ts';
import { align, NO_PARTNER } from './align.ts';
import { axisTokens, type Cell } from './cell.ts';

/** A cell of token positions of one model: of the first that is there, where no side is said. */
export interface PlacedCell extends Cell {
  readonly side?: Side;
}

/** A cell of token positions of each model; {@link NOWHERE} where a model has no token there. */
export type Pointed = Readonly<Record<Side, Cell>>;

/** A position past the end of every axis. */
export const NOWHERE = Number.POSITIVE_INFINITY;

/** The reading token in one model's tokens; null where nothing is pointed at, or the model has no such token. */
export function rowIn(pointed: Pointed | null, side: Side): number | null {
  const row = pointed?.[side].row ?? NOWHERE;
  return row === NOWHERE ? null : row;
}

/** The model in whose tokens a cell is meant. Null where there is no model. */
function placedIn(comparison: Comparison, side: Side | undefined): Trace | null {
  return (side && comparison[side]) ?? comparison.left ?? comparison.right;
}

/** How many tokens the axes of the cell's model have. */
export function axisOf(comparison: Comparison, { side }: PlacedCell): number {
  const trace = placedIn(comparison, side);
  return trace ? axisTokens(trace).length : 0;
}

/**
 * Where each model has what one points at; null where that model has no such cell. For a model that is
 * not there it is the other's.
 */
export function pointedIn(comparison: Comparison, cell: PlacedCell): Pointed | null {
  const trace = placedIn(comparison, cell.side);
  if (!trace || Math.max(cell.row, cell.column) >= axisTokens(trace).length) return null;
  const own = { row: cell.row, column: cell.column };
  const [left, right] = SIDES.map((side) => {
    const other = comparison[side];
    if (!other || other === trace) return own;
    const [from, to] = [axisTokens(trace), axisTokens(other)];
    const partners = align(from, to);
    const meet = (position: number) => {
      const partner = partners[position]!;
      return partner === NO_PARTNER ? firstWithin(from[position]!, to) : partner;
    };
    return { row: meet(cell.row), column: meet(cell.column) };
  });
  return { left: left!, right: right! };
}

/** Where the text is cut elsewhere: the first token that stands, in part at least, where this one does. */
function firstWithin({ special, span }: Token, to: readonly Token[]): number {
  if (special || !span) return NOWHERE;
  const at = to.findIndex(
    (other) =>
      !other.special && other.span && other.span.start < span.end && span.start < other.span.end,
  );
  return at === -1 ? NOWHERE : at;
}

/** The same cell in the tokens of the first model, where that has it: so that links say no side without need. */
export function inFirst(comparison: Comparison, cell: PlacedCell): PlacedCell {
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

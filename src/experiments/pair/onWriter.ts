/** A pair of words as each of two models has it: one puts a token between the sentences, one does not. */
import type { Cell } from '../../analysis/attention/cell.ts';

/** The writer's cell for one of the judge's: it has no token between the two. */
export function onWriter(cell: Cell | null, boundary: number): Cell | null {
  if (!cell || cell.row === boundary || cell.column === boundary) return null;
  const shift = (position: number) => (position > boundary ? position - 1 : position);
  return { row: shift(cell.row), column: shift(cell.column) };
}

export function onJudge(cell: Cell | null, boundary: number): Cell | null {
  const shift = (position: number) => (position >= boundary ? position + 1 : position);
  return cell && { row: shift(cell.row), column: shift(cell.column) };
}

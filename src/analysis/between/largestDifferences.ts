/** The cells of a difference that differ most. */
import type { Cell } from '../attention/cell.ts';
import type { Difference } from './difference.ts';

export interface LargestDifference {
  readonly cell: Cell;
  /** The left weight less the right one, −1 to 1. */
  readonly value: number;
}

/** At most `count` shared cells, the largest in size first; cells without any difference are left out. */
export function largestDifferences(
  { size, shared, values }: Difference,
  count: number,
  isHidden: (position: number) => boolean,
): LargestDifference[] {
  const found: LargestDifference[] = [];
  for (let at = 0; at < values.length; at++) {
    const cell = { row: Math.floor(at / size), column: at % size };
    if (!shared[at] || !values[at] || isHidden(cell.row) || isHidden(cell.column)) continue;
    found.push({ cell, value: values[at]! });
  }
  return found.sort((a, b) => Math.abs(b.value) - Math.abs(a.value)).slice(0, count);
}

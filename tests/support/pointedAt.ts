import type { Cell } from '../../src/analysis/attention/cell.ts';
import type { Pointed } from '../../src/analysis/attention/pointed.ts';

/** The same cell of two models whose tokens are the same. */
export const pointedAt = (row: number, column: number): Pointed => inBoth({ row, column });

export const inBoth = (cell: Cell): Pointed => ({ left: cell, right: cell });

/** The cells that both models may read: both have the two tokens, and both masks are open. */
import type { Pass } from '../../model/trace.ts';
import { align } from '../attention/align.ts';
import { axisTokens, type Cell, type CellState, cellState } from '../attention/cell.ts';

/** What is known of a reading's axes, and of what its mask lets through. */
export type Axes = Pick<Pass, 'tokens' | 'unread' | 'mask'>;

/** A cell of the left model's axes, as each model has it. It is shared where it is open in both. */
export interface PairState {
  readonly left: CellState;
  readonly right: CellState;
}

/** Positions of the left axis along the right one, what the right model did not read included. */
function onRightAxis(left: Axes, right: Axes): Int16Array {
  return align(left.tokens, axisTokens(right));
}

/**
 * @returns for a cell of the left model's axes, its state in either; `absent` where the right one has no such
 * token, `unread` where it stopped before it
 */
export function pairStates(left: Axes, right: Axes): (cell: Cell) => PairState {
  const partners = onRightAxis(left, right);
  return (cell) => ({
    left: cellState(left, cell),
    right: cellState(right, partnerCell(partners, cell)),
  });
}

/** A cell of the left axes at its place in the right ones; a position of −1 where there is no such token. */
export function partnerCell(partners: Int16Array, { row, column }: Cell): Cell {
  return { row: partners[row] ?? -1, column: partners[column] ?? -1 };
}

/** The rows of two models that can be compared, and the keys that both may read from each. */
export interface SharedRows {
  /** R: rows with two or more shared keys. With one key there is nothing to choose. */
  readonly count: number;
  /** [R + 1]: where each row begins among the C cells, and where the last one ends. */
  readonly starts: Int32Array;
  /** [C] each: the cell's index into either model's [T, T]. */
  readonly left: Int32Array;
  readonly right: Int32Array;
}

/** @param withoutSpecials leaves special tokens out, as rows and as keys */
export function sharedRows(left: Axes, right: Axes, withoutSpecials: boolean): SharedRows {
  const partners = align(left.tokens, right.tokens);
  const positions = [...partners.keys()].filter(
    (position) => partners[position]! >= 0 && !(withoutSpecials && left.tokens[position]!.special),
  );
  const starts = [0];
  const inLeft: number[] = [];
  const inRight: number[] = [];
  for (const row of positions) {
    const leftStart = row * left.tokens.length;
    const rightStart = partners[row]! * right.tokens.length;
    const keys = positions.filter(
      (key) => left.mask[leftStart + key] && right.mask[rightStart + partners[key]!],
    );
    if (keys.length < 2) continue;
    for (const key of keys) {
      inLeft.push(leftStart + key);
      inRight.push(rightStart + partners[key]!);
    }
    starts.push(inLeft.length);
  }
  return {
    count: starts.length - 1,
    starts: Int32Array.from(starts),
    left: Int32Array.from(inLeft),
    right: Int32Array.from(inRight),
  };
}

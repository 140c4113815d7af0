/** The cells that both models may read: both have the two tokens, and both masks are open. */
import type { Pass } from '../../model/trace.ts';
import { align } from '../attention/align.ts';
import { axisTokens, type Cell, type CellState, cellState } from '../attention/cell.ts';

/** Of a pass, what tells which cells it may read. */
type Read = Pick<Pass, 'tokens' | 'unread' | 'mask'>;

/** A cell of BERT's axes, as each model has it. It is shared where it is open in both. */
export interface PairState {
  readonly left: CellState;
  readonly right: CellState;
}

/** Positions of BERT's axis along GPT's axis, what GPT did not read included. */
function onGptAxis(left: Read, right: Read): Int16Array {
  return align(left.tokens, axisTokens(right));
}

/**
 * @returns for a cell of BERT's axes, its state in either model; `absent` where GPT has no such
 * token, `unread` where it stopped before it
 */
export function pairStates(left: Read, right: Read): (cell: Cell) => PairState {
  const partners = onGptAxis(left, right);
  return (cell) => ({
    left: cellState(left, cell),
    right: cellState(right, partnerCell(partners, cell)),
  });
}

/** A cell of BERT's axes at its place in GPT's; a position of −1 where GPT has no such token. */
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
export function sharedRows(left: Read, right: Read, withoutSpecials: boolean): SharedRows {
  const partners = align(left.tokens, right.tokens);
  const positions = [...partners.keys()].filter(
    (position) => partners[position]! >= 0 && !(withoutSpecials && left.tokens[position]!.special),
  );
  const starts = [0];
  const inBert: number[] = [];
  const inGpt: number[] = [];
  for (const row of positions) {
    const bertStart = row * left.tokens.length;
    const gptStart = partners[row]! * right.tokens.length;
    const keys = positions.filter(
      (key) => left.mask[bertStart + key] && right.mask[gptStart + partners[key]!],
    );
    if (keys.length < 2) continue;
    for (const key of keys) {
      inBert.push(bertStart + key);
      inGpt.push(gptStart + partners[key]!);
    }
    starts.push(inBert.length);
  }
  return {
    count: starts.length - 1,
    starts: Int32Array.from(starts),
    left: Int32Array.from(inBert),
    right: Int32Array.from(inGpt),
  };
}

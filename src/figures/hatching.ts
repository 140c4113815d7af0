/** Hatching of what a mask forbids: diagonal lines that are continuous from cell to cell. */
import type { Box, Hatching } from './scene.ts';

/** The hatching of more tokens than this is put together from pieces. */
const MANY = 256;

export interface Lines {
  /** From one line to the next along an edge, and the width of a line. */
  readonly spacing: number;
  readonly line: number;
  readonly color: string;
}

/**
 * @param mask [T, T], 0 for what is hatched
 * @param cell side of a cell
 * @param tokens how many tokens the mask was made for, where it has been made smaller; T by default
 * @returns nothing where the mask forbids nothing
 */
export function hatching(
  mask: Uint8Array,
  cell: number,
  lines: Lines,
  tokens = Math.sqrt(mask.length),
): Hatching[] {
  if (mask.every((open) => open)) return [];
  const length = Math.sqrt(mask.length);
  // One rectangle for each run of forbidden cells: thousands of small ones would be slow.
  const boxes: Box[] = [];
  for (let row = 0; row < length; row++) {
    for (const [from, to] of runs(length, (column) => !mask[row * length + column])) {
      boxes.push([from * cell, row * cell, (to - from) * cell, cell]);
    }
  }
  return [{ kind: 'hatching', boxes, extent: length * cell, ...lines, isRepeated: tokens > MANY }];
}

/** Where something holds, as few stretches as there are: the first position, and the one after the last. */
export function runs(
  length: number,
  holds: (position: number) => boolean,
): [from: number, to: number][] {
  const found: [number, number][] = [];
  for (let at = 0; at < length; at++) {
    if (!holds(at)) continue;
    const from = at;
    while (at + 1 < length && holds(at + 1)) at++;
    found.push([from, at + 1]);
  }
  return found;
}

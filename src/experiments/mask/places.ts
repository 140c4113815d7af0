/** Where a mask that is set in one model's tokens holds in the other's: at the same places of the text. */
import { wholeReader } from '../../analysis/abilities.ts';
import { placesIn } from '../../analysis/attention/align.ts';
import { axisTokens, type Cell, sameCell } from '../../analysis/attention/cell.ts';
import { cellsIn, inFirst, type PlacedCell, placeIn } from '../../analysis/attention/pointed.ts';
import type { FullComparison, Trace } from '../../model/trace.ts';
import type { Side } from '../../text/token.ts';
import type { MaskChoice, On } from './settings.ts';

type NumberedMask = Exclude<MaskChoice, string>;

type Both = Pick<FullComparison, Side>;

/** The model in whose tokens a mask is set. */
export const countedIn = (comparison: Both, on: On): Trace =>
  on === 'both' ? wholeReader(comparison) : comparison[on];

/**
 * The same mask in another model's tokens: the same word is hidden, as much of the text is open both ways. A window
 * is as wide in either. What the other model does not have is a number that it refuses.
 */
export function maskIn(mask: NumberedMask, from: Trace, to: Trace): NumberedMask;
export function maskIn(mask: MaskChoice | null, from: Trace, to: Trace): MaskChoice | null;
export function maskIn(mask: MaskChoice | null, from: Trace, to: Trace): MaskChoice | null {
  if (from === to || mask === null || typeof mask === 'string' || 'window' in mask) return mask;
  const [tokens, others] = [axisTokens(from), axisTokens(to)];
  const position = 'hide' in mask ? mask.hide : mask.prefix - 1;
  if (position < 0 || position >= tokens.length) return mask;
  const there = placesIn(tokens, [position, position + 1], others);
  if ('hide' in mask) return { hide: there?.[0] ?? others.length };
  return { prefix: there?.[1] ?? others.length + 1 };
}

/** How many of a model's tokens, from the first on, are among what all the models have read. */
export function sharedStart(counted: Trace, models: readonly Trace[]): number {
  const isRead = (position: number) =>
    models.every((model) => {
      const place = model === counted ? position : placeIn(counted, position, model);
      return place !== null && place < model.tokens.length;
    });
  return counted.tokens.findLastIndex((_, position) => isRead(position)) + 1;
}

/** The cells of a model's mask that are turned over: of each that is painted, all that stand where it does. */
export function paintedIn(comparison: Both, flip: readonly PlacedCell[], side: Side): Cell[] {
  const { length } = comparison[side].tokens;
  const cells = flip
    .flatMap((cell) => cellsIn(comparison, cell, side))
    .filter(({ row, column }) => Math.max(row, column) < length);
  return cells.filter((cell, at) => cells.findIndex((each) => sameCell(each, cell)) === at);
}

/** What is painted once a cell of a model has been turned: over, or back where it was turned over. */
export function turned(
  comparison: Both,
  flip: readonly PlacedCell[],
  cell: Required<PlacedCell>,
): readonly PlacedCell[] {
  const others = flip.filter(
    (each) => !cellsIn(comparison, each, cell.side).some((there) => sameCell(there, cell)),
  );
  return others.length < flip.length ? others : [...flip, inFirst(comparison, cell)];
}

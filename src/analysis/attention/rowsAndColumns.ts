/** Cells that stand for more than themselves: for a row, what it reads most; for a column, who reads it most. */
import { type AttentionView, onTokens, placeOf } from './attentionView.ts';
import type { Cell } from './cell.ts';
import type { Along, PlacedCell } from './pointed.ts';
import { mostReadBy, topReadersOf } from './topKeys.ts';

type IsHidden = (place: number) => boolean;

/** Weights along axes of tokens, or other sizes where the mask is 1. */
type Matrix = Pick<AttentionView, 'tokens' | 'weights' | 'mask'>;

/** On the axes of the matrix. What the model has not read stands for itself. */
export function cellOf(view: Matrix, along: Along, place: number, isHidden: IsHidden): Cell {
  if (along === 'row') return { row: place, column: mostReadBy(view, place, isHidden) };
  const [reader] = place < view.tokens.length ? topReadersOf(view, place, isHidden) : [];
  return { row: reader?.position ?? place, column: place };
}

/**
 * The row of a token of the view's model, at what is read most there; word by word, of their words. Of
 * cross-attention a token that is read has no row, but a column.
 */
export function rowOfToken(view: AttentionView, position: number, isHidden: IsHidden): PlacedCell {
  const place = placeOf(view, position);
  const { side } = view;
  if (view.across !== undefined && place < view.across) {
    const { row } = onTokens(view, cellOf(view, 'column', place, isHidden));
    return { row, column: position, side };
  }
  const { column } = onTokens(view, cellOf(view, 'row', place, isHidden));
  return { row: position, column, side };
}

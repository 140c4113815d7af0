/** A mask: which tokens may read which. */
import { msg } from '#say';
import type { Side, Token } from '../../text/token.ts';
import { maskCells } from '../mask.ts';
import { geometryOf, matrixPlot, type Room } from './axes.ts';
import type { Numbers } from './numbers.ts';
import type { Legend, Plot } from './plot.ts';
import type { Style } from './style.ts';

export interface MaskFigure {
  readonly kind: 'mask';
  readonly side: Side;
  readonly tokens: readonly Token[];
  /** [T, T], 1 where the row may read the column. */
  readonly mask: Uint8Array;
}

export function maskPlot({ side, tokens, mask }: MaskFigure, room: Room, style: Style): Plot {
  const geometry = geometryOf(tokens.length, room);
  const cells = maskCells(mask, geometry, style.colormap.palette);
  const accent = style.accents[side];
  return matrixPlot(
    cells,
    geometry,
    { tokens, read: tokens.length, marked: null, accent },
    room,
    style,
  );
}

export function maskNumbers({ tokens, mask }: MaskFigure): Numbers {
  const length = tokens.length;
  return {
    columns: ['row', 'reads', 'column', 'from', 'open'],
    rows: Array.from(mask, (open, at) => {
      const [row, column] = [Math.floor(at / length), at % length];
      return [row, tokens[row]!.label, column, tokens[column]!.label, open ? 1 : 0];
    }),
  };
}

export const MASK_LEGEND: Legend = {
  scale: null,
  marks: [
    { mark: 'open', text: msg`may read` },
    { mark: 'forbidden', text: msg`forbidden by the mask` },
  ],
};

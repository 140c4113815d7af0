/** One head, or a mean of several: a matrix of tokens that read and tokens that are read. */
import { msg } from '#say';
import { partOf, within } from '../../analysis/attention/across.ts';
import type { AttentionView } from '../../analysis/attention/attentionView.ts';
import { axisTokens, type Cell } from '../../analysis/attention/cell.ts';
import { hiddenIn } from '../../sentences/captions.ts';
import { heatmapCells } from '../heatmap.ts';
import { geometryOf, matrixPlot, type Room } from './axes.ts';
import type { Numbers } from './numbers.ts';
import type { Legend, Mark, Plot } from './plot.ts';
import type { Style } from './style.ts';

export interface HeatmapFigure {
  readonly kind: 'heatmap';
  readonly view: AttentionView;
  readonly hideSpecials: boolean;
  /** [T, T], 1 for a cell that the reader has hidden; none by default. */
  readonly hidden?: Uint8Array;
  /** The cell that is held. */
  readonly cell: Cell | null;
}

export function heatmapPlot(
  { view, hideSpecials, hidden, cell }: HeatmapFigure,
  room: Room,
  style: Style,
): Plot {
  const { weights, mask, tokens, side } = view;
  const axis = axisTokens(view);
  const geometry = geometryOf(axis.length, room);
  const part = partOf(view);
  const matrix = { weights, mask, length: tokens.length, part, ...(hidden && { hidden }) };
  const cells = heatmapCells(matrix, geometry, hiddenIn(view, hideSpecials), style.colormap);
  const accent = style.accents[side];
  const axes = { tokens: axis, part, read: tokens.length, marked: cell, accent };
  return matrixPlot(cells, geometry, axes, room, style);
}

/** What each cell is, and its weight where it has one. */
export function heatmapNumbers({ view, hideSpecials, hidden }: HeatmapFigure): Numbers {
  const { weights, mask, tokens } = view;
  const length = tokens.length;
  const isHidden = hiddenIn(view, hideSpecials);
  const part = partOf(view);
  const isDrawn = ({ row, column }: Cell) =>
    !part || (within(part.rows, row) && within(part.columns, column));
  const cells = Array.from(weights, (weight, at) => ({
    ...{ weight, at, row: Math.floor(at / length), column: at % length },
  }));
  return {
    columns: ['row', 'reads', 'column', 'from', 'weight', 'state'],
    // Each text counts its own tokens.
    rows: cells.filter(isDrawn).map(({ weight, at, row, column }) => {
      const state = !mask[at]
        ? 'forbidden'
        : isHidden(row) || isHidden(column) || hidden?.[at]
          ? 'hidden'
          : 'open';
      const place = row - (part?.rows.from ?? 0);
      return [place, tokens[row]!.label, column, tokens[column]!.label, weight, state];
    }),
  };
}

export function heatmapLegend({ view, hideSpecials, hidden }: HeatmapFigure): Legend {
  const marks: Mark[] = [{ mark: 'zero', text: msg`near zero` }];
  if (!partOf(view) && view.mask.includes(0))
    marks.push({ mark: 'forbidden', text: msg`forbidden by the mask` });
  if (view.unread.length > 0) marks.push({ mark: 'unread', text: msg`not read yet` });
  if (hideSpecials || hidden?.includes(1)) marks.push({ mark: 'hidden', text: msg`hidden` });
  return { scale: { kind: 'weight' }, marks };
}

/** Two heads against each other, or one before and after: a matrix on a scale with two ends. */
import { within } from '../../analysis/attention/across.ts';
import type { Cell } from '../../analysis/attention/cell.ts';
import type { Token } from '../../text/token.ts';
import { type DifferenceData, differenceCells } from '../difference.ts';
import { changeScale, divergingScale } from '../diverging.ts';
import { geometryOf, matrixPlot, type Room } from './axes.ts';
import type { Numbers } from './numbers.ts';
import type { Legend, Mark, Plot } from './plot.ts';
import type { Style } from './style.ts';
import type { Words } from './words.ts';

export interface DifferenceFigure extends DifferenceData {
  readonly kind: 'difference';
  readonly tokens: readonly Token[];
  /** The cell that is held. */
  readonly cell: Cell | null;
  /** Whether the ends of the scale are two models, or less and more of one. */
  readonly of: 'models' | 'change';
  /** What the ends mean. */
  readonly less: Words;
  readonly more: Words;
  /** What marks mean, where they are there. */
  readonly marks: readonly Mark[];
}

export function differencePlot(figure: DifferenceFigure, room: Room, style: Style): Plot {
  const { tokens, cell, of } = figure;
  const { palette } = style.colormap;
  const geometry = geometryOf(tokens.length, room);
  const colorOf = (of === 'models' ? divergingScale : changeScale)(palette);
  const cells = differenceCells(figure, colorOf, geometry, style.colormap);
  const part = figure.part ?? null;
  const axes = { tokens, part, read: tokens.length, marked: cell, accent: palette.ink };
  return matrixPlot(cells, geometry, axes, room, style);
}

export function differenceNumbers({ tokens, values, states, part }: DifferenceFigure): Numbers {
  const length = tokens.length;
  return {
    columns: ['row', 'reads', 'column', 'from', 'difference', 'state'],
    rows: states.flatMap((state, at) => {
      const [row, column] = [Math.floor(at / length), at % length];
      if (part && !(within(part.rows, row) && within(part.columns, column))) return [];
      const number = state === 'compared' ? values[at]! : null;
      const place = row - (part?.rows.from ?? 0);
      return [[place, tokens[row]!.label, column, tokens[column]!.label, number, state]];
    }),
  };
}

export function differenceLegend(figure: DifferenceFigure): Legend {
  const { of, less, more, marks, states, part } = figure;
  // Outside of the part that is drawn everything is forbidden.
  const isThere = (mark: Mark['mark']) =>
    !(part && mark === 'forbidden') && (states as readonly string[]).includes(mark);
  return {
    scale: { kind: 'diverging', of, less, more },
    marks: marks.filter(({ mark }) => isThere(mark)),
  };
}

/** Every kind of figure that can be kept: its plot, its numbers, its legend. */
import { type Part, partOf } from '../../analysis/attention/across.ts';
import { axisTokens } from '../../analysis/attention/cell.ts';
import type { Token } from '../../text/token.ts';
import { ARCS_LEGEND, type ArcsFigure, arcsNumbers, arcsPlot } from './arcs.ts';
import { type Room, roomOf } from './axes.ts';
import { type BarsFigure, barsLegend, barsNumbers, barsPlot } from './bars.ts';
import { type CurvesFigure, curvesNumbers, curvesPlot } from './curves.ts';
import {
  type DifferenceFigure,
  differenceLegend,
  differenceNumbers,
  differencePlot,
} from './difference.ts';
import { type GridFigure, gridNumbers, gridPlot } from './grid.ts';
import { type HeadGridFigure, headGridLegend, headGridNumbers, headGridPlot } from './headGrid.ts';
import { type HeatmapFigure, heatmapLegend, heatmapNumbers, heatmapPlot } from './heatmap.ts';
import { MASK_LEGEND, type MaskFigure, maskNumbers, maskPlot } from './mask.ts';
import { type MirroredFigure, mirroredLegend, mirroredNumbers, mirroredPlot } from './mirrored.ts';
import type { Numbers } from './numbers.ts';
import { type Legend, NO_LEGEND, type Plot } from './plot.ts';
import { type StepsFigure, stepsLegend, stepsNumbers, stepsPlot } from './steps.ts';
import type { Style } from './style.ts';
import { type TableFigure, tableLegend, tableNumbers, tablePlot } from './table.ts';

export type Figure =
  | HeatmapFigure
  | ArcsFigure
  | HeadGridFigure
  | MaskFigure
  | DifferenceFigure
  | BarsFigure
  | TableFigure
  | GridFigure
  | StepsFigure
  | MirroredFigure
  | CurvesFigure;

/** What stands along the axes of a matrix; nothing for other figures. */
function axesOf(figure: Figure): readonly (readonly Token[])[] {
  switch (figure.kind) {
    case 'heatmap':
      return drawn(axisTokens(figure.view), partOf(figure.view));
    case 'difference':
      return drawn(figure.tokens, figure.part ?? null);
    case 'mask':
      return [figure.tokens];
    default:
      return [];
  }
}

const drawn = (tokens: readonly Token[], part: Part | null) =>
  part ? [part.rows, part.columns].map(({ from, to }) => tokens.slice(from, to)) : [tokens];

/** Figures side by side: their matrices have cells of one size. */
export function plotsOf(figures: readonly Figure[], style: Style): Plot[] {
  const room = roomOf(figures.flatMap(axesOf), style);
  return figures.map((figure) => plotOf(figure, room, style));
}

function plotOf(figure: Figure, room: Room, style: Style): Plot {
  switch (figure.kind) {
    case 'heatmap':
      return heatmapPlot(figure, room, style);
    case 'arcs':
      return arcsPlot(figure, style);
    case 'headGrid':
      return headGridPlot(figure, style);
    case 'mask':
      return maskPlot(figure, room, style);
    case 'difference':
      return differencePlot(figure, room, style);
    case 'bars':
      return barsPlot(figure, style);
    case 'table':
      return tablePlot(figure, style);
    case 'grid':
      return gridPlot(figure, style);
    case 'steps':
      return stepsPlot(figure, style);
    case 'mirrored':
      return mirroredPlot(figure, style);
    case 'curves':
      return curvesPlot(figure, style);
  }
}

/** Exactly the numbers that are drawn. */
export function numbersOf(figure: Figure): Numbers {
  switch (figure.kind) {
    case 'heatmap':
      return heatmapNumbers(figure);
    case 'arcs':
      return arcsNumbers(figure);
    case 'headGrid':
      return headGridNumbers(figure);
    case 'mask':
      return maskNumbers(figure);
    case 'difference':
      return differenceNumbers(figure);
    case 'bars':
      return barsNumbers(figure);
    case 'table':
      return tableNumbers(figure);
    case 'grid':
      return gridNumbers(figure);
    case 'steps':
      return stepsNumbers(figure);
    case 'mirrored':
      return mirroredNumbers(figure);
    case 'curves':
      return curvesNumbers(figure);
  }
}

export function legendOf(figure: Figure): Legend {
  switch (figure.kind) {
    case 'heatmap':
      return heatmapLegend(figure);
    case 'arcs':
      return ARCS_LEGEND;
    case 'headGrid':
      return headGridLegend(figure);
    case 'mask':
      return MASK_LEGEND;
    case 'difference':
      return differenceLegend(figure);
    case 'mirrored':
      return mirroredLegend(figure);
    case 'bars':
      return barsLegend(figure);
    case 'table':
      return tableLegend(figure);
    case 'grid':
      return figure.legend;
    case 'steps':
      return stepsLegend(figure);
    case 'curves':
      return NO_LEGEND;
  }
}

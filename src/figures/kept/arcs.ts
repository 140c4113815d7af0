/** Attention as arcs beside the list of tokens: on the left to what comes before, on the right to what comes after. */
import { inEnglish, t } from '#say';
import { type Arcs, arcsOf, sidesOf } from '../../analysis/attention/arcs.ts';
import type { AttentionView } from '../../analysis/attention/attentionView.ts';
import { axisTokens } from '../../analysis/attention/cell.ts';
import { hiddenIn } from '../../sentences/captions.ts';
import { viewMessage, viewName } from '../../sentences/names.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import { ARC_THRESHOLDS, arcOpacity, arcWidth } from '../arcScale.ts';
import {
  ARC_STYLES,
  type ArcGeometry,
  arcShape,
  LANE,
  markPath,
  middleOf,
  runsOf,
} from '../arcShape.ts';
import type { Box, Item } from '../scene.ts';
import type { Numbers } from './numbers.ts';
import type { Legend, Plot } from './plot.ts';
import { type Style, TYPE } from './style.ts';
import { cut } from './wrap.ts';

export interface ArcsFigure {
  readonly kind: 'arcs';
  /** The chosen head, and those drawn beside it. */
  readonly views: readonly [AttentionView, ...AttentionView[]];
  /** The place that arcs start from; null for all. */
  readonly row: number | null;
  readonly hideSpecials: boolean;
}

const LINE = 22;
const REACH = 170;
const LABEL = 110;
const AROUND = 8;

function listsOf({ views, row, hideSpecials }: ArcsFigure): Arcs[] {
  const threshold = ARC_THRESHOLDS[row === null ? 'all-arcs' : 'arcs'];
  return views.map((view) => arcsOf(view, row, threshold, hiddenIn(view, hideSpecials)));
}

export function arcsPlot(figure: ArcsFigure, style: Style): Plot {
  const { views, row } = figure;
  const [view] = views;
  const { palette } = style.colormap;
  const axis = axisTokens(view);
  const texts = axis.map(({ label }) => cut(label, TYPE.label, LABEL, style.measure));
  const widest = Math.max(...texts.map((text) => style.measure(text, TYPE.label)));
  const labels = Math.ceil(widest) + 2 * AROUND;
  const lanes = views.length;
  const geometry: ArcGeometry = {
    line: LINE,
    count: axis.length,
    left: REACH,
    right: REACH + labels,
    reach: REACH,
    lanes,
  };
  const width = 2 * REACH + labels;
  const lists = listsOf(figure);
  const top = 22;
  const names =
    views.length > 1
      ? views.map(
          (each, lane): Item => ({
            kind: 'text',
            ...TYPE.note,
            text: `${lane + 1}: ${viewName(each)}`,
            x: 0,
            y: top + axis.length * LINE + 16 + lane * 15,
            fill: style.arcs[lane]!,
          }),
        )
      : [];
  return {
    width,
    height: top + axis.length * LINE + 4 + names.length * 15 + (names.length > 0 ? 8 : 0),
    items: [
      ...sideNames(view, width, style),
      {
        kind: 'group',
        x: 0,
        y: top,
        items: [
          ...closedSides(view, geometry, width, palette.hatch),
          ...lists.flatMap((list, lane) => linesOf(list, lane, geometry, style)),
          ...texts.map(
            (text, place): Item => ({
              kind: 'text',
              ...TYPE.label,
              ...(place === row && { weight: 600 }),
              text,
              x: REACH + labels / 2,
              y: middleOf(place, LINE) + 4,
              anchor: 'middle',
              fill:
                place >= view.tokens.length
                  ? palette.outline
                  : axis[place]!.special
                    ? style.soft
                    : palette.ink,
            }),
          ),
          ...(row === null ? [] : numbersBeside(lists[0]!, geometry, style)),
        ],
      },
      ...names,
    ],
  };
}

function linesOf(list: Arcs, lane: number, geometry: ArcGeometry, style: Style): Item[] {
  const look = ARC_STYLES[lane]!;
  const color = style.arcs[lane]!;
  return list.drawn.flatMap((arc): Item[] => {
    const { path, x, y } = arcShape(arc, lane, geometry);
    const opacity = arcOpacity(arc.weight);
    const line = arcWidth(arc.weight);
    return [
      { kind: 'path', d: path, stroke: color, line, dash: look.dash, opacity },
      {
        kind: 'group',
        x,
        y,
        items: [{ kind: 'path', d: markPath(look), fill: color, opacity }],
      },
    ];
  });
}

/** The weights of the arcs from one place, on the side of each label where no arc ends. */
function numbersBeside({ drawn }: Arcs, { left, right, lanes }: ArcGeometry, style: Style): Item[] {
  const isAhead = drawn.some(({ row, column }) => column > row);
  return drawn.flatMap(({ row, column, weight }): Item[] => {
    const before = column > row;
    // Arcs leave the place itself on either side.
    if (column === row && isAhead) return [];
    const text = percent(weight);
    const width = style.measure(text, TYPE.link) + 4;
    const edge = before ? left - lanes * LANE - 1 - width : right + lanes * LANE + 1;
    const { page } = style.colormap.palette;
    return [
      { kind: 'boxes', boxes: [[edge, middleOf(column, LINE) - 7, width, 14]], fill: page },
      {
        kind: 'text',
        ...TYPE.link,
        text,
        x: before ? left - lanes * LANE - 3 : right + lanes * LANE + 3,
        y: middleOf(column, LINE) + 4,
        anchor: before ? 'end' : 'start',
        fill: style.colormap.palette.ink,
      },
    ];
  });
}

/** Hatching beside every token that the mask lets read nothing on that side. */
function closedSides(
  view: AttentionView,
  { line, left, right, lanes }: ArcGeometry,
  width: number,
  color: string,
): Item[] {
  const sides = sidesOf(view);
  const margin = lanes * LANE;
  const boxesOf = (side: 'before' | 'after', x: number, end: number): Box[] =>
    runsOf(sides.length, (place) => sides[place]![side] === false).map(({ from, to }) => [
      x,
      from * line,
      Math.max(0, end - x),
      (to - from) * line,
    ]);
  const boxes = [
    ...boxesOf('after', right + margin, width),
    ...boxesOf('before', 0, left - margin),
  ];
  if (boxes.length === 0) return [];
  const extent = Math.max(width, sides.length * line);
  return [{ kind: 'hatching', boxes, extent, spacing: 6, line: 1, color, isRepeated: false }];
}

function sideNames(view: AttentionView, width: number, style: Style): Item[] {
  const sides = sidesOf(view);
  const isClosed = (side: 'before' | 'after') => {
    const known = sides.map((each) => each[side]).filter((open) => open !== null);
    return known.length > 0 && !known.includes(true);
  };
  const note = { kind: 'text', ...TYPE.note, isItalic: true, y: 12, fill: style.soft } as const;
  if (view.across !== undefined) return [{ ...note, text: t`← reads the other text`, x: 0 }];
  return [
    {
      ...note,
      text: isClosed('before') ? t`before: forbidden by the mask` : t`← reads before`,
      x: 0,
    },
    {
      ...note,
      text: isClosed('after') ? t`after: forbidden by the mask` : t`reads after →`,
      x: width,
      anchor: 'end',
    },
  ];
}

/** The arcs that are drawn, of each head. */
export function arcsNumbers(figure: ArcsFigure): Numbers {
  const lists = listsOf(figure);
  return {
    columns: ['of', 'row', 'reads', 'column', 'from', 'weight'],
    rows: figure.views.flatMap((view, lane) =>
      lists[lane]!.drawn.map(({ row, column, weight }) => [
        inEnglish(viewMessage(view)),
        row,
        view.tokens[row]!.label,
        column,
        view.tokens[column]!.label,
        weight,
      ]),
    ),
  };
}

export const ARCS_LEGEND: Legend = { scale: { kind: 'arcs' }, marks: [] };

/** A matrix between the tokens of its rows and those of its columns. */
import { t } from '#say';
import { lengthOf, type Part, within } from '../../analysis/attention/across.ts';
import type { Cell } from '../../analysis/attention/cell.ts';
import type { Token } from '../../text/token.ts';
import type { HeatmapGeometry } from '../heatmap.ts';
import type { Item, Text } from '../scene.ts';
import type { Plot } from './plot.ts';
import { type Style, TYPE } from './style.ts';
import { cut } from './wrap.ts';

/** What a matrix of few tokens takes up, the largest and smallest cells, and from how many on they are tiny. */
const ROOM = 450;
const LARGEST = 34;
const SMALLEST = 7;
const MANY = 128;
const TINY = 3;

/** Widest label, least size of its type, and the space between it and the cells. */
const LABEL = 104;
const LEAST_TYPE = 6;
const SPACE = 6;

/** What matrices side by side share, so that their cells are of one size and stand at the same places. */
export interface Room {
  /** Tokens along the longer axis. */
  readonly positions: number;
  /** Width of the labels, in CSS pixels. */
  readonly margin: number;
}

/** @param axes what stands along the axes of each matrix, along both or along each by itself */
export function roomOf(axes: readonly (readonly Token[])[], style: Style): Room {
  const positions = Math.max(1, ...axes.map(({ length }) => length));
  const type = labelType(cellOf(positions));
  const corner = [t`reads ↓`, t`from →`].map((text) => style.measure(text, NOTE));
  const labels = axes
    .flat()
    .map(({ label }) => style.measure(cut(label, type, LABEL, style.measure), type));
  return { positions, margin: Math.ceil(Math.max(...corner, ...labels) + SPACE) };
}

function cellOf(positions: number): number {
  const least = positions > MANY ? TINY : SMALLEST;
  return Math.max(least, Math.min(LARGEST, Math.floor(ROOM / positions)));
}

const labelType = (cell: number) => ({
  ...TYPE.label,
  size: Math.min(TYPE.label.size, Math.max(LEAST_TYPE, cell * 0.9)),
});

const NOTE = { ...TYPE.note, isItalic: true } as const;

/** @param count tokens along the axes of this one */
export function geometryOf(count: number, { positions }: Room): HeatmapGeometry {
  const cell = cellOf(positions);
  return { cell, gap: cell > 10 ? 1 : 0, count, hatch: 6, line: 1 };
}

interface Axes {
  /** Along both axes. */
  readonly tokens: readonly Token[];
  /** What of them is drawn, as it is of cross-attention; null or absent for all. */
  readonly part?: Part | null;
  /** Positions from here on are in the text but were not read. */
  readonly read: number;
  /** A cell that is pointed out. */
  readonly marked: Cell | null;
  /** The colour that points it out. */
  readonly accent: string;
}

export function matrixPlot(
  cells: readonly Item[],
  { cell, count }: HeatmapGeometry,
  { tokens, read, marked, accent, part = null }: Axes,
  { margin }: Room,
  style: Style,
): Plot {
  const { measure, colormap, soft } = style;
  const { ink, outline } = colormap.palette;
  const type = labelType(cell);
  const { size } = type;
  const step = Math.max(1, Math.ceil(LEAST_TYPE / cell));
  const labels = tokens.map(({ label }) => cut(label, type, LABEL, measure));
  const whole = { from: 0, to: count };
  const { rows, columns } = part ?? { rows: whole, columns: whole };

  const text = (at: number, axis: 'row' | 'column'): Text => {
    const { from } = axis === 'row' ? rows : columns;
    const isMarked = marked?.[axis] === at;
    const fill = isMarked ? accent : at >= read ? outline : tokens[at]!.special ? soft : ink;
    const common = { kind: 'text', text: labels[at]!, ...type, fill } as const;
    const middle = margin + (at - from + 0.5) * cell + size * 0.33;
    return {
      ...common,
      ...(isMarked && { weight: 600 }),
      ...(axis === 'row'
        ? { x: margin - SPACE, y: middle, anchor: 'end' }
        : { x: middle, y: margin - SPACE, rotate: -90 }),
    };
  };
  const shown = (axis: 'row' | 'column') => {
    const along = axis === 'row' ? rows : columns;
    const isMarked = (at: number) => at === marked?.row || at === marked?.column;
    return tokens.flatMap((_, at) =>
      within(along, at) && ((at - along.from) % step === 0 || isMarked(at)) ? [text(at, axis)] : [],
    );
  };
  const frame = marked && framed(marked, { rows, columns }, cell, accent);
  const note = { ...NOTE, fill: soft } as const;
  return {
    width: margin + lengthOf(columns) * cell + 1,
    height: margin + lengthOf(rows) * cell + 1,
    items: [
      { kind: 'text', text: t`from →`, x: margin - SPACE, y: margin - 20, anchor: 'end', ...note },
      {
        kind: 'text',
        text: t`reads ↓`,
        x: margin - SPACE,
        y: margin - SPACE,
        anchor: 'end',
        ...note,
      },
      ...shown('column'),
      ...shown('row'),
      {
        kind: 'group',
        x: margin,
        y: margin,
        items: frame ? [...cells, frame] : cells,
      },
    ],
  };
}

function framed(
  { row, column }: Cell,
  { rows, columns }: Part,
  cell: number,
  stroke: string,
): Item | null {
  if (!within(rows, row) || !within(columns, column)) return null;
  const [x, y] = [(column - columns.from) * cell, (row - rows.from) * cell];
  return { kind: 'frames', boxes: [[x, y, cell + 1, cell + 1]], stroke, line: 2 };
}

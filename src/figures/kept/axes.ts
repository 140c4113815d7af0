/** A square matrix between the tokens of its rows and those of its columns. */
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

export function geometryOf(count: number): HeatmapGeometry {
  const least = count > MANY ? TINY : SMALLEST;
  const cell = Math.max(least, Math.min(LARGEST, Math.floor(ROOM / Math.max(1, count))));
  return { cell, gap: cell > 10 ? 1 : 0, count, hatch: 6, line: 1 };
}

interface Axes {
  /** Along both axes. */
  readonly tokens: readonly Token[];
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
  { tokens, read, marked, accent }: Axes,
  style: Style,
): Plot {
  const { measure, colormap, soft } = style;
  const { ink, outline } = colormap.palette;
  const size = Math.min(TYPE.label.size, Math.max(LEAST_TYPE, cell * 0.9));
  const type = { ...TYPE.label, size };
  const step = Math.max(1, Math.ceil(LEAST_TYPE / cell));
  const labels = tokens.map(({ label }) => cut(label, type, LABEL, measure));
  const widest = Math.max(...labels.map((label) => measure(label, type)), 0);
  const corner = Math.max(
    ...['reads ↓', 'from →'].map((text) => measure(text, { ...TYPE.note, isItalic: true })),
  );
  const margin = Math.ceil(Math.max(widest, corner) + SPACE);
  const extent = count * cell;

  const text = (at: number, axis: 'row' | 'column'): Text => {
    const isMarked = marked?.[axis] === at;
    const fill = isMarked ? accent : at >= read ? outline : tokens[at]!.special ? soft : ink;
    const common = { kind: 'text', text: labels[at]!, ...type, fill } as const;
    const middle = margin + (at + 0.5) * cell + size * 0.33;
    return {
      ...common,
      ...(isMarked && { weight: 600 }),
      ...(axis === 'row'
        ? { x: margin - SPACE, y: middle, anchor: 'end' }
        : { x: middle, y: margin - SPACE, rotate: -90 }),
    };
  };
  const shown = tokens.flatMap((_, at) =>
    at % step === 0 || at === marked?.row || at === marked?.column ? [at] : [],
  );
  const note = { ...TYPE.note, isItalic: true, fill: soft } as const;
  return {
    width: margin + extent + 1,
    height: margin + extent + 1,
    items: [
      { kind: 'text', text: 'from →', x: margin - SPACE, y: margin - 20, anchor: 'end', ...note },
      {
        kind: 'text',
        text: 'reads ↓',
        x: margin - SPACE,
        y: margin - SPACE,
        anchor: 'end',
        ...note,
      },
      ...shown.map((at) => text(at, 'column')),
      ...shown.map((at) => text(at, 'row')),
      {
        kind: 'group',
        x: margin,
        y: margin,
        items: [...cells, ...frame(marked, cell, count, accent)],
      },
    ],
  };
}

function frame(marked: Cell | null, cell: number, count: number, stroke: string): Item[] {
  if (!marked || Math.max(marked.row, marked.column) >= count) return [];
  const { row, column } = marked;
  return [
    { kind: 'frames', boxes: [[column * cell, row * cell, cell + 1, cell + 1]], stroke, line: 2 },
  ];
}

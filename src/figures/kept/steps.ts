/** One step of one head: rows of a word's own vectors and of its keys, with strips for vectors and with numbers. */
import { inEnglish, msg, say } from '#say';
import type { Item } from '../scene.ts';
import { stripPaths } from '../strip.ts';
import type { Numbers } from './numbers.ts';
import type { Legend, Plot } from './plot.ts';
import { type Style, TYPE } from './style.ts';
import { type Tone, toneOf, trackItems } from './track.ts';
import type { Words } from './words.ts';
import { cut } from './wrap.ts';

/** Numbers side by side, with the one that a full bar stands for, or one as the page writes it, with a bar from 0 to 1 where it is a share. */
export type StepCell =
  | { readonly vector: ArrayLike<number>; readonly full: number }
  | { readonly value: number; readonly text: string; readonly bar?: number };

export interface StepsFigure {
  readonly kind: 'steps';
  readonly tone: Tone;
  /** What a full bar stands for, in one phrase for all kinds of strips; null without a strip. */
  readonly fullBars: Words | null;
  readonly columns: readonly Words[];
  readonly rows: readonly {
    readonly label: Words;
    /** What a row of the word's own is, such as "query"; null for a key's row. */
    readonly own: Words | null;
    /** A key that the mask forbids. */
    readonly isForbidden: boolean;
    /** As long as the columns; null for an empty place. */
    readonly cells: readonly (StepCell | null)[];
  }[];
}

const ROW = 30;
const HALF = 12;
const STRIP = 260;
const NUMBER = 92;
const APART = 16;
const HEAD = 22;
const LABEL = 150;

export function stepsPlot({ tone, columns, rows }: StepsFigure, style: Style): Plot {
  const { measure, colormap, soft } = style;
  const { ink, grid, hatch, outline } = colormap.palette;
  const names = rows.map(({ label, own }) =>
    cut(own ? `${say(label)} ${say(own)}` : say(label), TYPE.label, LABEL, measure),
  );
  const left = Math.ceil(Math.max(40, ...names.map((name) => measure(name, TYPE.label)))) + APART;
  const hasStrip = columns.map((_, at) =>
    rows.some(({ cells }) => cells[at] && 'vector' in cells[at]),
  );
  const widths = hasStrip.map((has) => (has ? STRIP : NUMBER));
  const starts = widths.map(
    (_, at) => left + widths.slice(0, at).reduce((sum, width) => sum + width + APART, 0),
  );
  const width = (starts.at(-1) ?? left) + (widths.at(-1) ?? 0);
  const fill = toneOf(tone, style);
  const head = { kind: 'text', ...TYPE.note, weight: 600, y: 14, fill: soft } as const;
  const cellItems = (cell: StepCell, at: number, y: number): Item[] => {
    const [x, wide] = [starts[at]!, widths[at]!];
    if ('vector' in cell) {
      const { bars, caps } = stripPaths(cell.vector, cell.full, [wide / cell.vector.length, HALF]);
      return [
        {
          kind: 'group',
          x,
          y: y + ROW / 2,
          items: [
            { kind: 'boxes', boxes: [[0, -0.5, wide, 1]], fill: grid },
            { kind: 'path', d: bars, fill },
            ...(caps ? [{ kind: 'path', d: caps, fill: ink } as const] : []),
          ],
        },
      ];
    }
    return [
      ...(cell.bar === undefined
        ? []
        : trackItems([x, y + ROW - 8, wide, 4], { share: cell.bar, fill }, style)),
      {
        kind: 'text',
        ...TYPE.label,
        text: cell.text,
        x: x + wide,
        y: y + (cell.bar === undefined ? 19 : 16),
        anchor: 'end',
        fill: ink,
      },
    ];
  };
  const closed = rows.flatMap(({ isForbidden }, row) =>
    isForbidden ? [[0, HEAD + row * ROW + 1, width, ROW - 1] as const] : [],
  );
  return {
    width,
    height: HEAD + rows.length * ROW + 2,
    items: [
      ...(closed.length === 0
        ? []
        : [
            {
              kind: 'hatching',
              boxes: closed,
              extent: Math.max(width, HEAD + rows.length * ROW),
              spacing: 8,
              line: 1,
              color: hatch,
              isRepeated: false,
            } as const,
          ]),
      ...columns.map(
        (words, at): Item =>
          hasStrip[at]
            ? { ...head, text: say(words), x: starts[at]! }
            : { ...head, text: say(words), x: starts[at]! + widths[at]!, anchor: 'end' },
      ),
      {
        kind: 'boxes',
        boxes: rows.map((_, row) => [0, HEAD + row * ROW, width, 1]),
        fill: grid,
      },
      ...rows.flatMap(({ own, isForbidden, cells }, row): Item[] => {
        const y = HEAD + row * ROW;
        return [
          {
            kind: 'text',
            ...TYPE.label,
            ...(own && { weight: 600 }),
            text: names[row]!,
            x: 0,
            y: y + 19,
            fill: isForbidden ? outline : ink,
          },
          ...cells.flatMap((cell, at) => (cell ? cellItems(cell, at, y) : [])),
        ];
      }),
    ],
  };
}

/** A row a number: those of a vector one by one, counted from 1. */
export function stepsNumbers({ columns, rows }: StepsFigure): Numbers {
  return {
    columns: ['row', 'token', 'what', 'component', 'number'],
    rows: rows.flatMap(({ label, own, cells }, row) =>
      cells.flatMap((cell, at) => {
        if (!cell) return [];
        const name = inEnglish(label);
        const what = inEnglish(own ?? columns[at]!);
        return 'vector' in cell
          ? Array.from(cell.vector, (number, index) => [row + 1, name, what, index + 1, number])
          : [[row + 1, name, what, null, cell.value]];
      }),
    ),
  };
}

export function stepsLegend({ rows, fullBars }: StepsFigure): Legend {
  return {
    scale: null,
    marks: [
      ...(fullBars
        ? [
            {
              mark: 'strip',
              text: msg`one number a bar, a full bar is ${fullBars}; longer ones are capped`,
            } as const,
          ]
        : []),
      ...(rows.some(({ isForbidden }) => isForbidden)
        ? [{ mark: 'forbidden', text: msg`forbidden by the mask` } as const]
        : []),
    ],
  };
}

/** One number for every row and column, such as every token after every layer: a swatch, and the number beside it. */
import { inEnglish, say } from '#say';
import { inksOf } from '../colormap.ts';
import { CLEAR } from '../pixels.ts';
import type { Item } from '../scene.ts';
import type { Numbers } from './numbers.ts';
import type { Legend, Plot } from './plot.ts';
import { type Style, TYPE } from './style.ts';
import type { Words } from './words.ts';
import { cut } from './wrap.ts';

export interface GridFigure {
  readonly kind: 'grid';
  /** What is counted, and what goes down and across: the headers of the columns of numbers. */
  readonly of: Words;
  readonly down: Words;
  readonly across: Words;
  readonly rows: readonly Words[];
  readonly columns: readonly Words[];
  /** [rows, columns] */
  readonly cells: readonly {
    readonly value: number;
    /** The number as the page writes it. */
    readonly text: string;
    /** How strongly it is drawn, 0 to 1: exactly nothing is left empty. */
    readonly ink: number;
  }[];
  readonly legend: Legend;
}

const ROW = 22;
const SWATCH = 16;
const INSET = 3;
const SPACE = 6;
const APART = 14;
const HEAD = 24;
const LABEL = 200;

export function gridPlot({ down, across, rows, columns, cells }: GridFigure, style: Style): Plot {
  const { measure, colormap, soft } = style;
  const { ink, grid, outline } = colormap.palette;
  const labels = rows.map((row) => cut(say(row), TYPE.label, LABEL, measure));
  const head = { ...TYPE.note, weight: 600 } as const;
  const corner = `${say(down)} ↓  ${say(across)} →`;
  const left =
    Math.ceil(
      Math.max(measure(corner, TYPE.note), ...labels.map((each) => measure(each, TYPE.label))),
    ) + APART;
  const textsOf = (column: number) => rows.map((_, row) => cells[row * columns.length + column]!);
  const widths = columns.map((name, column) =>
    Math.ceil(
      Math.max(
        measure(say(name), head),
        SWATCH +
          SPACE +
          Math.max(0, ...textsOf(column).map(({ text }) => measure(text, TYPE.label))),
      ),
    ),
  );
  const starts = widths.map(
    (_, at) => left + widths.slice(0, at).reduce((sum, width) => sum + width + APART, 0),
  );
  const width = (starts.at(-1) ?? left) + (widths.at(-1) ?? 0);
  const inkOf = inksOf(colormap);
  const side = SWATCH - INSET;
  const text = (label: string, row: number): Item => ({
    kind: 'text',
    ...TYPE.label,
    text: label,
    x: 0,
    y: HEAD + row * ROW + 15,
    fill: ink,
  });
  return {
    width,
    height: HEAD + rows.length * ROW + 2,
    items: [
      { kind: 'text', ...TYPE.note, isItalic: true, text: corner, x: 0, y: 14, fill: soft },
      {
        kind: 'boxes',
        boxes: rows.map((_, row) => [0, HEAD + row * ROW, width, 1]),
        fill: grid,
      },
      ...labels.map(text),
      ...columns.flatMap((name, column): Item[] => {
        const x = starts[column]!;
        const own = textsOf(column);
        return [
          { kind: 'text', ...head, text: say(name), x, y: 14, fill: soft },
          ...own.flatMap(({ value, ink: amount, text: number }, row): Item[] => {
            const y = HEAD + row * ROW;
            return [
              {
                kind: 'cells',
                box: [x, y + INSET + 1, side, side],
                columns: 1,
                rows: 1,
                pixels: Uint32Array.of(amount === 0 ? CLEAR : inkOf(amount)),
                values: [value],
                inset: 0,
              },
              { ...text(number, row), x: x + SWATCH + SPACE } as Item,
            ];
          }),
          {
            kind: 'frames',
            boxes: own.map((_, row) => [x, HEAD + row * ROW + INSET + 1, side, side]),
            stroke: outline,
            line: 1,
          },
        ];
      }),
    ],
  };
}

export function gridNumbers({ of, down, across, rows, columns, cells }: GridFigure): Numbers {
  return {
    columns: [`${inEnglish(down)} number`, ...[down, across, of].map(inEnglish)],
    rows: cells.map(({ value }, at) => {
      const row = Math.floor(at / columns.length);
      return [row + 1, inEnglish(rows[row]!), inEnglish(columns[at % columns.length]!), value];
    }),
  };
}

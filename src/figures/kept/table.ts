/** A table: names and numbers, the numbers as the page writes them in the picture and whole in the file. */
import type { Item } from '../scene.ts';
import type { Numbers, Value } from './numbers.ts';
import type { Plot } from './plot.ts';
import { type Style, TYPE } from './style.ts';
import { cut } from './wrap.ts';

export interface TableCell {
  /** As the page writes it. */
  readonly text: string;
  /** What it is; the text by default. */
  readonly value?: Value;
}

export interface TableFigure {
  readonly kind: 'table';
  readonly columns: readonly string[];
  /** Each as long as the columns. */
  readonly rows: readonly (readonly (TableCell | string)[])[];
}

const ROW = 21;
const SPACE = 18;
const WIDEST = 260;

const textOf = (cell: TableCell | string) => (typeof cell === 'string' ? cell : cell.text);
const numberOf = (cell: TableCell | string): Value =>
  typeof cell === 'string' || cell.value === undefined ? textOf(cell) : cell.value;

export function tablePlot({ columns, rows }: TableFigure, style: Style): Plot {
  const { measure, colormap, soft } = style;
  const { ink, grid } = colormap.palette;
  const head = { ...TYPE.note, weight: 600 } as const;
  const heads = columns.map((column) => cut(column, head, WIDEST, measure));
  const texts = rows.map((row) =>
    row.map((cell) => cut(textOf(cell), TYPE.label, WIDEST, measure)),
  );
  // Numbers stand under each other by their ends.
  const isNumber = columns.map((_, at) =>
    rows.some((row) => typeof numberOf(row[at] ?? '') === 'number'),
  );
  const widths = columns.map((_, at) =>
    Math.ceil(
      Math.max(
        measure(heads[at]!, head),
        ...texts.map((row) => measure(row[at] ?? '', TYPE.label)),
      ),
    ),
  );
  const starts = widths.map((_, at) =>
    widths.slice(0, at).reduce((sum, width) => sum + width + SPACE, 0),
  );
  const width = starts.at(-1)! + widths.at(-1)!;
  const place = (at: number) =>
    isNumber[at]
      ? ({ x: starts[at]! + widths[at]!, anchor: 'end' } as const)
      : ({ x: starts[at]!, anchor: 'start' } as const);
  const rules = rows.map((_, at) => [0, (at + 1) * ROW, width, 1] as const);
  return {
    width,
    height: (rows.length + 1) * ROW + 2,
    items: [
      { kind: 'boxes', boxes: rules, fill: grid },
      ...heads.map(
        (text, at): Item => ({ kind: 'text', ...head, text, ...place(at), y: 14, fill: soft }),
      ),
      ...texts.flatMap((row, line) =>
        row.map(
          (text, at): Item => ({
            kind: 'text',
            ...TYPE.label,
            text,
            ...place(at),
            y: (line + 1) * ROW + 15,
            fill: ink,
          }),
        ),
      ),
    ],
  };
}

export function tableNumbers({ columns, rows }: TableFigure): Numbers {
  return { columns, rows: rows.map((row) => row.map(numberOf)) };
}

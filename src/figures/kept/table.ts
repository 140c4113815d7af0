/** A table: names and numbers, the numbers as the page writes them in the picture and whole in the file. */
import { inEnglish, say } from '#say';
import type { Item } from '../scene.ts';
import type { Numbers, Value } from './numbers.ts';
import { type Legend, NO_LEGEND, type Plot } from './plot.ts';
import { type Style, TYPE } from './style.ts';
import { type Tone, toneOf, trackItems } from './track.ts';
import type { Words } from './words.ts';
import { cut } from './wrap.ts';

export interface TableCell {
  /** As the page writes it. */
  readonly text: Words;
  /** What it is; the text by default. */
  readonly value?: Value;
  /** How far a bar below it goes, 0 to 1; none by default. */
  readonly bar?: number;
  /** Where the tick on its track stands, 0 to 1. */
  readonly tick?: number;
}

export interface TableFigure {
  readonly kind: 'table';
  readonly columns: readonly Words[];
  /** Each as long as the columns. */
  readonly rows: readonly (readonly (TableCell | Words)[])[];
  /** Of the bars; ink by default. */
  readonly tone?: Tone;
  /** What the ticks on the bars' tracks are. */
  readonly tick?: Words;
}

const ROW = 21;
const SPACE = 18;
/** Height of a bar, and its least width. */
const BAR = 4;
const LEAST_BAR = 64;
const WIDEST = 640;

const isCell = (cell: TableCell | Words): cell is TableCell =>
  typeof cell === 'object' && 'text' in cell;
const wordsOf = (cell: TableCell | Words): Words => (isCell(cell) ? cell.text : cell);
const numberOf = (cell: TableCell | Words): Value =>
  isCell(cell) && cell.value !== undefined ? cell.value : inEnglish(wordsOf(cell));

export function tablePlot({ columns, rows, tone = 'ink' }: TableFigure, style: Style): Plot {
  const { measure, colormap, soft } = style;
  const hasBar = (cell: TableCell | Words | undefined) =>
    cell !== undefined && isCell(cell) && cell.bar !== undefined;
  const line = rows.some((row) => row.some(hasBar)) ? ROW + 2 * BAR : ROW;
  const { ink, grid } = colormap.palette;
  const head = { ...TYPE.note, weight: 600 } as const;
  const heads = columns.map((column) => cut(say(column), head, WIDEST, measure));
  const texts = rows.map((row) =>
    row.map((cell) => cut(say(wordsOf(cell)), TYPE.label, WIDEST, measure)),
  );
  // Numbers stand under each other by their ends, and what stands in the place of a number with them.
  const isNumber = columns.map((_, at) => {
    const values = rows.map((row) => numberOf(row[at] ?? ''));
    return (
      values.some((value) => typeof value === 'number') || values.every((value) => value === null)
    );
  });
  const widths = columns.map((_, at) =>
    Math.ceil(
      Math.max(
        measure(heads[at]!, head),
        rows.some((row) => hasBar(row[at])) ? LEAST_BAR : 0,
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
  const top = (at: number) => ROW + at * line;
  const rules = rows.map((_, at) => [0, top(at), width, 1] as const);
  const fill = toneOf(tone, style);
  return {
    width,
    height: top(rows.length) + 2,
    items: [
      { kind: 'boxes', boxes: rules, fill: grid },
      ...heads.map(
        (text, at): Item => ({ kind: 'text', ...head, text, ...place(at), y: 14, fill: soft }),
      ),
      ...texts.flatMap((row, nth) =>
        row.flatMap((text, at): Item[] => {
          const cell = rows[nth]![at];
          const bar =
            cell !== undefined && isCell(cell) && cell.bar !== undefined
              ? trackItems(
                  [starts[at]!, top(nth) + ROW, widths[at]!, BAR],
                  { share: cell.bar, fill, tick: cell.tick },
                  style,
                )
              : [];
          return [
            ...bar,
            { kind: 'text', ...TYPE.label, text, ...place(at), y: top(nth) + 15, fill: ink },
          ];
        }),
      ),
    ],
  };
}

export function tableNumbers({ columns, rows }: TableFigure): Numbers {
  return {
    columns: columns.map(inEnglish),
    rows: rows.map((row) => row.map(numberOf)),
  };
}

export function tableLegend({ tick }: TableFigure): Legend {
  return tick ? { scale: null, marks: [{ mark: 'tick', text: tick }] } : NO_LEGEND;
}

/** The numbers that a picture draws, as a table: full precision, one row a number, no number twice. */
import { csvFormatRows } from 'd3';

export type Value = string | number | null;

export interface Numbers {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Value[])[];
}

/** What a spreadsheet would compute rather than show: a word that was typed must stay a word. */
const FORMULA = /^[=+\-@\t].+/s;

function fieldOf(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  return FORMULA.test(value) ? `'${value}` : value;
}

/** Comma-separated values as RFC 4180 has them, header first; nothing for what has no number, NaN for NaN. */
export function csvOf({ columns, rows }: Numbers): string {
  return `${csvFormatRows([columns, ...rows].map((row) => row.map(fieldOf)))}\n`;
}

/** Tables of the same columns as one, each row headed by what tells the tables apart. */
export function joined(
  tables: readonly { readonly of: readonly Value[]; readonly numbers: Numbers }[],
  by: readonly string[],
): Numbers {
  const columns = [...new Set(tables.flatMap(({ numbers }) => numbers.columns))];
  const rows = tables.flatMap(({ of, numbers }) => {
    const places = columns.map((column) => numbers.columns.indexOf(column));
    return numbers.rows.map((row) => [
      ...of,
      ...places.map((place) => (place < 0 ? null : row[place]!)),
    ]);
  });
  return { columns: [...by, ...columns], rows };
}

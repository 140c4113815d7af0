/** Texts whose tokens are told apart by their labels, for what asks which tokens are alike. */
import { bidirectional, causal } from '../../src/model/mask.ts';
import type { HeldTrace } from '../../src/model/trace.ts';
import type { Side } from '../../src/text/token.ts';
import { token, trace } from './traces.ts';

type Rows = readonly (readonly number[])[];

/** One layer of heads over a text; tokens with one label have one id. */
export function reading(
  side: Side,
  text: string,
  heads: readonly Rows[],
  more: Partial<HeldTrace> = {},
): HeldTrace {
  const labels = text.split(' ');
  const ids = [...new Set(labels)];
  const tokens = labels.map((label) => ({
    ...token(label, /^(\[(CLS|SEP)\]|<\|endoftext\|>)$/.test(label)),
    id: ids.indexOf(label),
  }));
  return trace(side, labels, heads, { tokens, ...more });
}

/** A head that gives each row 1 on the columns that are wanted, evenly, or else on itself. */
export function headReading(
  side: Side,
  text: string,
  wanted: (row: number, column: number) => boolean,
): HeldTrace {
  const size = text.split(' ').length;
  const mask = side === 'left' ? bidirectional(size) : causal(size);
  const rows = Array.from({ length: size }, (_, row) => {
    const open = Array.from(
      { length: size },
      (_, column) => mask[row * size + column] === 1 && wanted(row, column),
    );
    const count = open.filter(Boolean).length;
    return open.map((one, column) => (count > 0 ? (one ? 1 / count : 0) : column === row ? 1 : 0));
  });
  return reading(side, text, [rows]);
}

/**
 * Which keys a metric looks at, row by row. Most metrics are a mean mass on a set of keys: this is
 * where each set is defined, from the tokens and from the mask that the forward pass used.
 */
import type { Token } from '../../text/token.ts';
import type { MetricName } from './metricNames.ts';

/** What a metric needs to know of a text; a {@link Pass} is one. T tokens. */
export interface Measured {
  readonly tokens: readonly Pick<Token, 'id' | 'label' | 'special'>[];
  /** Of cross-attention: where the text begins that reads, after the one that is read. */
  readonly across?: number;
  /** [T, T], 1 where the row may read the column. */
  readonly mask: Uint8Array;
}

/** The metrics that are a mean mass on a set of keys. */
export type MassName = Exclude<MetricName, 'entropy' | 'distance'>;

/** For each of T rows: the columns whose mass counts, or null for a row that the metric leaves out. */
export type Targets = readonly (readonly number[] | null)[];

const PUNCTUATION = /^\p{P}+$/u;

/** A token spelt with nothing but punctuation (Unicode category P). Symbols such as `$` are not. */
export function isPunctuation({ label, special }: Measured['tokens'][number]): boolean {
  return !special && PUNCTUATION.test(label);
}

/**
 * For each metric, the columns of each row.
 *
 * By position, whether or not the mask lets the row read them (GPT's next token is forbidden, and
 * its weight is exactly 0):
 * - `self`: i. `previous`: i − 1, rows that have one. `next`: i + 1, rows that have one.
 *   `first`: 0, for i ≥ 1. `future`: every j > i.
 *
 * Of cross-attention, whose rows and columns are places of two texts, none of these can be measured but `first`:
 * the first token of the text that is read.
 *
 * By kind, over the rows that may read at least one such token:
 * - `specials`: tokens that the model's frame added (`[CLS]`, `[SEP]`, `<|endoftext|>`).
 * - `punctuation`: tokens spelt with punctuation alone.
 * - `separators`: both of these, what divides a text rather than says something.
 * - `same`: other occurrences of the row's own token id.
 * - `induction`: the token right after an earlier occurrence of the row's token (Olsson et al.
 *   2022, "prefix matching"), before the row itself: of "ha ha", the second does not count as
 *   following the first. The same set for BERT, whose rows could look for later occurrences too.
 */
export function targetsOf({ tokens, across, mask }: Measured): Readonly<Record<MassName, Targets>> {
  const length = tokens.length;
  const last = length - 1;
  const positions = Array.from({ length }, (_, position) => position);

  const byPosition = (columns: (row: number) => readonly number[] | null): Targets =>
    positions.map((row) => (across === undefined ? columns(row) : null));
  const byKind = (counts: (column: number, row: number) => boolean): Targets =>
    positions.map((row) => {
      const columns = positions.filter(
        (column) => mask[row * length + column] && counts(column, row),
      );
      return columns.length > 0 ? columns : null;
    });

  const special = tokens.map((token) => token.special);
  const punctuation = tokens.map(isPunctuation);
  const sameToken = (a: number, b: number) => tokens[a]!.id === tokens[b]!.id;
  return {
    self: byPosition((row) => [row]),
    previous: byPosition((row) => (row > 0 ? [row - 1] : null)),
    next: byPosition((row) => (row < last ? [row + 1] : null)),
    first: positions.map((row) => (row >= Math.max(1, across ?? 0) ? [0] : null)),
    future: byPosition((row) => positions.slice(row + 1)),
    specials: byKind((column) => special[column]!),
    punctuation: byKind((column) => punctuation[column]!),
    separators: byKind((column) => punctuation[column]! || special[column]!),
    same: byKind((column, row) => column !== row && sameToken(column, row)),
    induction: byKind((column, row) => column > 0 && column < row && sameToken(column - 1, row)),
  };
}

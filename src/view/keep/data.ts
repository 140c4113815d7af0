/** Everything that a picture is made from, for programs. */
import { readParams } from '../../address/encoding.ts';
import type { Part } from '../../figures/kept/card.ts';
import { type Figure, numbersOf } from '../../figures/kept/figure.ts';
import { headGridWidth } from '../../figures/kept/headGrid.ts';
import type { Comparison, Trace } from '../../model/trace.ts';
import { SIDES, type Side } from '../../text/token.ts';

export interface Source {
  readonly comparison: Comparison;
  readonly caption: string;
  /** SHA-256 of each model's weights; null while they are not here. */
  readonly weights: Readonly<Record<Side, string | null>> | null;
  readonly link: string;
}

/** As rows of so many columns; without a number, [T, T] as T rows. */
function rowsOf(values: ArrayLike<number>, columns = Math.sqrt(values.length)): number[][] {
  return Array.from({ length: columns && values.length / columns }, (_, row) =>
    Array.from({ length: columns }, (_, column) => values[row * columns + column]!),
  );
}

/** What has a shape of its own beside the table of numbers. */
function matricesOf(figure: Figure): object {
  switch (figure.kind) {
    case 'heatmap':
      return { attention: rowsOf(figure.view.weights), mask: rowsOf(figure.view.mask) };
    case 'arcs':
      return {
        heads: figure.views.map(({ choice, of, weights }) => ({
          of,
          layer: choice.layer + 1,
          head: choice.head + 1,
          attention: rowsOf(weights),
        })),
        mask: rowsOf(figure.views[0].mask),
      };
    case 'headGrid': {
      const columns = headGridWidth(figure);
      return {
        heads: figure.heads.map(({ choice, weights }) => ({
          layer: choice.layer + 1,
          head: choice.head + 1,
          attention: rowsOf(weights, columns),
        })),
        mask: rowsOf(figure.mask),
      };
    }
    case 'mask':
      return { mask: rowsOf(figure.mask) };
    default:
      return {};
  }
}

const HAS_MATRICES: readonly Figure['kind'][] = ['heatmap', 'headGrid', 'mask'];

function figureOf({ heading, subheading, figure }: Part): object {
  const { columns, rows } = numbersOf(figure);
  return {
    figure: figure.kind,
    heading,
    subheading,
    ...matricesOf(figure),
    // The same numbers a second time would be most of the file.
    ...(!HAS_MATRICES.includes(figure.kind) && {
      numbers: rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at]]))),
    }),
  };
}

function modelOf(trace: Trace, sha256: string | null): object {
  return {
    side: trace.side,
    name: trace.model.name,
    sha256,
    layers: trace.layers,
    heads: trace.heads,
    tokens: trace.tokens.map(({ label }) => label),
    unread: trace.unread.map(({ label }) => label),
  };
}

/** Rows read from columns; layers, heads and lines of tables count from 1, positions of tokens from 0. */
export function dataOf(parts: readonly Part[], source: Source): string {
  const { comparison, caption, weights, link } = source;
  const models = SIDES.flatMap((side) => {
    const trace = comparison[side];
    return trace ? [modelOf(trace, weights?.[side] ?? null)] : [];
  });
  const data = {
    madeWith: 'Sightlines',
    sentence: comparison.text,
    caption,
    link,
    settings: Object.fromEntries(readParams(new URL(link))),
    models,
    figures: parts.map(figureOf),
  };
  // What is no number has no JSON.
  return JSON.stringify(data, (_, value: unknown) => (Number.isNaN(value) ? 'NaN' : value), 1);
}

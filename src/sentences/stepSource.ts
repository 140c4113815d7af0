/**
 * Where a number of a step comes from, in lines that add up as they are written.
 *
 * A sum names its largest products; "others" is what is left of the total as written, so that it
 * also takes up the rounding of the lines above it, at most half a thousandth each.
 */

import { msg, plural, say, t } from '#say';
import {
  column,
  type HeadRow,
  maskTerm,
  type Product,
  type SumOfProducts,
  softmaxTerm,
  sumOfProducts,
} from '../analysis/steps/arithmetic.ts';
import { numberAt, type Spot } from '../analysis/steps/stepTable.ts';
import type { HeadStages, Pass } from '../model/trace.ts';
import { factor, fromThousandths, result, thousandths } from './numbers/decimal.ts';
import { percent } from './numbers/percent.ts';
import { nameOf, type Phrase, phrase } from './phrase.ts';

export interface SourceLine {
  readonly label: Phrase;
  /** Such as "1.2034 × 0.0213"; empty where there is nothing to work out. */
  readonly working: string;
  readonly value: string;
}

export interface Source {
  /** Which number this is. */
  readonly title: Phrase;
  /** The last line is the number itself. */
  readonly lines: readonly SourceLine[];
  readonly note: string | null;
}

/** How many products are named before the others. */
const NAMED = 3;

const line = (label: Phrase | string, value: string, working = ''): SourceLine => ({
  label: typeof label === 'string' ? [label] : label,
  working,
  value,
});

/** "[it]’s" */
export function possessive(trace: Pass, position: number): Phrase {
  return phrase(msg`${nameOf(trace.tokens, position)}’s`);
}

interface Told {
  readonly name: (product: Product) => Phrase | string;
  /** What one of the others is called. */
  readonly other: 'product' | 'token';
  readonly bias?: number;
  readonly total: number;
  readonly totalName: string;
}

function sumLines({ top, others }: SumOfProducts, told: Told): SourceLine[] {
  const lines = top.map((product) =>
    line(told.name(product), result(product.product), working(product)),
  );
  let left = thousandths(told.total);
  for (const { product } of top) left -= thousandths(product);
  if (told.bias !== undefined) {
    lines.push(line(t`bias`, result(told.bias)));
    left -= thousandths(told.bias);
  }
  const rest = result(fromThousandths(left));
  if (others.count > 0) lines.push(line(othersOf(told, others.count), rest));
  else if (Math.round(left) !== 0) lines.push(line(t`rounding`, rest));
  return [...lines, line(told.totalName, result(told.total))];
}

const othersOf = ({ other }: Told, count: number): string =>
  other === 'token'
    ? t`${plural(count, { one: '# other token', other: '# other tokens' })}`
    : t`${plural(count, { one: '# other product', other: '# other products' })}`;

const working = ({ left, right }: Product) => `${factor(left)} × ${factor(right)}`;

/** "√64 = 8" */
export function rootOf(d: number): string {
  const root = Math.sqrt(d);
  return Number.isInteger(root) ? String(root) : factor(root);
}

/** Why a row may not read a key. */
export function reasonOf(row: Pick<HeadRow, 'position'>, key: number): string {
  return key > row.position ? t`comes later` : t`not in its mask`;
}

const AS_GOOD_AS_INFINITE = msg`In place of −∞ the model adds a number so low that the softmax makes it exactly 0.`;

/** @throws RangeError when the spot is not in the head. */
export function sourceOf(trace: Pass, stages: HeadStages, row: HeadRow, spot: Spot): Source {
  const { part, key, component } = spot;
  const { d, position, open } = row;
  const total = numberAt(row, spot);
  const own = possessive(trace, position);
  const of = possessive(trace, key);
  const [reader, source] = [nameOf(trace.tokens, position), nameOf(trace.tokens, key)];
  const nth = component + 1;
  switch (part) {
    case 'query':
      return projected(
        stages,
        row,
        'q',
        position,
        component,
        total,
        phrase(msg`${own} query, number ${nth}`),
      );
    case 'key':
      return projected(
        stages,
        row,
        'k',
        key,
        component,
        total,
        phrase(msg`${of} key, number ${nth}`),
      );
    case 'value':
      return projected(
        stages,
        row,
        'v',
        key,
        component,
        total,
        phrase(msg`${of} value, number ${nth}`),
      );
    case 'score':
      return {
        title: phrase(msg`${own} query · ${of} key`),
        lines: sumLines(sumOfProducts(row.query, row.key(key), NAMED), {
          name: ({ index }) => t`number ${index + 1}`,
          other: 'product',
          total,
          totalName: t`score`,
        }),
        note: null,
      };
    case 'scaled':
      return {
        title: phrase(msg`${of} score, scaled`),
        lines: [line(t`score ÷ √d`, result(total), `${factor(row.scores[key]!)} ÷ ${rootOf(d)}`)],
        note: null,
      };
    case 'mask':
      return {
        title: phrase(msg`May ${reader} read ${source}?`),
        lines: [
          open[key]
            ? line(t`yes: the mask adds nothing`, '0')
            : line(key > position ? t`no: it comes later` : t`no: it is not in its mask`, '−∞'),
        ],
        note: open[key] ? null : say(AS_GOOD_AS_INFINITE),
      };
    case 'masked':
      return {
        title: phrase(msg`${of} score, masked`),
        lines: [
          line(
            t`scaled score + mask`,
            result(total),
            `${factor(row.scaled[key]!)} + ${open[key] ? '0' : `(${String(maskTerm(0)).replace('-', '−')})`}`,
          ),
        ],
        note: open[key] ? null : say(AS_GOOD_AS_INFINITE),
      };
    case 'weight':
      return weightSource(trace, row, key, total);
    case 'share':
    case 'term':
      return {
        title: phrase(msg`What ${source} gives to number ${nth}`),
        lines: [
          line(
            t`weight × value`,
            result(total),
            `${factor(row.weights[key]!)} × ${factor(row.value(key)[component]!)}`,
          ),
        ],
        note: null,
      };
    case 'context':
      return {
        title: phrase(msg`${own} mix, number ${nth}`),
        lines: sumLines(
          sumOfProducts(row.weights, column(stages.v, d, component), NAMED, (at) => open[at] === 1),
          {
            name: ({ index }) => nameOf(trace.tokens, index),
            other: 'token',
            total,
            totalName: t`mix`,
          },
        ),
        note: null,
      };
    case 'output':
      return {
        title: phrase(msg`What the head adds to ${reader}, number ${nth}`),
        lines: sumLines(
          sumOfProducts(
            row.context,
            column(stages.parameters.output, row.output.length, component),
            NAMED,
          ),
          {
            name: ({ index }) => t`mix ${index + 1}`,
            other: 'product',
            total,
            totalName: t`output`,
          },
        ),
        note: null,
      };
  }
}

function projected(
  { parameters }: HeadStages,
  row: HeadRow,
  which: 'q' | 'k' | 'v',
  position: number,
  component: number,
  total: number,
  title: Phrase,
): Source {
  const { weight, bias } = parameters[which];
  return {
    title,
    lines: sumLines(sumOfProducts(row.input(position), column(weight, row.d, component), NAMED), {
      name: ({ index }) => t`input ${index + 1}`,
      other: 'product',
      bias: bias[component]!,
      total,
      totalName: t`sum`,
    }),
    note: null,
  };
}

function weightSource(trace: Pass, row: HeadRow, key: number, total: number): Source {
  const { largest, numerator, denominator } = softmaxTerm(row.masked, key);
  const count = row.open.reduce((sum, each) => sum + each, 0);
  return {
    title: phrase(msg`${possessive(trace, key)} weight`),
    lines: [
      line(
        t`exp of its distance to the largest`,
        result(numerator),
        `exp(${factor(row.masked[key]!)} − ${bracketed(largest)})`,
      ),
      line(
        t`the same, summed over ${plural(count, { one: '# allowed token', other: '# allowed tokens' })}`,
        result(denominator),
      ),
      line(t`weight`, percent(total), `${factor(numerator)} ÷ ${factor(denominator)}`),
    ],
    note: t`Measuring from the largest changes no weight, and keeps the powers small.`,
  };
}

const bracketed = (value: number) => (value < 0 ? `(${factor(value)})` : factor(value));

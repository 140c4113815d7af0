/** One sentence on what each step does to the chosen word in one model, from the data alone. */

import { topKeysOfRow } from '../analysis/attention/topKeys.ts';
import { forbidden, furthest, type HeadRow, length } from '../analysis/steps/arithmetic.ts';
import type { StepName } from '../analysis/steps/stepNames.ts';
import type { HeadStages, Trace } from '../model/trace.ts';
import { result } from './numbers/decimal.ts';
import { percent } from './numbers/percent.ts';
import { nameOf, type Phrase } from './phrase.ts';
import { possessive, rootOf } from './stepSource.ts';

type IsHidden = (position: number) => boolean;

export function stepSentence(
  step: StepName,
  trace: Trace,
  stages: HeadStages,
  row: HeadRow,
  isHidden: IsHidden = () => false,
): Phrase {
  const title = trace.model.name;
  const name = nameOf(trace.tokens, row.position);
  switch (step) {
    case 'vectors':
      return vectors(trace, row, title, name);
    case 'scores':
      return scores(trace, row, isHidden);
    case 'scaled':
      return scaled(row);
    case 'mask':
      return mask(trace, row, title, name);
    case 'softmax':
      return softmax(trace, stages, row, isHidden, [...name, ' takes ']);
    case 'sum':
      return mix(trace, stages, row, isHidden);
    case 'output': {
      const at = furthest(row.output);
      return [
        `${title}’s head adds a vector of length ${result(length(row.output))} to `,
        ...name,
        `; the largest of its ${row.output.length} numbers is ${result(row.output[at]!)}, at ${at + 1}.`,
      ];
    }
    case 'prediction':
      return prediction(trace, stages, title, name);
  }
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

function vectors(trace: Trace, row: HeadRow, title: string, name: Phrase): Phrase {
  const asks: Phrase = [
    `In ${title}, `,
    ...name,
    ` asks with a query of length ${result(length(row.query))}; `,
  ];
  if (row.count === 1) return [...asks, 'there is no other token: it can only answer itself.'];
  const lengths = Array.from({ length: row.count }, (_, at) => length(row.key(at)));
  const longest = furthest(lengths);
  return [
    ...asks,
    `of the ${row.count} keys, `,
    ...possessive(trace, longest),
    ` is the longest (${result(lengths[longest]!)}).`,
  ];
}

function scores(trace: Trace, row: HeadRow, isHidden: IsHidden): Phrase {
  if (row.count === 1) {
    return [`The query meets one key, its own: the score is ${result(row.scores[0]!)}.`];
  }
  const shown = Array.from(row.scores.keys()).filter((at) => !isHidden(at));
  if (shown.length === 0) return ['Every key belongs to a hidden token.'];
  const best = shown.reduce((a, b) => (row.scores[b]! > row.scores[a]! ? b : a));
  const worst = shown.reduce((a, b) => (row.scores[b]! < row.scores[a]! ? b : a));
  const aside = shown.length < row.count ? ', hidden ones aside,' : '';
  return [
    `Of ${row.count} keys${aside} `,
    ...possessive(trace, best),
    ` matches the query best (${result(row.scores[best]!)}), `,
    ...possessive(trace, worst),
    ` least (${result(row.scores[worst]!)}).`,
  ];
}

function scaled({ scores: raw, scaled: after, d, count }: HeadRow): Phrase {
  const root = rootOf(d);
  if (count === 1) {
    return [`Divided by ${root}, the score ${result(raw[0]!)} becomes ${result(after[0]!)}.`];
  }
  const span = (values: Float32Array) =>
    `${result(Math.min(...values))} to ${result(Math.max(...values))}`;
  return [`Divided by ${root}, the scores lie within ${span(after)}, no longer ${span(raw)}.`];
}

/** How many forbidden tokens are named. */
const NAMED = 2;

function mask(trace: Trace, row: HeadRow, title: string, name: Phrase): Phrase {
  const struck = forbidden(row);
  const left = row.count - struck.length;
  const later = row.count - 1 - row.position;
  if (struck.length === 0) {
    const ahead =
      later > 0
        ? `, also the ${later} that ${later === 1 ? 'comes' : 'come'} later`
        : ', and none comes later';
    const all = row.count === 1 ? 'the one token there is' : `all ${row.count} tokens`;
    return [
      `${title}’s mask leaves the row whole: `,
      ...name,
      ` may read ${all}${row.count === 1 ? '' : ahead}.`,
    ];
  }
  const named = struck.slice(0, NAMED);
  const more = struck.length - named.length;
  const list = named.flatMap((at, index): Phrase => {
    const isLast = index === named.length - 1 && more === 0;
    return [index === 0 ? '' : isLast ? ' or ' : ', ', ...nameOf(trace.tokens, at)];
  });
  const it = struck.length === 1;
  const reason = struck.every((at) => at > row.position)
    ? it
      ? 'it comes later'
      : 'they come later'
    : `the mask forbids ${it ? 'it' : 'them'}`;
  const shares =
    left === 1
      ? 'the one score that remains takes everything'
      : `its ${left} remaining scores share everything`;
  return [
    `In ${title}, `,
    ...name,
    ' may not read ',
    ...list,
    more > 0 ? ` or ${counted(more, 'other')}` : '',
    `: ${reason}; ${shares}.`,
  ];
}

function softmax(
  trace: Trace,
  stages: HeadStages,
  row: HeadRow,
  isHidden: IsHidden,
  start: Phrase,
): Phrase {
  const { entries, hidden } = topKeysOfRow(stages.weights, trace.mask, row.position, isHidden);
  const [first, second] = entries;
  if (!first) return [...start, `everything from hidden tokens (${percent(hidden)}).`];
  const left = entries.slice(2);
  const rest = left.reduce((sum, { weight }) => sum + weight, 0);
  const from = (at: number): Phrase =>
    at === row.position ? ['itself'] : nameOf(trace.tokens, at);
  return [
    ...start,
    `${percent(first.weight)} from `,
    ...from(first.position),
    ...(second ? [`, ${percent(second.weight)} from `, ...from(second.position)] : []),
    left.length > 0 ? ` and ${percent(rest)} from ${counted(left.length, 'other')}` : '',
    hidden > 0 ? `, besides ${percent(hidden)} from hidden tokens.` : '.',
  ];
}

function mix(trace: Trace, stages: HeadStages, row: HeadRow, isHidden: IsHidden): Phrase {
  const { entries, hidden } = topKeysOfRow(stages.weights, trace.mask, row.position, isHidden);
  const size = `; the mix has length ${result(length(row.context))}.`;
  const of: Phrase = [' of what ', ...nameOf(trace.tokens, row.position), ' reads is '];
  const [first] = entries;
  if (!first) return [percent(hidden), ...of, `hidden tokens’ value${size}`];
  const rest = row.count - forbidden(row).length - 1;
  return [
    percent(first.weight),
    ...of,
    ...(first.position === row.position ? ['its own'] : possessive(trace, first.position)),
    ' value',
    rest > 0 ? `, the rest that of ${counted(rest, 'other')}${size}` : size,
  ];
}

function prediction(trace: Trace, { layer }: HeadStages, title: string, name: Phrase): Phrase {
  const later = trace.layers - 1 - layer;
  return [
    `${title}’s head is in layer ${layer + 1} of ${trace.layers}: its output is added to the residual stream of `,
    ...name,
    later > 0
      ? `, and the prediction comes after the ${later === 1 ? 'layer that remains' : `${later} layers that remain`}.`
      : ', and the prediction comes after the rest of this layer.',
  ];
}

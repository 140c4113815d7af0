/** One sentence on what each step does to the chosen word in one model, from the data alone. */

import { msg, plural, t } from '#say';
import { topKeysOfRow } from '../analysis/attention/topKeys.ts';
import { forbidden, furthest, type HeadRow, length } from '../analysis/steps/arithmetic.ts';
import type { StepName } from '../analysis/steps/stepNames.ts';
import type { HeadStages, Trace } from '../model/trace.ts';
import { result } from './numbers/decimal.ts';
import { percent } from './numbers/percent.ts';
import { nameOf, type Phrase, phrase } from './phrase.ts';
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
      return softmax(trace, stages, row, isHidden, name);
    case 'sum':
      return mix(trace, stages, row, isHidden);
    case 'output': {
      const at = furthest(row.output);
      const [size, largest] = [result(length(row.output)), result(row.output[at]!)];
      return phrase(
        msg`${title}’s head adds a vector of length ${size} to ${name}; the largest of its ${row.output.length} numbers is ${largest}, at ${at + 1}.`,
      );
    }
    case 'prediction':
      return prediction(trace, stages, title, name);
  }
}

function vectors(trace: Trace, row: HeadRow, title: string, name: Phrase): Phrase {
  const size = result(length(row.query));
  if (row.count === 1) {
    return phrase(
      msg`In ${title}, ${name} asks with a query of length ${size}; there is no other token: it can only answer itself.`,
    );
  }
  const lengths = Array.from({ length: row.count }, (_, at) => length(row.key(at)));
  const at = furthest(lengths);
  const [longest, most] = [possessive(trace, at), result(lengths[at]!)];
  return phrase(
    msg`In ${title}, ${name} asks with a query of length ${size}; of the ${row.count} keys, ${longest} is the longest (${most}).`,
  );
}

function scores(trace: Trace, row: HeadRow, isHidden: IsHidden): Phrase {
  if (row.count === 1) {
    return [t`The query meets one key, its own: the score is ${result(row.scores[0]!)}.`];
  }
  const shown = Array.from(row.scores.keys()).filter((at) => !isHidden(at));
  if (shown.length === 0) return [t`Every key belongs to a hidden token.`];
  const most = shown.reduce((a, b) => (row.scores[b]! > row.scores[a]! ? b : a));
  const least = shown.reduce((a, b) => (row.scores[b]! < row.scores[a]! ? b : a));
  const best = phrase(
    msg`${possessive(trace, most)} matches the query best (${result(row.scores[most]!)})`,
  );
  const worst = phrase(msg`${possessive(trace, least)} least (${result(row.scores[least]!)})`);
  return shown.length < row.count
    ? phrase(msg`Of ${row.count} keys, hidden ones aside, ${best}, ${worst}.`)
    : phrase(msg`Of ${row.count} keys ${best}, ${worst}.`);
}

function scaled({ scores: raw, scaled: after, d, count }: HeadRow): Phrase {
  const root = rootOf(d);
  if (count === 1) {
    return [t`Divided by ${root}, the score ${result(raw[0]!)} becomes ${result(after[0]!)}.`];
  }
  const span = (values: Float32Array) =>
    t`${result(Math.min(...values))} to ${result(Math.max(...values))}`;
  return [t`Divided by ${root}, the scores lie within ${span(after)}, no longer ${span(raw)}.`];
}

/** How many forbidden tokens are named. */
const NAMED = 2;

function mask(trace: Trace, row: HeadRow, title: string, name: Phrase): Phrase {
  const struck = forbidden(row);
  if (struck.length === 0) return whole(row, title, name);
  const left = row.count - struck.length;
  const reason = struck.every((at) => at > row.position)
    ? t`${plural(struck.length, { one: 'it comes later', other: 'they come later' })}`
    : t`${plural(struck.length, { one: 'the mask forbids it', other: 'the mask forbids them' })}`;
  const shares =
    left === 1
      ? t`the one score that remains takes everything`
      : t`its ${left} remaining scores share everything`;
  return phrase(
    msg`In ${title}, ${name} may not read ${anyOf(trace, struck)}: ${reason}; ${shares}.`,
  );
}

function whole(row: HeadRow, title: string, name: Phrase): Phrase {
  const { count } = row;
  if (count === 1) {
    return phrase(
      msg`${title}’s mask leaves the row whole: ${name} may read the one token there is.`,
    );
  }
  const later = count - 1 - row.position;
  return later > 0
    ? phrase(
        msg`${title}’s mask leaves the row whole: ${name} may read all ${count} tokens, also the ${plural(later, { one: '# that comes', other: '# that come' })} later.`,
      )
    : phrase(
        msg`${title}’s mask leaves the row whole: ${name} may read all ${count} tokens, and none comes later.`,
      );
}

/** "*cat*", "*cat* or *mat*", "*cat*, *mat* or 3 others" */
function anyOf(trace: Trace, positions: readonly number[]): Phrase {
  const [first, second] = positions.slice(0, NAMED).map((at) => nameOf(trace.tokens, at));
  if (!second) return first!;
  const more = positions.length - NAMED;
  return more > 0
    ? phrase(msg`${first!}, ${second} or ${plural(more, { one: '# other', other: '# others' })}`)
    : phrase(msg`${first!} or ${second}`);
}

function softmax(
  trace: Trace,
  stages: HeadStages,
  row: HeadRow,
  isHidden: IsHidden,
  name: Phrase,
): Phrase {
  const { entries, hidden } = topKeysOfRow(stages.weights, trace.mask, row.position, isHidden);
  const [first, second, ...left] = entries;
  const besides = percent(hidden);
  if (!first) return phrase(msg`${name} takes everything from hidden tokens (${besides}).`);
  const from = ({ position, weight }: typeof first): Phrase => {
    const source = position === row.position ? [t`itself`] : nameOf(trace.tokens, position);
    return phrase(msg`${percent(weight)} from ${source}`);
  };
  const rest = percent(left.reduce((sum, { weight }) => sum + weight, 0));
  const most = second ? phrase(msg`${from(first)}, ${from(second)}`) : from(first);
  const taken =
    left.length > 0
      ? phrase(
          msg`${most} and ${rest} from ${plural(left.length, { one: '# other', other: '# others' })}`,
        )
      : most;
  return hidden > 0
    ? phrase(msg`${name} takes ${taken}, besides ${besides} from hidden tokens.`)
    : phrase(msg`${name} takes ${taken}.`);
}

function mix(trace: Trace, stages: HeadStages, row: HeadRow, isHidden: IsHidden): Phrase {
  const { entries, hidden } = topKeysOfRow(stages.weights, trace.mask, row.position, isHidden);
  const size = result(length(row.context));
  const name = nameOf(trace.tokens, row.position);
  const [first] = entries;
  if (!first) {
    return phrase(
      msg`${percent(hidden)} of what ${name} reads is hidden tokens’ value; the mix has length ${size}.`,
    );
  }
  const share = percent(first.weight);
  const whose = first.position === row.position ? [t`its own`] : possessive(trace, first.position);
  const rest = row.count - forbidden(row).length - 1;
  return rest > 0
    ? phrase(
        msg`${share} of what ${name} reads is ${whose} value, the rest that of ${plural(rest, { one: '# other', other: '# others' })}; the mix has length ${size}.`,
      )
    : phrase(msg`${share} of what ${name} reads is ${whose} value; the mix has length ${size}.`);
}

function prediction(trace: Trace, { layer }: HeadStages, title: string, name: Phrase): Phrase {
  const later = trace.layers - 1 - layer;
  return later > 0
    ? phrase(
        msg`${title}’s head is in layer ${layer + 1} of ${trace.layers}: its output is added to the residual stream of ${name}, and the prediction comes after the ${plural(later, { one: 'layer that remains', other: '# layers that remain' })}.`,
      )
    : phrase(
        msg`${title}’s head is in layer ${layer + 1} of ${trace.layers}: its output is added to the residual stream of ${name}, and the prediction comes after the rest of this layer.`,
      );
}

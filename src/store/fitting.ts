/** What of the reader's choices the comparison can show: what these models or this text do not have is said. */
import { t } from '#say';
import { type HeadChoice, sameHead } from '../analysis/attention/head.ts';
import { axisOf, type Pointed, pointedIn } from '../analysis/attention/pointed.ts';
import type { Comparison } from '../model/trace.ts';
import { headName } from '../sentences/names.ts';
import type { Side } from '../text/token.ts';
import { ALSO, SECOND, type Values } from './parameters.ts';
import { FIRST_HEAD, type Heads, headsOf, textOf } from './values.ts';

export interface Fitting {
  readonly heads: Heads;
  /** Heads whose arcs are drawn beside the chosen one's. */
  readonly also: Readonly<Record<Side, readonly HeadChoice[]>>;
  /** A head whose matrix stands beside the chosen one's. */
  readonly second: Readonly<Record<Side, HeadChoice | null>>;
  readonly locked: Pointed | null;
  /** What was asked for in vain, a sentence each. */
  readonly problems: readonly string[];
}

export function fitting(values: Values, comparison: Comparison | null): Fitting {
  const asked = headsOf(values);
  const also = { left: values[ALSO.left], right: values[ALSO.right] };
  const second = { left: values[SECOND.left], right: values[SECOND.right] };
  const problems: string[] = [];
  const { cell } = values;
  if (!comparison) return { heads: asked, also, second, locked: null, problems };

  const has = (side: Side, { layer, head }: HeadChoice) => {
    const trace = comparison[side];
    return !trace || (layer < trace.layers && head < trace.heads);
  };
  const missing = (side: Side, choice: HeadChoice, instead: string) => {
    const { model, layers, heads } = comparison[side]!;
    problems.push(
      t`The link asks for ${headName(choice)} of ${model.title}, which has ${layers} layers of ${heads} heads: ${instead}.`,
    );
  };
  const available = (side: Side): HeadChoice => {
    if (has(side, asked[side])) return asked[side];
    missing(side, asked[side], t`layer 1, head 1 is shown`);
    return FIRST_HEAD;
  };
  const besides = (side: Side): readonly HeadChoice[] => {
    const known = also[side].filter((choice) => has(side, choice));
    for (const choice of also[side]) {
      if (!known.includes(choice)) missing(side, choice, t`its arcs are not drawn`);
    }
    // A head named twice has one line.
    return known.filter((choice, at) => known.findIndex((each) => sameHead(each, choice)) === at);
  };
  const seconds = (side: Side): HeadChoice | null => {
    const choice = second[side];
    if (!choice || has(side, choice)) return choice;
    missing(side, choice, t`no other head stands beside the chosen one`);
    return null;
  };
  const heads = { left: available('left'), right: available('right') };
  const beside = { left: besides('left'), right: besides('right') };
  // A cell of an older, longer text may lie outside of this one.
  const locked = cell && pointedIn(comparison, cell);
  if (cell && !locked && comparison.text === textOf(values)) {
    problems.push(
      t`The link points at tokens ${cell.row} and ${cell.column}, but this text has only ${axisOf(comparison, cell)}: nothing is locked.`,
    );
  }
  const known = { left: seconds('left'), right: seconds('right') };
  return { heads, also: beside, second: known, locked, problems };
}

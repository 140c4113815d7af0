/**
 * The texts that were on the page, so that each of them can be brought back: by Undo and Redo, and by the
 * browser's own Back, which moves in the same history where it meets a text of it.
 *
 * A burst of typing is one step. What it had before it began to take away is one of its own: a sentence that
 * is deleted and written over at once is not lost.
 */
import { difference } from '../text/difference.ts';
import { isSoon, type Typed } from './burst.ts';
import { HEAD, parameters, type Values } from './parameters.ts';
import { type Heads, headsOf, textOf } from './values.ts';

/** What is on the page, and what Reset goes back to. */
export interface Shown {
  readonly values: Values;
  readonly origin: Values;
}

/** A text that was on the page, with all that was of this text alone. */
export interface Edition {
  /** The text or its example, and what pointed at its places. */
  readonly own: Partial<Values>;
  /** The heads, where the step away from it changed them. */
  readonly heads: Heads | null;
  readonly origin: Values;
}

export interface TextHistory {
  /** What Undo brings back, the newest last. */
  readonly past: readonly Edition[];
  /** What Redo brings back, the nearest last. */
  readonly future: readonly Edition[];
  /** Typing that may go on: when it was typed last, and whether that took something away. */
  readonly burst: { readonly at: number; readonly isTaking: boolean } | null;
}

export const NO_HISTORY: TextHistory = { past: [], future: [], burst: null };

/** So many texts are kept. */
const KEPT = 100;

/** What is said of one text alone. */
const OWN = Object.keys(parameters).filter(
  (name) =>
    name === 'preset' ||
    name === 'text' ||
    parameters[name as keyof Values].onNewText !== undefined,
);

export const ownOf = (values: Values): Partial<Values> =>
  Object.fromEntries(OWN.map((name) => [name, values[name as keyof Values]]));

type Text = Pick<Values, 'preset' | 'text'>;

export const sameText = (a: Text, b: Text): boolean => a.preset === b.preset && a.text === b.text;

const textIn = ({ own }: Edition): Text => own as Text;

/** @param to what takes its place */
function edition({ values, origin }: Shown, to: Values): Edition {
  const [heads, next] = [headsOf(values), headsOf(to)];
  return {
    own: ownOf(values),
    heads: JSON.stringify(heads) === JSON.stringify(next) ? null : heads,
    origin,
  };
}

/**
 * The history once another text has taken the place of what was shown.
 *
 * @param typed where a key did it; null where the text was replaced
 */
export function recorded(
  { past, burst }: TextHistory,
  shown: Shown,
  to: Values,
  typed: Typed | null,
): TextHistory {
  const now = edition(shown, to);
  if (typed === null) return { past: pushed(past, now), future: [], burst: null };
  const isTaking = difference(textOf(shown.values), textOf(to)).removed !== '';
  const goesOn =
    burst !== null &&
    isSoon(typed.at, burst.at) &&
    !typed.overwrites &&
    (burst.isTaking || !isTaking);
  return {
    past: goesOn ? past : pushed(past, now),
    future: [],
    burst: { at: typed.at, isTaking },
  };
}

const pushed = (past: readonly Edition[], next: Edition): readonly Edition[] =>
  [...past, next].slice(-KEPT);

export type Direction = 'undo' | 'redo';

/** What is shown after a step, and the history then; null where there is none that way. */
export function stepped(
  { past, future }: TextHistory,
  shown: Shown,
  direction: Direction,
): (Shown & { readonly history: TextHistory }) | null {
  const [from, onto] = direction === 'undo' ? [past, future] : [future, past];
  const to = from.at(-1);
  if (!to) return null;
  // Heads that were chosen since stay, unless the step itself was to others.
  const { left, right } = to.heads ?? headsOf(shown.values);
  const values = { ...shown.values, ...to.own, [HEAD.left]: left, [HEAD.right]: right };
  const [less, more] = [from.slice(0, -1), pushed(onto, edition(shown, values))];
  const history =
    direction === 'undo' ? { past: less, future: more } : { past: more, future: less };
  return { values, origin: to.origin, history: { ...history, burst: null } };
}

/** The text that a step would bring back; null where there is none. */
export function nextText({ past, future }: TextHistory, direction: Direction): Text | null {
  const to = (direction === 'undo' ? past : future).at(-1);
  return to ? textIn(to) : null;
}

type Entered = Pick<Shown, 'origin'> & { readonly history: TextHistory };

/** Where an address is opened in the page: what it says is what Reset goes back to. */
export function opened(history: TextHistory, shown: Shown, values: Values): Entered {
  return {
    origin: values,
    history: sameText(shown.values, values) ? history : recorded(history, shown, values, null),
  };
}

/** Where the browser goes to an entry of its own history: to a text of this one, or to one that is new here. */
export function visited(history: TextHistory, shown: Shown, values: Values): Entered {
  const isThere = (each: Edition) => sameText(textIn(each), values);
  const { past, future } = history;
  const [back, on] = [past.findLastIndex(isThere), future.findLastIndex(isThere)];
  if (sameText(shown.values, values)) return { origin: shown.origin, history };
  if (back < 0 && on < 0) return opened(history, shown, values);
  const direction = back < 0 ? 'redo' : 'undo';
  const steps = back < 0 ? future.length - on : past.length - back;
  let at: Shown & Entered = { ...shown, history };
  for (let step = 0; step < steps; step++) at = stepped(at.history, at, direction) ?? at;
  return { origin: at.origin, history: at.history };
}

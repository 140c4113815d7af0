/** Which model of a comparison does what is asked of it: by what it can, never by its place or its name. */
import { type Capabilities, isLive } from '../model/capabilities.ts';
import type { Comparison, FullComparison, Trace } from '../model/trace.ts';
import { SIDES, type Side } from '../text/token.ts';

/** What a model can or cannot do. */
export type Ability = Exclude<keyof Capabilities, 'maxTokens' | 'live' | 'across' | 'lacks'>;

/** What either place holds; nothing while a model is not there. */
type Places = Pick<Comparison, Side>;

type Both = Pick<FullComparison, Side>;

const there = (places: Places): Trace[] => SIDES.flatMap((side) => places[side] ?? []);

/** The first model that can; null where neither does. */
export function whoCan(comparison: Places, ability: Ability): Trace | null {
  return there(comparison).find(({ model }) => model.can[ability]) ?? null;
}

/** The first model that cannot; null where both can. */
export function whoCannot(comparison: Places, ability: Ability): Trace | null {
  return there(comparison).find(({ model }) => !model.can[ability]) ?? null;
}

/** The model that has stopped before the end of the text, at a blank; null where both have read all of it. */
export function whoStops(comparison: Places): Trace | null {
  return there(comparison).find(({ unread }) => unread.length > 0) ?? null;
}

/** The model that a text is cut for beside attention from a file, which has all of it; null where it is cut for all alike. */
export function whoIsCut(comparison: Places): Trace | null {
  const live = there(comparison).filter(({ model }) => isLive(model));
  return live.length < there(comparison).length ? (live[0] ?? null) : null;
}

/** The first model that has read all of the text; the left one where neither has. */
export function wholeReader({ left, right }: Both): Trace {
  return left.unread.length > 0 && right.unread.length === 0 ? right : left;
}

/** A model that fills blanks beside one that writes; null where one of the two is missing. */
export interface Roles {
  readonly filler: Trace;
  readonly writer: Trace;
}

export function rolesIn(comparison: Both): Roles | null {
  const [filler, writer] = [whoCan(comparison, 'fillsBlanks'), whoCan(comparison, 'writes')];
  return filler && writer && { filler, writer };
}

/** What belongs to either of two models, by their places. */
export function bySide<T>(
  [one, first]: readonly [Pick<Trace, 'side'>, T],
  [, second]: readonly [Pick<Trace, 'side'>, T],
): Readonly<Record<Side, T>> {
  return one.side === 'left' ? { left: first, right: second } : { left: second, right: first };
}

/** A model that looks to the left alone beside one that looks both ways; null where both look alike. */
export function maskedPair(comparison: Both): { masked: Trace; open: Trace } | null {
  const [masked, open] = [whoCan(comparison, 'causal'), whoCannot(comparison, 'causal')];
  return masked && open && { masked, open };
}

/** Of what is needed, what neither model can do. */
export function lackingIn(comparison: Both, needs: readonly Ability[]): Ability[] {
  return needs.filter((ability) => whoCan(comparison, ability) === null);
}

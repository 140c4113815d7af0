/** Which model of a comparison does what is asked of it: by what it can, never by its place or its name. */
import type { Capabilities } from '../model/capabilities.ts';
import type { Comparison, Trace } from '../model/trace.ts';
import { SIDES, type Side } from '../text/token.ts';

/** What a model can or cannot do. */
export type Ability = Exclude<keyof Capabilities, 'maxTokens'>;

type Both = Pick<Comparison, Side>;

/** The first model that can; null where neither does. */
export function whoCan(comparison: Both, ability: Ability): Trace | null {
  const side = SIDES.find((each) => comparison[each].model.can[ability]);
  return side === undefined ? null : comparison[side];
}

/** Of what is needed, what neither model can do. */
export function lackingIn(comparison: Both, needs: readonly Ability[]): Ability[] {
  return needs.filter((ability) => whoCan(comparison, ability) === null);
}

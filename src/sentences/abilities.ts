/** Why the two models that are there do not do what an experiment needs. */
import { type Message, msg, say, t } from '#say';
import type { Ability } from '../analysis/abilities.ts';
import { list } from '../language/intl.ts';
import type { FullComparison } from '../model/trace.ts';
import type { Side } from '../text/token.ts';

const DOES: Readonly<Record<Ability, Message>> = {
  causal: msg`reads from left to right alone`,
  fillsBlanks: msg`fills blanks`,
  nextSentence: msg`judges whether a sentence follows another`,
  writes: msg`predicts the next token`,
};

/** @param lacking what neither model can do; at least one */
export function lackingSentence(
  { left, right }: Pick<FullComparison, Side>,
  lacking: readonly Ability[],
): string {
  const does = list(
    lacking.map((ability) => say(DOES[ability])),
    'or',
  );
  const [first, second] = [left.model.name, right.model.name];
  return t`This needs a model that ${does}, and neither ${first} nor ${second} does: choose another experiment.`;
}

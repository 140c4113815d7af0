/** Why the two models that are there do not do what an experiment needs. */
import type { Ability } from '../analysis/abilities.ts';
import type { FullComparison } from '../model/trace.ts';
import type { Side } from '../text/token.ts';

const DOES: Readonly<Record<Ability, string>> = {
  causal: 'reads from left to right alone',
  fillsBlanks: 'fills blanks',
  nextSentence: 'judges whether a sentence follows another',
  writes: 'predicts the next token',
};

/** @param lacking what neither model can do; at least one */
export function lackingSentence(
  { left, right }: Pick<FullComparison, Side>,
  lacking: readonly Ability[],
): string {
  const does = lacking.map((ability) => DOES[ability]).join(' or ');
  return `This needs a model that ${does}, and neither ${left.model.name} nor ${right.model.name} does: choose another experiment.`;
}

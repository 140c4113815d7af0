/** Sentences and clauses one after the other: what stands between two of them is the language's own. */
import { msg, t } from '#say';
import { type Phrase, phrase } from '../sentences/phrase.ts';

/** Of texts; an empty one says nothing. */
export function textsInARow(...texts: readonly string[]): string {
  const [first = '', ...rest] = texts.filter((text) => text !== '');
  return rest.reduce((before, after) => t`${before} ${after}`, first);
}

/** Clauses of one sentence, or the members of a list, with a comma between each two. */
export function clausesInARow(...clauses: readonly string[]): string {
  const [first = '', ...rest] = clauses;
  return rest.reduce((before, after) => t`${before}, ${after}`, first);
}

/** Of sentences with tokens in them; an empty one says nothing. */
export function inARow(...phrases: readonly Phrase[]): Phrase {
  const [first = [], ...rest] = phrases.filter((each) => each.length > 0);
  return rest.reduce((before, after) => phrase(msg`${before} ${after}`), first);
}

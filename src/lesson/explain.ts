/** What the tool's views explain of their words, in the language of this moment. */
import { say } from '#say';
import { GLOSSARY, termOf } from './glossary.ts';
import { VIEW_TERMS, type ViewOfTerms } from './viewTerms.ts';

export interface Explained {
  readonly name: string;
  readonly says: string;
}

/** @throws RangeError for what is no term of the glossary */
export function explain(id: string): Explained {
  const term = termOf(id);
  if (!term) throw new RangeError(`“${id}” is no term of the glossary.`);
  return { name: say(term.name), says: say(term.says) };
}

/** The terms that a view says, in the order of the glossary, which begins with what the others stand on. */
export function termsOf(view: ViewOfTerms): readonly string[] {
  const said: ReadonlySet<string> = new Set(VIEW_TERMS[view].split(' '));
  return GLOSSARY.map(({ id }) => id).filter((id) => said.has(id));
}

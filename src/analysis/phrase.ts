/** A sentence in which tokens keep their own type: the view sets them in another face. */
import type { Token } from '../text/token.ts';

export interface Quoted {
  readonly token: string;
}

export type Phrase = readonly (string | Quoted)[];

/** The same sentence as plain text, for screen readers and titles. */
export function plain(phrase: Phrase): string {
  return phrase.map((part) => (typeof part === 'string' ? part : part.token)).join('');
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'];

const RULES = new Intl.PluralRules('en', { type: 'ordinal' });
const SUFFIXES: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> = {
  one: 'st',
  two: 'nd',
  few: 'rd',
};

/** "first", and from nine on "9th", "21st". */
function ordinal(n: number): string {
  return ORDINALS[n - 1] ?? `${n}${SUFFIXES[RULES.select(n)] ?? 'th'}`;
}

/** A token by its label; "the second *the*" where the text has several alike. */
export function nameOf(tokens: readonly Token[], position: number): Phrase {
  const label = tokens[position]?.label ?? '';
  let alike = 0;
  let nth = 0;
  for (let index = 0; index < tokens.length; index++) {
    if (tokens[index]!.label !== label) continue;
    alike++;
    if (index === position) nth = alike;
  }
  return alike > 1 ? [`the ${ordinal(nth)} `, { token: label }] : [{ token: label }];
}

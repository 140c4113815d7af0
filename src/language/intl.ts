/** Numbers and lists as the page's language writes them. */
import { language } from './language.ts';
import { LANGUAGES } from './languages.ts';
import { joined } from './spacing.ts';

const locale = () => LANGUAGES[language()].locale;

/** "1,200" */
export const number = (value: number): string => value.toLocaleString(locale());

const LISTS = {
  and: { type: 'conjunction' },
  or: { type: 'disjunction' },
  each: { type: 'conjunction', style: 'narrow' },
} as const satisfies Readonly<Record<string, Intl.ListFormatOptions>>;

/** By locale and type: making one takes longer than writing a list. */
const lists = new Map<string, Intl.ListFormat>();

function listsIn(locale: string, type: keyof typeof LISTS): Intl.ListFormat {
  const key = `${locale} ${type}`;
  const known = lists.get(key) ?? new Intl.ListFormat(locale, LISTS[type]);
  lists.set(key, known);
  return known;
}

/** A word of a script without spaces, between two members. */
const AND = /^\p{Script=Han}$/u;

/** "a, b and c", "a, b or c", "a, b, c" */
export function list(items: readonly string[], type: keyof typeof LISTS = 'and'): string {
  const [only, ...more] = items;
  // The first list of a page has the browser load what it knows of lists, which delays the first picture.
  if (more.length === 0) return only ?? '';
  return listsIn(locale(), type)
    .formatToParts(items)
    .map(({ type: kind, value }) => (kind === 'literal' && AND.test(value) ? ` ${value} ` : value))
    .reduce(joined, '');
}

/** "85.8 million", "8580万": to three digits, whatever the language counts in. */
export const millions = (value: number): string =>
  new Intl.NumberFormat(locale(), {
    notation: 'compact',
    compactDisplay: 'long',
    minimumSignificantDigits: 3,
    maximumSignificantDigits: 3,
  }).format(value);

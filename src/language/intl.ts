/** Numbers and lists as the page's language writes them. */
import { language } from './language.ts';
import { LANGUAGES } from './languages.ts';

const locale = () => LANGUAGES[language()].locale;

/** "1,200" */
export const number = (value: number): string => value.toLocaleString(locale());

/** "a, b and c", "a, b or c" */
export function list(items: readonly string[], type: 'and' | 'or' = 'and'): string {
  const format = new Intl.ListFormat(locale(), {
    type: type === 'and' ? 'conjunction' : 'disjunction',
  });
  return format.format(items);
}

/**
 * The language that the reader wants: what a link says, else what was chosen in the page (kept in this browser,
 * and not in a link), else the first of the browser's languages that the page has.
 */
import { bestOf, isLanguage, type Language } from '../language/languages.ts';
import type { PageState } from './pageStore.ts';

const KEY = 'sightlines.language';

function storedLanguage(): Language | null {
  try {
    const stored = localStorage.getItem(KEY);
    return isLanguage(stored) ? stored : null;
  } catch {
    // Storage may be closed to the page.
    return null;
  }
}

const browsersLanguage = (): Language => bestOf(navigator.languages);

/** What was chosen, or else what the browser asks for. */
export const ownLanguage = (): Language => storedLanguage() ?? browsersLanguage();

export function keepLanguage(language: Language): void {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // The choice then lasts until the page is left.
  }
}

type Wanting = Pick<PageState, 'values' | 'ownLanguage'>;

export const wantedLanguage = ({ values, ownLanguage }: Wanting): Language =>
  values.lang ?? ownLanguage;

/** What the page was set to, by its link or by a choice; null where it only follows the browser. */
export function setLanguage({ values, ownLanguage }: Wanting): Language | null {
  if (values.lang !== null || storedLanguage() !== null) return values.lang ?? ownLanguage;
  return ownLanguage === browsersLanguage() ? null : ownLanguage;
}

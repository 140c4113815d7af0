/**
 * The language that the reader wants: what a link says, else what was chosen in the page (kept in this browser,
 * and not in a link), else the first of the browser's languages that the page has.
 */
import { bestOf, isLanguage, type Language } from '../language/languages.ts';
import type { PageState } from './pageStore.ts';

const KEY = 'sightlines.language';

/** What was chosen, or else what the browser asks for. */
export function ownLanguage(): Language {
  try {
    const stored = localStorage.getItem(KEY);
    if (isLanguage(stored)) return stored;
  } catch {
    // Storage may be closed to the page.
  }
  return bestOf(navigator.languages);
}

export function keepLanguage(language: Language): void {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // The choice then lasts until the page is left.
  }
}

export const wantedLanguage = ({
  values,
  ownLanguage,
}: Pick<PageState, 'values' | 'ownLanguage'>): Language => values.lang ?? ownLanguage;

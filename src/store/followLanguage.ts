/** Keeps the page in the language that the reader wants. */
import { msg, t } from '#say';
import { fetchLanguage, restOf } from '../language/fetch.ts';
import { speak } from '../language/language.ts';
import { LANGUAGES, type Language, SOURCE } from '../language/languages.ts';
import { wantedLanguage } from './language.ts';
import type { PageStore } from './pageStore.ts';

/** From now on the document is in this language. */
function apply(language: Language): void {
  speak(language);
  document.documentElement.lang = LANGUAGES[language].tag;
  document.title = t`Sightlines: one sentence, two masks`;
}

/** The page is in this language from its first picture on; in the source's, where it cannot be had. */
export async function beginIn(language: Language): Promise<void> {
  try {
    await fetchLanguage(language);
    apply(language);
  } catch (error) {
    console.warn(error);
    apply(SOURCE);
  }
}

/**
 * Has the page in the language that is wanted, as soon as all of it is here: nothing is half in another.
 *
 * @param onSpoken told of each language that the page is in
 */
export function followLanguage(
  store: PageStore,
  onSpoken: (language: Language) => void = () => undefined,
): () => void {
  let wanted = wantedLanguage(store.getState());

  async function change(next: Language): Promise<void> {
    try {
      await fetchLanguage(next);
      await restOf(next);
    } catch (error) {
      console.warn(error);
      if (wanted !== next) return;
      const { name } = LANGUAGES[next];
      const problem = msg`${name} could not be fetched: check your connection, then choose it again.`;
      store.setState(({ linkProblems }) => ({ linkProblems: [...linkProblems, problem] }));
      return;
    }
    if (wanted !== next) return;
    apply(next);
    onSpoken(next);
  }

  return store.subscribe((state) => {
    const next = wantedLanguage(state);
    if (next === wanted) return;
    wanted = next;
    void change(next);
  });
}

/** The page's translations as a build takes them from the catalogues. */
import { part } from '../../src/build/messages/plugin.ts';
import { teach } from '../../src/language/language.ts';
import type { Language } from '../../src/language/languages.ts';

/** From now on everything that has been translated into a language is said in it once the page is. */
export async function teachAll(language: Language): Promise<void> {
  for (const which of ['first', 'rest'] as const) teach(language, await part(language, which));
}

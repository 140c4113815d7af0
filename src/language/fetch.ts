/** Brings the catalogues of a language: what stands on the first screen goes first. */
import { catalogues } from 'virtual:messages';
import { teach } from './language.ts';
import { type Language, SOURCE } from './languages.ts';

/** What else a language needs, once asked for; also where it did not come. */
const rests = new Map<Language, Promise<void>>();

const addresses = new Map<Language, string[]>();

async function bring(language: Language, part: 'first' | 'rest'): Promise<void> {
  const { address, messages } = await catalogues[language]![part]();
  teach(language, messages);
  addresses.set(language, [...(addresses.get(language) ?? []), address]);
}

/**
 * Everything that the first screen says in a language; the rest is on its way from then on.
 *
 * @throws Error where it could not be fetched
 */
export async function fetchLanguage(language: Language): Promise<void> {
  if (language === SOURCE || rests.has(language)) return;
  await bring(language, 'first');
  // What does not come is said as it was written.
  rests.set(language, bring(language, 'rest').catch(console.warn));
}

/** Resolves when everything that can be had of a language is here. */
export async function restOf(language: Language): Promise<void> {
  await rests.get(language);
}

/** Where the catalogues of a language were fetched from, for whoever keeps them. */
export const addressesOf = (language: Language): readonly string[] => addresses.get(language) ?? [];

/** The language that the page is in at this moment, and what it is translated with. */
import { type Language, SOURCE } from './languages.ts';
import { keyOf, type Message } from './message.ts';
import type { Catalogue, Translation } from './translation.ts';

let now: Language = SOURCE;
const catalogues: Partial<Record<Language, Catalogue>> = {};
const listeners = new Set<() => void>();

export const language = (): Language => now;

/** From now on everything that is said is in this language. */
export function speak(next: Language): void {
  if (next === now) return;
  now = next;
  for (const listener of listeners) listener();
}

/** What is said in a language from now on with a catalogue, beside those that it has. */
export function teach(of: Language, catalogue: Catalogue): void {
  catalogues[of] = { ...catalogues[of], ...catalogue };
}

/** @returns what ends it */
export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The translation of a message; nothing where it is said as it was written. */
// biome-ignore lint/suspicious/noExplicitAny: what its slots hold is nothing to its words
export function translationOf(into: Language, message: Message<any>): Translation | undefined {
  const catalogue = catalogues[into];
  return catalogue?.[keyOf(message)];
}

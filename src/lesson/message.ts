/**
 * What the lesson says: whole messages, one a paragraph. `{name}` is a slot for a number, a word or a token;
 * `<a>…</a>` are words that mean what is marked in the figure, `<i>…</i>` words that are spoken of, and
 * `<term>…</term>`, by the id of a term of the glossary, words that are explained where they stand.
 */
import type { Phrase } from '../sentences/phrase.ts';

export type Message = string;

/** A message as it is written. */
export const msg = (strings: TemplateStringsArray): Message => strings.join('');

/** What stands in a message's slots. */
export type SlotValue = string | number | Phrase;
export type Slots = Readonly<Record<string, SlotValue>>;

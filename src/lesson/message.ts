/**
 * What the lesson says: whole messages, one a paragraph. `<a>…</a>` are words that mean what is marked in the
 * figure, `<i>…</i>` words that are spoken of, and `<term>…</term>`, by the id of a term of the glossary, words that
 * are explained where they stand.
 */
import type { Message as Said } from '#say';
import type { Named, Phrase } from '../sentences/phrase.ts';

export type Message = Said<Named | Phrase>;

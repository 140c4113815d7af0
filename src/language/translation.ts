/** What a catalogue holds of a message: its translation, taken apart when the page was built. */
import type { Choice } from './message.ts';

/** Text; or texts, numbers of slots, and choices among forms by the slot of that number. */
export type Translation =
  | string
  | readonly (
      | string
      | number
      | readonly [at: number, by: Choice['by'], forms: Readonly<Record<string, Translation>>]
    )[];

/** Translations by the keys of their messages. */
export type Catalogue = Readonly<Record<string, Translation>>;

/**
 * A message: a whole sentence in the source's English, with slots. It is data: it can be kept in a table,
 * stand in the page's state, or come from a worker, and is said in the language of the moment when it is shown.
 */

/** One of several forms, by a number or a word. */
export interface Choice {
  readonly by: 'plural' | 'selectordinal' | 'select';
  readonly of: number | string;
  readonly forms: Forms;
}

/** A form is text, in which `#` stands for the number, or a message with slots of its own. */
export type Forms = Readonly<Record<string, string | AnyMessage>> & {
  readonly other: string | AnyMessage;
};

/** What becomes text by itself. A message in a slot is said in the same language, as a sentence within the sentence. */
export type Value = string | number | Choice | Message;

export interface Message<Slot = never> {
  /** What stands before, between and after the slots. */
  readonly strings: readonly string[];
  readonly slots: readonly (Value | Slot)[];
  /** Tells it from others of the same words. */
  readonly context?: string;
}

// biome-ignore lint/suspicious/noExplicitAny: what its slots hold is known where it was made
type AnyMessage = Message<any>;

export const isMessage = (value: unknown): value is Message =>
  typeof value === 'object' && value !== null && 'strings' in value;

export const isChoice = (value: unknown): value is Choice =>
  typeof value === 'object' && value !== null && 'forms' in value;

/** Where a context ends and the words begin, as in a PO file. */
const AFTER_CONTEXT = '\u0004';

/**
 * The message without what is in its slots, each of which has its number: "{0} reads {1}". A choice is all of
 * its forms: "{0,plural,one{# arc}other{# arcs}}".
 */
export function patternOf({ context, ...message }: AnyMessage): string {
  let count = 0;
  function written({ strings, slots }: AnyMessage): string {
    let text = strings[0]!;
    for (const [at, slot] of slots.entries()) text += inBraces(slot) + strings[at + 1]!;
    return text;
  }
  function inBraces(slot: unknown): string {
    const number = count++;
    if (!isChoice(slot)) return `{${number}}`;
    let forms = '';
    for (const [name, form] of Object.entries(slot.forms)) {
      forms += `${name}{${typeof form === 'string' ? form : written(form)}}`;
    }
    return `{${number},${slot.by}${forms}}`;
  }
  const pattern = written(message);
  return context === undefined ? pattern : context + AFTER_CONTEXT + pattern;
}

/** What is in the slots, by the numbers that the pattern has for them. */
export function slotsOf<Slot>({ slots }: Message<Slot>): (Value | Slot)[] {
  return slots.flatMap((slot) => {
    if (!isChoice(slot)) return [slot];
    const within = Object.values(slot.forms).flatMap((form) =>
      typeof form === 'string' ? [] : slotsOf<Slot>(form),
    );
    return [slot.of, ...within];
  });
}

/** What a catalogue knows a message by: the FNV-1a hash of its pattern, 32 bits in base 36. */
export function keyOf(message: AnyMessage): string {
  let hash = 0x811c9dc5;
  const pattern = patternOf(message);
  for (let at = 0; at < pattern.length; at++) {
    hash = Math.imul(hash ^ pattern.charCodeAt(at), 0x01000193);
  }
  return (hash >>> 0).toString(36);
}

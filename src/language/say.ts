/**
 * How the source says something, imported as `#say`:
 *
 *     t`Type a sentence`                        a text, in the language of this moment
 *     msg`${model} has no ${unit} there.`       a message: the same to be said later, or with parts that are no text
 *     t`${plural(count, { one: '# arc', other: '# arcs' })}`
 *
 * The tags are Lingui's macros, so that its extractor finds the messages and writes the catalogues. They are
 * also ordinary functions: in English a message is its own template, which needs neither a catalogue nor a
 * parser, and runs in scripts and tests as it stands.
 */
import { language, translationOf } from './language.ts';
import { LANGUAGES, type Language, SOURCE } from './languages.ts';
import {
  type Choice,
  type Forms,
  isChoice,
  isMessage,
  type Message,
  slotsOf,
  type Value,
} from './message.ts';
import { joined } from './spacing.ts';
import type { Translation } from './translation.ts';

export { isMessage, type Message } from './message.ts';

/** A text without slots that needs more said than itself. */
interface Described {
  readonly message: string;
  /** Tells it from others of the same words. */
  readonly context?: string;
  /** For translators. */
  readonly comment?: string;
}

const isTemplate = (given: TemplateStringsArray | Described): given is TemplateStringsArray =>
  Array.isArray(given);

export function msg(described: Described): Message;
export function msg<const Slots extends readonly unknown[]>(
  strings: TemplateStringsArray,
  ...slots: Slots
): Message<Exclude<Slots[number], Value>>;
export function msg(
  given: TemplateStringsArray | Described,
  ...slots: readonly unknown[]
): Message<unknown> {
  if (isTemplate(given)) return { strings: given, slots };
  const { message, context } = given;
  return { strings: [message], slots, ...(context !== undefined && { context }) };
}

export function t(described: Described): string;
export function t(strings: TemplateStringsArray, ...slots: readonly Value[]): string;
export function t(given: TemplateStringsArray | Described, ...slots: readonly Value[]): string {
  return say(isTemplate(given) ? { strings: given, slots } : msg(given));
}

/** One of several forms by how many there are; `#` is the number, a key such as `0` is exactly that many. */
export const plural = (of: number, forms: Forms): Choice => ({ by: 'plural', of, forms });

/** One of several forms by which place it is: `one` is 1st, `two` 2nd, `few` 3rd. */
export const selectOrdinal = (of: number, forms: Forms): Choice => ({
  by: 'selectordinal',
  of,
  forms,
});

/** One of several forms by a word that is none of the reader's. */
export const select = (of: string, forms: Forms): Choice => ({ by: 'select', of, forms });

/** A message in the language of this moment. What is text already is itself. */
export function say(message: Message | string, as: Language = language()): string {
  return typeof message === 'string' ? message : partsOf(message, as).join('');
}

/** The same in the source's English, for logs and scripts. */
export const inEnglish = (message: Message | string): string => say(message, SOURCE);

/** A message as texts and what is in its slots, in the order that the language has for them. */
export function partsOf<Slot>(
  message: Message<Slot>,
  as: Language = language(),
): (string | Slot)[] {
  const parts: (string | Slot)[] = [];

  function text(more: string) {
    const last = parts.at(-1);
    if (typeof last === 'string') parts[parts.length - 1] = joined(last, more);
    else if (more !== '') parts.push(more);
  }
  function put(slot: Value | Slot) {
    if (isMessage(slot)) for (const part of partsOf(slot, as)) add(part);
    else add(slot as string | number | Slot);
  }
  function add(part: string | number | Slot) {
    if (typeof part === 'string' || typeof part === 'number') text(String(part));
    else parts.push(part);
  }

  /** As it was written. @param number what `#` stands for, in a form of a plural */
  function source({ strings, slots }: Message<Slot>, number?: string) {
    const fill = (each: string) => (number === undefined ? each : each.replaceAll('#', number));
    text(fill(strings[0]!));
    for (const [at, slot] of slots.entries()) {
      if (isChoice(slot)) choose(slot);
      else put(slot);
      text(fill(strings[at + 1]!));
    }
  }
  function choose({ by, of, forms }: Choice) {
    const form = forms[formOf(by, of, forms, as)]!;
    const number = by === 'select' ? undefined : String(of);
    source(typeof form === 'string' ? { strings: [form], slots: [] } : form, number);
  }

  const translation = translationOf(as, message);
  if (translation === undefined) {
    source(message);
    return parts;
  }
  const slots = slotsOf(message);
  function translated(tokens: Translation) {
    if (typeof tokens === 'string') {
      text(tokens);
      return;
    }
    for (const token of tokens) {
      if (typeof token === 'string') text(token);
      else if (typeof token === 'number') put(slots[token]!);
      else {
        const [at, by, forms] = token;
        translated(forms[formOf(by, slots[at] as string | number, forms, as)]!);
      }
    }
  }
  translated(translation);
  return parts;
}

/** By language and type: making one takes longer than all else of a sentence. */
const rules = new Map<string, Intl.PluralRules>();

function rulesOf(as: Language, type: Intl.PluralRuleType): Intl.PluralRules {
  const key = `${as} ${type}`;
  const known = rules.get(key) ?? new Intl.PluralRules(LANGUAGES[as].locale, { type });
  rules.set(key, known);
  return known;
}

/** Which of the forms a number or a word takes in a language. */
function formOf(
  by: Choice['by'],
  of: number | string,
  forms: Readonly<Record<string, unknown>>,
  as: Language,
): string {
  if (Object.hasOwn(forms, String(of))) return String(of);
  if (by === 'select') return 'other';
  const type = by === 'plural' ? 'cardinal' : 'ordinal';
  const form = rulesOf(as, type).select(Number(of));
  return Object.hasOwn(forms, form) ? form : 'other';
}

/** From a line of a catalogue to what the page reads: the key of the message, and its translation taken apart. */
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import { type Choice, keyOf, type Message, patternOf } from '../../language/message.ts';
import type { Translation } from '../../language/translation.ts';
import type { Entry } from './catalogues.ts';

/** As Lingui compiles ICU's syntax: texts, named slots, and choices by one. */
type Compiled =
  | string
  | readonly (string | readonly [name: string, by?: string, forms?: unknown])[];
type CompiledForms = Readonly<Record<string, Compiled>>;

const parse = (icu: string): Compiled => compileMessageOrThrow(icu) as Compiled;

const listed = (compiled: Compiled) => (typeof compiled === 'string' ? [compiled] : compiled);

/** The forms by name; Lingui has the offset of a plural among them, which is not used. */
const formsOf = (forms: unknown) =>
  Object.entries(forms as CompiledForms).filter(([name]) => name !== 'offset');

const CHOICES = ['plural', 'selectordinal', 'select'] as const satisfies readonly Choice['by'][];

/** The message as the source has it, but for what its slots hold: their names. */
function messageOf(compiled: Compiled): Message<readonly [string]> {
  const strings = [''];
  const slots: Message<readonly [string]>['slots'][number][] = [];
  for (const token of listed(compiled)) {
    if (typeof token === 'string') {
      strings[strings.length - 1] += token;
      continue;
    }
    const [name, by, forms] = token;
    const choice = CHOICES.find((each) => each === by);
    if (by !== undefined && !choice) throw new Error(`“${by}” is no choice that the page makes`);
    const within = choice && formsOf(forms).map(([form, each]) => [form, messageOf(each)]);
    slots.push(
      choice ? { by: choice, of: name, forms: Object.fromEntries(within!) } : ([name] as const),
    );
    strings.push('');
  }
  return { strings, slots };
}

/** The names of the slots in the order of their numbers. */
function namesOf(compiled: Compiled): string[] {
  return listed(compiled).flatMap((token) => {
    if (typeof token === 'string') return [];
    const [name, , forms] = token;
    return [name, ...(forms ? formsOf(forms).flatMap(([, form]) => namesOf(form)) : [])];
  });
}

/** @param names of the slots by their numbers @param hash the slot that `#` stands for */
function numbered(compiled: Compiled, names: readonly string[], hash?: number): Translation {
  const tokens = listed(compiled).map((token) => {
    if (typeof token === 'string') return token === '#' && hash !== undefined ? hash : token;
    const [name, by, forms] = token;
    const at = names.indexOf(name);
    if (at < 0) throw new Error(`the message has no slot {${name}}`);
    if (by === undefined) return at;
    const choice = CHOICES.find((each) => each === by);
    if (!choice) throw new Error(`“${by}” is no choice that the page makes`);
    const own = choice === 'select' ? hash : at;
    const each = formsOf(forms).map(([form, inner]) => [form, numbered(inner, names, own)]);
    return [at, choice, Object.fromEntries(each)] as const;
  });
  const isText = tokens.every((token) => typeof token === 'string');
  return isText ? tokens.join('') : tokens;
}

const tagsOf = (text: string) => (text.match(/<\/?\w+>/g) ?? []).sort().join(' ');

/**
 * @throws Error saying what is wrong with the translation: its syntax, a slot that the message does not have
 * or that it leaves out, tags that are not the message's
 */
export function compiled({ message, context, translation, file }: Entry): {
  readonly key: string;
  /** What tells the message from all others. */
  readonly pattern: string;
  readonly translation: Translation;
} {
  try {
    const source = parse(message);
    const written = { ...messageOf(source), ...(context !== undefined && { context }) };
    const names = namesOf(source);
    const into = parse(translation);
    const used = new Set(namesOf(into));
    const left = names.find((name) => !used.has(name));
    if (left !== undefined) throw new Error(`it leaves {${left}} out`);
    if (tagsOf(message) !== tagsOf(translation)) throw new Error('its tags are not the message’s');
    return {
      key: keyOf(written),
      pattern: patternOf(written),
      translation: numbered(into, names),
    };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${file}: “${translation}”, for “${message}”: ${why}.`, { cause });
  }
}

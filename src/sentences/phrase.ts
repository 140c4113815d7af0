/** A sentence in which tokens keep their own type, and what is named says what it is: the view can let it be pressed. */
import { type Message, msg, partsOf, selectOrdinal, t } from '#say';
import type { HeadChoice } from '../analysis/attention/head.ts';
import { joined } from '../language/spacing.ts';
import type { Side, Token } from '../text/token.ts';
import { eachWord, wordAt } from '../text/words.ts';

/** Where a token stands along a model's axes. */
export interface Place {
  readonly side: Side;
  readonly position: number;
}

export interface Quoted {
  readonly token: string;
  /** Where it stands in the text on the screen, if it does. */
  readonly at?: Place;
}

export interface NamedHead {
  readonly text: string;
  readonly side: Side;
  readonly head: HeadChoice;
}

/** A word that the glossary explains. */
export interface NamedTerm {
  readonly text: string;
  /** What the glossary calls it. */
  readonly term: string;
}

export type Named = Quoted | NamedHead | NamedTerm;

export type Phrase = readonly (string | Named)[];

/**
 * A sentence from one whole message, in whose slots are tokens, heads, and sentences about them: each stands
 * where the language has it.
 *
 *     phrase(msg`${nameIn(view, row)} reads ${percent(weight)} from ${nameIn(view, column)}.`)
 *
 * What stands between the tags of a term is explained where it stands:
 *
 *     phrase(msg`${name} is the mean of all <head>heads</head>.`)
 */
export function phrase(message: Message<Named | Phrase>): Phrase {
  const whole: (string | Named)[] = [];
  for (const part of partsOf(message).flatMap((each) => (isPhrase(each) ? each : termsIn(each)))) {
    const last = whole.at(-1);
    if (typeof part === 'string' && typeof last === 'string') {
      whole[whole.length - 1] = joined(last, part);
    } else if (typeof part === 'string' && last && isTerm(last)) {
      whole.push(joined(last.text, part).slice(last.text.length));
    } else {
      if (typeof last === 'string' && typeof part !== 'string' && isTerm(part)) {
        whole[whole.length - 1] = joined(last, part.text).slice(0, -part.text.length);
      }
      whole.push(part);
    }
  }
  return whole;
}

const TERM = /<([a-z]+)>([^<]*)<\/\1>/g;

/** A part of a message, its terms apart. */
function termsIn(part: string | Named): Phrase {
  if (typeof part !== 'string') return [part];
  const parts: (string | Named)[] = [];
  let end = 0;
  for (const { 0: whole, 1: term, 2: text, index } of part.matchAll(TERM)) {
    if (index > end) parts.push(part.slice(end, index));
    parts.push({ term: term!, text: text! });
    end = index + whole.length;
  }
  if (end < part.length || end === 0) parts.push(part.slice(end));
  return parts;
}

const isTerm = (part: string | Named): part is NamedTerm =>
  typeof part !== 'string' && 'term' in part;

const isPhrase = (part: string | Named | Phrase): part is Phrase => Array.isArray(part);

/** What a named part is called. */
const textOf = (part: Named): string => ('token' in part ? part.token : part.text);

/** The same sentence as plain text, for screen readers and titles. */
export function plain(phrase: Phrase): string {
  return phrase.map((part) => (typeof part === 'string' ? part : textOf(part))).join('');
}

/** The same where nothing else sets tokens apart: each between quotation marks. */
export function quoted(phrase: Phrase): string {
  return phrase
    .map((part) => {
      if (typeof part === 'string') return part;
      return 'token' in part ? `“${part.token}”` : part.text;
    })
    .join('');
}

/** "first", and from nine on "9th", "21st". */
function ordinal(n: number): string {
  const words = [
    t`first`,
    t`second`,
    t`third`,
    t`fourth`,
    t`fifth`,
    t`sixth`,
    t`seventh`,
    t`eighth`,
  ];
  return (
    words[n - 1] ?? t`${selectOrdinal(n, { one: '#st', two: '#nd', few: '#rd', other: '#th' })}`
  );
}

/** One of several by its label; "the second *the*" where there are several alike. */
function named(labels: readonly string[], position: number, at?: Place): Phrase {
  const label = labels[position] ?? '';
  let alike = 0;
  let nth = 0;
  for (let index = 0; index < labels.length; index++) {
    if (labels[index] !== label) continue;
    alike++;
    if (index === position) nth = alike;
  }
  const quote = at ? { token: label, at } : { token: label };
  return alike > 1 ? phrase(msg`the ${ordinal(nth)} ${quote}`) : [quote];
}

/** A token by its label; "the second *the*" where the text has several alike. @param at where it stands */
export function nameOf(tokens: readonly Token[], position: number, at?: Place): Phrase {
  return named(
    tokens.map(({ label }) => label),
    position,
    at,
  );
}

/** Where something ends: the word, or the token where that ends within its word. */
export function nameUpTo(tokens: readonly Token[], last: number): Phrase {
  return wordAt(tokens, last)?.end === last + 1 ? nameOfWord(tokens, last) : nameOf(tokens, last);
}

/** The whole word of a token, also where it is several tokens or a token is less than a character. */
export function nameOfWord(tokens: readonly Token[], position: number): Phrase {
  const word = wordAt(tokens, position);
  if (!word || word.end - word.first === 1) return nameOf(tokens, position);
  const words = eachWord(tokens);
  return named(
    words.map(({ text }) => text),
    words.indexOf(word),
  );
}

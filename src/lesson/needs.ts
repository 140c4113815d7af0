/**
 * What a step asks of a sentence of the reader's own. One that goes with the reader is read at the steps that it
 * is of use to; what is typed at a step itself is read there, whatever it is, and what is missing is said.
 */
import { msg } from '#say';
import { BLANK } from '../text/blank.ts';
import type { Message } from './message.ts';
import { type LessonPlace, STEP_COUNTS, WORDS, writePlace } from './places.ts';

export type Need = 'words' | 'blank' | 'noBlank' | 'open' | 'repeat';

/** What is missing, and what would do. */
export const NEEDS: Readonly<Record<Need, Message>> = {
  words: msg`This step takes a sentence of at least two English words.`,
  blank: msg`This step takes a sentence with a blank: write [MASK] in the place of a word.`,
  noBlank: msg`This step takes a sentence of at least two English words and without a blank: put a word in the place of [MASK].`,
  open: msg`This step goes on from where a sentence stops: it takes one without a blank, and without a full stop at its end.`,
  repeat: msg`This step takes a sentence in which some words in a row come twice, such as “the cat sat, and then the cat sat”.`,
};

/** What each step takes; any text at all where nothing is said. `tests/lesson` holds them to the steps themselves. */
const OF_STEP: Readonly<Record<string, Need>> = {
  '1.2': 'words',
  '3.2': 'words',
  '3.4': 'words',
  '3.5': 'blank',
  '4.1': 'blank',
  '4.2': 'blank',
  '4.3': 'noBlank',
  '5.1': 'noBlank',
  '5.2': 'noBlank',
  '5.3': 'noBlank',
  '5.4': 'noBlank',
  '5.5': 'open',
  '6.1': 'noBlank',
  '6.2': 'noBlank',
  '6.3': 'blank',
  '7.2': 'repeat',
  '7.3': 'repeat',
  '7.4': 'open',
};

/** The models read English: words of other scripts fall into bytes. */
const ENGLISH = /\p{Script=Latin}+/gu;

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(ENGLISH) ?? [];

function comesTwice(words: readonly string[]): boolean {
  const pairs = words.slice(1).map((word, at) => `${words[at]} ${word}`);
  return new Set(pairs).size < pairs.length;
}

function meets(need: Need, text: string): boolean {
  const hasBlank = text.includes(BLANK);
  const words = wordsOf(text.replaceAll(BLANK, ' '));
  switch (need) {
    case 'words':
      return words.length > 1;
    case 'blank':
      return hasBlank;
    case 'noBlank':
      return !hasBlank && words.length > 1;
    case 'open':
      return !hasBlank && words.length > 0 && !/[.!?]["”’')]*\s*$/.test(text);
    case 'repeat':
      return !hasBlank && comesTwice(words);
  }
}

/** What a text lacks of what a step takes; null where it will do. */
export function lackOf(place: string, text: string): Need | null {
  const need = OF_STEP[place];
  return need === undefined || meets(need, text) ? null : need;
}

/** Whether a sentence can go with the reader to a place: to a step that it will do for, or to a chapter of such. */
export function goesTo(place: LessonPlace, text: string): boolean {
  if (place === WORDS || text.trim() === '') return false;
  const { chapter, step } = place;
  if (step !== null) return lackOf(writePlace(place), text) === null;
  return Array.from({ length: STEP_COUNTS[chapter - 1]! }, (_, nth) => nth + 1).every(
    (each) => lackOf(writePlace({ chapter, step: each }), text) === null,
  );
}

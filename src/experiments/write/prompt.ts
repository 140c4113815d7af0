/**
 * What a model is given to go on from. On a finished sentence one that writes draws the end of the text
 * first: so it is given an unfinished beginning, unless the reader asks for the end or the text breaks off.
 */
import type { PresetId } from '../../examples/presets.ts';
import { BLANK } from '../../text/blank.ts';
import type { Token } from '../../text/token.ts';
import { eachWord } from '../../text/words.ts';
import type { Start } from './settings.ts';

/**
 * Unfinished beginnings of the examples, on which the shipped weights write (a test holds them to it). An
 * example that is not among them breaks off by itself.
 */
export const PROMPTS: Readonly<Partial<Record<PresetId, string>>> = {
  'animal-tired': "The animal didn't cross the street because",
  'bank-river': 'He sat on the bank of the river and',
  'bank-money': 'She went to the bank to put her money',
  'doctor-nurse': 'The doctor told the nurse that',
  quotes: '"I am hungry," said the boy, "and',
  agreement: 'The dogs that chased the cat',
};

const SPELLED = /[\p{L}\p{N}]/u;

/** A mark that ends a sentence, and what may close after it. */
const FINISHED = /[.!?…。！？؟।][\p{Pe}\p{Pf}\p{Pi}"'*_\s]*$/u;

export interface Beginning {
  /** The text to go on from: the whole of it, or a beginning. */
  readonly prompt: string;
  readonly start: Start;
  /** Whether the text has a middle, which is another place than its end. */
  readonly hasMiddle: boolean;
}

/**
 * @param tokens of the text, by the model that writes
 * @param asked where the reader wants it to begin; null for wherever there is something to write
 */
export function beginningOf(
  { text, preset }: { readonly text: string; readonly preset: PresetId | null },
  tokens: readonly Token[],
  asked: Start | null,
): Beginning {
  const middle = (preset && PROMPTS[preset]) ?? middleOf(text, tokens);
  const hasMiddle = middle !== text;
  const isOver = FINISHED.test(text) && !text.includes(BLANK);
  const start = hasMiddle ? (asked ?? (isOver ? 'middle' : 'end')) : 'end';
  return { prompt: start === 'middle' ? middle : text, start, hasMiddle };
}

/** The first half of the words that a model reads; of one word, without what closes it. */
function middleOf(text: string, tokens: readonly Token[]): string {
  const all = eachWord(tokens);
  const spelled = all.filter((word) => SPELLED.test(word.text));
  const words = spelled.length > 0 ? spelled : all;
  const last = words[Math.max(1, Math.floor(words.length / 2)) - 1];
  const end = last && tokens[last.end - 1]?.span?.end;
  return end === undefined ? text : text.slice(0, end);
}

/** Texts that repeat themselves, to try copying on. */
import { shuffler } from 'd3';
import { randomPoints } from '../../analysis/prediction/sampling.ts';

/** Ordinary words, each one token of the models' vocabulary, that have nothing to do with each other. */
export const WORDS: readonly string[] = [
  'blue',
  'seven',
  'table',
  'river',
  'green',
  'music',
  'paper',
  'bridge',
  'horse',
  'bread',
  'winter',
  'letter',
  'garden',
  'stone',
  'king',
  'milk',
  'train',
  'gold',
  'fish',
  'doctor',
  'summer',
  'chair',
  'moon',
  'apple',
];

/** Words that a random pattern has. */
const PATTERN = 5;

/** Random words, always the same ones for a seed, without those of a text. */
export function randomWords(count: number, seed: number, without = ''): string[] {
  const taken = new Set(without.toLowerCase().match(/\p{L}+/gu));
  const free = WORDS.filter((word) => !taken.has(word));
  const order = shuffler(randomPoints(seed))([...free]);
  return Array.from({ length: count }, (_, i) => order[i % order.length]!);
}

/** Random words twice, but for the last of the second time, which is left to the model. */
export function randomPattern(seed: number): string {
  return saidTwice(randomWords(PATTERN, seed).join(' '))!;
}

/** Characters that are repeated at most: with more, the second time would not fit into the models. */
const LONGEST = 240;

/** A text said twice, but for the last word of the second time; null for one without a word. */
export function saidTwice(text: string): string | null {
  const words = text
    .slice(0, LONGEST)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return null;
  // Without its last word, a shorter text would leave no two tokens that stand twice.
  let said = words;
  while (said.length < 3) said = [...said, ...words];
  return [...said, ...said.slice(0, -1)].join(' ');
}

/** How GPT writes on, and how BERT fills blanks in its place. */
import { msg } from '#say';
import { parameter, pointing } from '../../address/parameter.ts';
import { flag, type Nth, nthOf, numberIn, oneOf, wholeIn, word } from '../../address/values.ts';
import type { Sampling } from '../../analysis/prediction/sampling.ts';

export const HOTTEST = 5;
export const LEAST_TOP_P = 0.01;

/** As many as a link can say; how many a model has room for it says itself. */
const MAX_COUNT = 999;
const MAX_TOP_K = 999_999;

/** A token that a model wrote, counted from 1. */
export type Look = Nth;

/** Where in the text a model begins to write. */
export const STARTS = ['middle', 'end'] as const;
export type Start = (typeof STARTS)[number];

/** Which blank BERT fills next: the first, or the one that it is surest of. */
export type Order = 'left' | 'sure';

export const writeParameters = {
  temperature: parameter(numberIn({ least: 0, most: HOTTEST }), 0.8),
  /** 0 for no limit. */
  topk: parameter(wholeIn({ least: 0, most: MAX_TOP_K, aside: msg`, for no limit,` }), 40),
  topp: parameter(numberIn({ least: LEAST_TOP_P, most: 1 }), null),
  /** How many tokens GPT writes. */
  count: parameter(wholeIn({ least: 1, most: MAX_COUNT, noun: msg`a number of tokens` }), 20),
  /** Where in the text GPT goes on from; null for wherever there is something to write. */
  start: pointing(oneOf(STARTS), null),
  /** How links say that it goes on from the end that were made before there was a choice. */
  write: pointing(flag('yes'), false),
  /** The written token that is looked at; null for the last. */
  look: pointing(nthOf(msg`a written token`), null),
  order: parameter(word('sure'), 'left'),
};

/** Where the reader wants it to go on from. */
export const startOf = ({
  start,
  write,
}: {
  readonly start: Start | null;
  readonly write: boolean;
}): Start | null => start ?? (write ? 'end' : null);

/** What the parameters mean. */
export function samplingOf(values: {
  readonly temperature: number;
  readonly topk: number;
  readonly topp: number | null;
}): Sampling {
  const { temperature, topk, topp } = values;
  return { temperature, topK: topk || null, topP: topp };
}

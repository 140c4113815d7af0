/** What the experiment with two sentences is set to. */
import { parameter } from '../../address/parameter.ts';
import { MAX_TEXT, oneOf, textUpTo } from '../../address/values.ts';

/** Which cells of a pair of texts are shown: all, or only those within or across the two. */
export const BETWEENS = ['within', 'across'] as const;
export type Between = 'all' | (typeof BETWEENS)[number];

export const pairParameters = {
  /** The second sentence; empty for none. */
  pair: parameter(textUpTo(MAX_TEXT), ''),
  between: parameter(oneOf(BETWEENS), 'all'),
};

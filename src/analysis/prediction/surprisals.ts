/**
 * How unexpected every token of a text is to each model, in bits.
 *
 * A model that writes predicts each token from those before it, so its surprisals add up to −log₂ of the
 * text's probability. One that fills blanks fills in each token with all others in sight: their sum is the
 * pseudo-log-likelihood (Salazar et al. 2020, Masked Language Model Scoring), which is no probability of the text.
 */
import type { Candidate } from '../../model/trace.ts';
import { isBlank } from '../../text/blank.ts';
import type { Side, Token } from '../../text/token.ts';
import type { TokenScore } from './tokenScore.ts';

export interface Guess extends TokenScore {
  /** What the model holds most probable there. */
  readonly first: Candidate;
}

export interface Surprisals {
  /** The text, T tokens of the model that fills blanks. */
  readonly tokens: readonly Token[];
  /** Positions from here on are not read by the model that writes, which stops there; T where it does not stop. */
  readonly read: number;
  /** T places each, null where a token was not measured, or not yet. */
  readonly guesses: Readonly<Record<Side, readonly (Guess | null)[]>>;
  /** How many tokens were taken out and asked for, of how many. */
  readonly done: number;
  readonly total: number;
}

/** Positions that hold a real token of the text. */
export const measurable = (tokens: readonly Token[]): number[] =>
  tokens.flatMap((token, position) => (token.special || isBlank(token) ? [] : [position]));

export interface Sum {
  readonly count: number;
  /** Sum of the surprisals, in bits. */
  readonly bits: number;
  /** Bits per token; null for no token. */
  readonly mean: number | null;
}

export function sumOf(guesses: readonly (TokenScore | null)[]): Sum {
  const measured = guesses.filter((guess) => guess !== null);
  const total = measured.reduce((sum, { bits }) => sum + bits, 0);
  const count = measured.length;
  return { count, bits: total, mean: count > 0 ? total / count : null };
}

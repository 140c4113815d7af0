/**
 * How unexpected every token of a text is to each model, in bits.
 *
 * GPT predicts each token from those before it, so its surprisals add up to −log₂ of the text's
 * probability. BERT fills in each token with all others in sight: their sum is the pseudo-log-likelihood
 * (Salazar et al. 2020, Masked Language Model Scoring), which is no probability of the text.
 */
import type { Candidate } from '../../model/trace.ts';
import { bits } from '../../sentences/numbers/bits.ts';
import { nameOf, type Phrase } from '../../sentences/phrase.ts';
import { isBlank } from '../../text/blank.ts';
import type { Side, Token } from '../../text/token.ts';
import type { TokenScore } from './tokenScore.ts';

export interface Guess extends TokenScore {
  /** What the model holds most probable there. */
  readonly first: Candidate;
}

export interface Surprisals {
  /** BERT's tokens of the text, T of them. */
  readonly tokens: readonly Token[];
  /** Positions from here on are not read by GPT. */
  readonly read: number;
  /** V. */
  readonly vocabulary: number;
  /** T places each, null where a token was not measured, or not yet. */
  readonly guesses: Readonly<Record<Side, readonly (Guess | null)[]>>;
  /** How many tokens BERT has been asked for, of how many. */
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

/** The position with the greatest value, the first of equal ones; null where there is none. */
function greatest(values: readonly (number | null)[]): number | null {
  let best: number | null = null;
  for (const [position, value] of values.entries()) {
    if (value !== null && (best === null || value > values[best]!)) best = position;
  }
  return best;
}

/** What stands out, as a sentence: of GPT at once, of BERT when it is through. */
export function surpriseSentence({ tokens, guesses, done, total }: Surprisals): Phrase {
  const bitsOf = (side: Side) => guesses[side].map((guess) => guess?.bits ?? null);
  const [right, left] = [bitsOf('right'), bitsOf('left')];
  const most = greatest(right);
  const sentence: (string | Phrase[number])[] = [];
  if (most !== null) {
    sentence.push(
      'From the left, GPT is most surprised by ',
      ...nameOf(tokens, most),
      ` (${bits(right[most]!)})`,
    );
  }
  const hardest = done === total ? greatest(left) : null;
  if (hardest !== null) {
    sentence.push(
      most === null ? 'From both sides, BERT is most surprised by ' : '; from both sides, BERT by ',
      ...nameOf(tokens, hardest),
      ` (${bits(left[hardest]!)})`,
    );
  }
  if (sentence.length > 0) sentence.push('.');
  const gains = right.map((value, at) =>
    value === null || left[at] == null ? null : value - left[at],
  );
  const best = done === total ? greatest(gains) : null;
  if (best !== null && gains[best]! >= 0.05) {
    sentence.push(
      ' Between the two, most is gained at ',
      ...nameOf(tokens, best),
      `: ${bits(right[best]!)} from the left, ${bits(left[best]!)} from both sides.`,
    );
  }
  return sentence;
}

const rank = ({ rank }: TokenScore, vocabulary: number): string =>
  `rank ${rank.toLocaleString('en')} of ${vocabulary.toLocaleString('en')}`;

/** What each model makes of one token, with the numbers. */
export function surpriseReadout(surprisals: Surprisals, position: number): Phrase {
  const { tokens, guesses, vocabulary } = surprisals;
  const token = tokens[position];
  if (!token) return ['There is no token there.'];
  const name = nameOf(tokens, position);
  if (token.special) return [...name, ' is not part of the text: neither model is asked for it.'];
  if (isBlank(token)) return [...name, ' is a blank: there is no real word to be surprised by.'];
  const of = (guess: Guess): Phrase =>
    guess.rank === 1
      ? [`${bits(guess.bits)}, its first guess`]
      : [
          `${bits(guess.bits)}, ${rank(guess, vocabulary)}; its first guess is `,
          { token: guess.first.label },
        ];
  const [left, right] = [guesses.left[position], guesses.right[position]];
  return [
    ...name,
    ' from the left, to GPT: ',
    ...(right ? of(right) : ['not read, because GPT stops at the blank']),
    '. From both sides, to BERT: ',
    ...(left ? of(left) : ['not computed yet']),
    '.',
  ];
}

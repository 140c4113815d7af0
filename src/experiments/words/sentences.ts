/** What is said of surprisals: what stands out among them, and each by itself. */
import type { Guess, Surprisals } from '../../analysis/prediction/surprisals.ts';
import type { TokenScore } from '../../analysis/prediction/tokenScore.ts';
import { bits } from '../../sentences/numbers/bits.ts';
import { nameOf, type Phrase } from '../../sentences/phrase.ts';
import { isBlank } from '../../text/blank.ts';
import type { Side } from '../../text/token.ts';

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

/** What is said of surprisals: what stands out among them, and each by itself. */
import { msg, t } from '#say';
import type { Roles } from '../../analysis/abilities.ts';
import { areCutAlike } from '../../analysis/attention/align.ts';
import { axisTokens } from '../../analysis/attention/cell.ts';
import type { Guess, Surprisals } from '../../analysis/prediction/surprisals.ts';
import type { TokenScore } from '../../analysis/prediction/tokenScore.ts';
import { number } from '../../language/intl.ts';
import type { Trace } from '../../model/trace.ts';
import { bits } from '../../sentences/numbers/bits.ts';
import { nameOf, type Phrase, phrase } from '../../sentences/phrase.ts';
import { isBlank } from '../../text/blank.ts';
import type { Side } from '../../text/token.ts';

/** What a table has of each model, for every token. */
export const COLUMNS = [msg`bits`, msg`probability`, msg`rank`, msg`first guess`];

/** The same with the model's name. */
export const columnsOf = (name: string) => [
  msg`${name} bits`,
  msg`${name} probability`,
  msg`${name} rank`,
  msg`${name} first guess`,
];

/** The position with the greatest value, the first of equal ones; null where there is none. */
function greatest(values: readonly (number | null)[]): number | null {
  let best: number | null = null;
  for (const [position, value] of values.entries()) {
    if (value !== null && (best === null || value > values[best]!)) best = position;
  }
  return best;
}

/** A model by its place and its name. */
type Reader = Pick<Trace, 'side' | 'model'>;

/** The model that fills blanks, and the one that writes. */
export interface Readers {
  readonly filler: Reader;
  readonly writer: Reader;
}

/** That the two tokenizers cut the text differently, and what follows; null where they do not. */
export function cutsSentence({ filler, writer }: Roles): string | null {
  if (areCutAlike(axisTokens(filler), axisTokens(writer))) return null;
  const [fills, writes] = [filler.model.name, writer.model.name];
  return t`${fills} and ${writes} cut this text into different tokens: where a token of ${fills} is none of ${writes}’s, only ${fills} has a number.`;
}

/** What stands out, as a sentence: of the model that writes at once, of the other when it is through. */
export function surpriseSentence(
  { tokens, guesses, done, total }: Surprisals,
  { filler, writer }: Readers,
): Phrase {
  const [fills, writes] = [filler.model.name, writer.model.name];
  const bitsOf = (side: Side) => guesses[side].map((guess) => guess?.bits ?? null);
  const [before, both] = [bitsOf(writer.side), bitsOf(filler.side)];
  const most = greatest(before);
  const hardest = done === total ? greatest(both) : null;
  /** A token, and how surprising it is. */
  const named = (at: number | null, values: readonly (number | null)[]): Phrase | null =>
    at === null ? null : phrase(msg`${nameOf(tokens, at)} (${bits(values[at]!)})`);
  const [left, around] = [named(most, before), named(hardest, both)];
  const sentence =
    left && around
      ? phrase(
          msg`From the left, ${writes} is most surprised by ${left}; from both sides, ${fills} by ${around}.`,
        )
      : left
        ? phrase(msg`From the left, ${writes} is most surprised by ${left}.`)
        : around
          ? phrase(msg`From both sides, ${fills} is most surprised by ${around}.`)
          : [];
  const gains = before.map((value, at) =>
    value === null || both[at] == null ? null : value - both[at],
  );
  const best = done === total ? greatest(gains) : null;
  if (best !== null && gains[best]! >= 0.05) {
    return phrase(
      msg`${sentence} Between the two, most is gained at ${nameOf(tokens, best)}: ${bits(before[best]!)} from the left, ${bits(both[best]!)} from both sides.`,
    );
  }
  return sentence;
}

const rank = ({ rank }: TokenScore, vocabulary: number): string =>
  t`rank ${number(rank)} of ${number(vocabulary)}`;

/** What each model makes of one token, with the numbers. */
export function surpriseReadout(
  surprisals: Surprisals,
  { filler, writer }: Readers,
  position: number,
): Phrase {
  const [fills, writes] = [filler.model.name, writer.model.name];
  const { tokens, guesses } = surprisals;
  const token = tokens[position];
  if (!token) return [t`There is no token there.`];
  const name = nameOf(tokens, position);
  if (token.special)
    return phrase(msg`${name} is not part of the text: neither model is asked for it.`);
  if (isBlank(token))
    return phrase(msg`${name} is a blank: there is no real word to be surprised by.`);
  const of = (guess: Guess, { model }: Reader): Phrase =>
    guess.rank === 1
      ? [t`${bits(guess.bits)}, its first guess`]
      : phrase(
          msg`${bits(guess.bits)}, ${rank(guess, model.vocabulary)}; its first guess is ${{ token: guess.first.label }}`,
        );
  const [both, before] = [guesses[filler.side][position], guesses[writer.side][position]];
  const whyNone =
    position >= surprisals.read
      ? t`not read, because ${writes} stops at the blank`
      : t`no number, because ${writes} cuts it into other tokens`;
  const fromLeft = before ? of(before, writer) : whyNone;
  const fromBoth = both ? of(both, filler) : t`not computed yet`;
  return phrase(
    msg`${name} from the left, to ${writes}: ${fromLeft}. From both sides, to ${fills}: ${fromBoth}.`,
  );
}

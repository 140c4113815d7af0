/** What is said of surprisals: what stands out among them, and each by itself. */
import type { Roles } from '../../analysis/abilities.ts';
import { areCutAlike } from '../../analysis/attention/align.ts';
import { axisTokens } from '../../analysis/attention/cell.ts';
import type { Guess, Surprisals } from '../../analysis/prediction/surprisals.ts';
import type { TokenScore } from '../../analysis/prediction/tokenScore.ts';
import type { Trace } from '../../model/trace.ts';
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
  return `${fills} and ${writes} cut this text into different tokens: where a token of ${fills} is none of ${writes}’s, only ${fills} has a number.`;
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
  const sentence: (string | Phrase[number])[] = [];
  if (most !== null) {
    sentence.push(
      `From the left, ${writes} is most surprised by `,
      ...nameOf(tokens, most),
      ` (${bits(before[most]!)})`,
    );
  }
  const hardest = done === total ? greatest(both) : null;
  if (hardest !== null) {
    sentence.push(
      most === null
        ? `From both sides, ${fills} is most surprised by `
        : `; from both sides, ${fills} by `,
      ...nameOf(tokens, hardest),
      ` (${bits(both[hardest]!)})`,
    );
  }
  if (sentence.length > 0) sentence.push('.');
  const gains = before.map((value, at) =>
    value === null || both[at] == null ? null : value - both[at],
  );
  const best = done === total ? greatest(gains) : null;
  if (best !== null && gains[best]! >= 0.05) {
    sentence.push(
      ' Between the two, most is gained at ',
      ...nameOf(tokens, best),
      `: ${bits(before[best]!)} from the left, ${bits(both[best]!)} from both sides.`,
    );
  }
  return sentence;
}

const rank = ({ rank }: TokenScore, vocabulary: number): string =>
  `rank ${rank.toLocaleString('en')} of ${vocabulary.toLocaleString('en')}`;

/** What each model makes of one token, with the numbers. */
export function surpriseReadout(
  surprisals: Surprisals,
  { filler, writer }: Readers,
  position: number,
): Phrase {
  const [fills, writes] = [filler.model.name, writer.model.name];
  const { tokens, guesses } = surprisals;
  const token = tokens[position];
  if (!token) return ['There is no token there.'];
  const name = nameOf(tokens, position);
  if (token.special) return [...name, ' is not part of the text: neither model is asked for it.'];
  if (isBlank(token)) return [...name, ' is a blank: there is no real word to be surprised by.'];
  const of = (guess: Guess, { model }: Reader): Phrase =>
    guess.rank === 1
      ? [`${bits(guess.bits)}, its first guess`]
      : [
          `${bits(guess.bits)}, ${rank(guess, model.vocabulary)}; its first guess is `,
          { token: guess.first.label },
        ];
  const [both, before] = [guesses[filler.side][position], guesses[writer.side][position]];
  const whyNone =
    position >= surprisals.read
      ? `not read, because ${writes} stops at the blank`
      : `no number, because ${writes} cuts it into other tokens`;
  return [
    ...name,
    ` from the left, to ${writes}: `,
    ...(before ? of(before, writer) : [whyNone]),
    `. From both sides, to ${fills}: `,
    ...(both ? of(both, filler) : ['not computed yet']),
    '.',
  ];
}

/** What is said of one slot of a text, which two models fill. */
import { type Message, msg, plural, t } from '#say';
import { added, piecesOf, type SlotReason } from '../../analysis/prediction/slot.ts';
import { list } from '../../language/intl.ts';
import { bits, choices } from '../../sentences/numbers/bits.ts';
import { nameOfWord, type Phrase, phrase } from '../../sentences/phrase.ts';
import { isBlank } from '../../text/blank.ts';
import type { Token } from '../../text/token.ts';

/** Why a slot is the one to begin with, to go on after its name. */
const REASONS: Readonly<Record<SlotReason, Message>> = {
  blank: msg`the blank of the text`,
  content: msg`the longest content word`,
  pieces: msg`the longest word of several tokens`,
  word: msg`the longest word`,
  anything: msg`the longest of what there is`,
};

/** Which slot it is. */
export function slotSentence(tokens: readonly Token[], slot: number): Phrase {
  const name = nameOfWord(tokens, slot);
  return isBlank(tokens[slot]!)
    ? phrase(msg`The slot is ${name}.`)
    : phrase(msg`The word is ${name}.`);
}

/** Which slot it is, where one chooses another, and why it is the one to begin with where the reader chose none. */
export function chosenSentence(
  tokens: readonly Token[],
  slot: number,
  why: SlotReason | undefined,
): Phrase {
  const name = nameOfWord(tokens, slot);
  if (!why) {
    return isBlank(tokens[slot]!)
      ? phrase(msg`The slot is ${name}: choose another above. The text stays as it is.`)
      : phrase(msg`The word is ${name}: choose another above. The text stays as it is.`);
  }
  const reason = REASONS[why];
  return isBlank(tokens[slot]!)
    ? phrase(msg`The slot is ${name}, ${reason}: choose another above. The text stays as it is.`)
    : phrase(msg`The word is ${name}, ${reason}: choose another above. The text stays as it is.`);
}

/** Of a word of many tokens so many are named. */
const NAMED = 5;

/** What the two models are called: the one that fills the slot in, and the one that predicts it. */
export interface Names {
  readonly filler: string;
  readonly writer: string;
}

/**
 * What a reader has to know of the word that is taken out; empty for a plain one.
 *
 * @param tokens of the model that fills the slot in
 * @param predicted how many tokens the word is to the other; null where that is not known
 */
export function slotNotes(
  { filler, writer }: Names,
  tokens: readonly Token[],
  position: number,
  predicted: number | null = null,
): Phrase[] {
  const notes: Phrase[] = [];
  const [first, end] = piecesOf(tokens, position);
  const count = end - first;
  const name = nameOfWord(tokens, position);
  if (predicted !== null && predicted !== count) {
    notes.push(
      phrase(
        msg`${name} is ${plural(count, { one: '# token', other: '# tokens' })} to ${filler} and ${plural(predicted, { one: '# token', other: '# tokens' })} to ${writer}: each is asked for the first of its own, and the surprisals are of the whole word.`,
      ),
    );
  } else if (count > 1) {
    const pieces = tokens
      .slice(first, Math.min(end, first + NAMED))
      .flatMap(({ label }, at): Phrase => [at > 0 ? list(['', ''], 'each') : '', { token: label }]);
    const all = count > NAMED ? phrase(msg`${pieces} and ${count - NAMED} more`) : pieces;
    notes.push(
      phrase(
        msg`${name} is ${count} tokens to the models: ${all}. All of them are taken out, and ${filler} sees how many blanks there are; ${writer} does not. Both are asked for the first, then, for the surprisal of the whole, for each of the others once those before it are known.`,
      ),
    );
  }
  if (first === 1) {
    notes.push([t`Nothing stands to the left: ${writer} has only its start token to go by.`]);
  }
  if (end === tokens.length - 1) {
    const last = tokens.at(-1)!.label;
    notes.push([
      t`Nothing stands to the right but ${last}, which tells ${filler} that the text ends here.`,
    ]);
  }
  return notes;
}

/** Differences in bits that would be written as 0.0. */
const NOTHING = 0.05;

/** A model's number for the slot. */
type Told<Number extends string> = { readonly name: string } & { readonly [N in Number]: number };

/**
 * What the right side added as a sentence, which does not flatter either side.
 *
 * @param both the model that reads from both sides
 * @param before the model that reads from the left
 */
export function addedSentence(
  tokens: readonly Token[],
  position: number,
  both: Told<'bits'>,
  before: Told<'bits'>,
): Phrase {
  const name = nameOfWord(tokens, position);
  const [filler, writer] = [both.name, before.name];
  const gain = added(both, before);
  if (Math.abs(gain) < NOTHING) {
    return phrase(
      msg`${name} is as unexpected to ${filler}, from both sides, as to ${writer} from the left.`,
    );
  }
  const factor = choices(Math.abs(gain));
  const times = factor === choices(Number.POSITIVE_INFINITY) ? factor : t`about ${factor}`;
  return gain > 0
    ? phrase(
        msg`From both sides, ${name} surprises ${filler} ${bits(gain)} less than it surprises ${writer} from the left: ${filler} holds it ${times} times as probable as ${writer} does.`,
      )
    : phrase(
        msg`Even from both sides, ${name} surprises ${filler} ${bits(-gain)} more than it surprises ${writer} from the left: ${writer} holds it ${times} times as probable as ${filler} does.`,
      );
}

/** How undecided the two are, as numbers of equally likely tokens. */
export function doubtSentence(both: Told<'entropy'>, before: Told<'entropy'>): string {
  const [filler, writer] = [both.name, before.name];
  return t`${filler} is as undecided as among ${choices(both.entropy)} equally likely tokens, ${writer} as among ${choices(before.entropy)}.`;
}

/** What is said of one slot of a text, which two models fill. */
import { added, piecesOf, type SlotReason } from '../../analysis/prediction/slot.ts';
import { bits, choices } from '../../sentences/numbers/bits.ts';
import { nameOfWord, type Phrase } from '../../sentences/phrase.ts';
import type { Token } from '../../text/token.ts';

/** Why a slot is the one to begin with, to go on after its name. */
export const SLOT_REASONS: Readonly<Record<SlotReason, string>> = {
  blank: 'the blank of the text',
  content: 'the longest content word',
  pieces: 'the longest word of several tokens',
  word: 'the longest word',
  anything: 'the longest of what there is',
};

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
  if (predicted !== null && predicted !== count) {
    const counted = (of: number) => `${of} ${of === 1 ? 'token' : 'tokens'}`;
    notes.push([
      ...nameOfWord(tokens, position),
      ` is ${counted(count)} to ${filler} and ${counted(predicted)} to ${writer}: each is asked for the first of its own, and the surprisals are of the whole word.`,
    ]);
  } else if (count > 1) {
    const list = tokens
      .slice(first, Math.min(end, first + NAMED))
      .flatMap(({ label }, index): Phrase => [index > 0 ? ', ' : '', { token: label }]);
    notes.push([
      ...nameOfWord(tokens, position),
      ` is ${count} tokens to the models: `,
      ...list,
      count > NAMED ? ` and ${count - NAMED} more` : '',
      `. All of them are taken out, and ${filler} sees how many blanks there are; ${writer} does not. Both are asked for the first, then, for the surprisal of the whole, for each of the others once those before it are known.`,
    ]);
  }
  if (first === 1) {
    notes.push([`Nothing stands to the left: ${writer} has only its start token to go by.`]);
  }
  if (end === tokens.length - 1) {
    notes.push([
      `Nothing stands to the right but ${tokens.at(-1)!.label}, which tells ${filler} that the text ends here.`,
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
  const gain = added(both, before);
  if (Math.abs(gain) < NOTHING) {
    return [
      ...name,
      ` is as unexpected to ${both.name}, from both sides, as to ${before.name} from the left.`,
    ];
  }
  const factor = choices(Math.abs(gain));
  const times = `${factor.startsWith('over') ? factor : `about ${factor}`} times as probable as`;
  return gain > 0
    ? [
        'From both sides, ',
        ...name,
        ` surprises ${both.name} ${bits(gain)} less than it surprises ${before.name} from the left: ${both.name} holds it ${times} ${before.name} does.`,
      ]
    : [
        'Even from both sides, ',
        ...name,
        ` surprises ${both.name} ${bits(-gain)} more than it surprises ${before.name} from the left: ${before.name} holds it ${times} ${both.name} does.`,
      ];
}

/** How undecided the two are, as numbers of equally likely tokens. */
export function doubtSentence(both: Told<'entropy'>, before: Told<'entropy'>): string {
  return `${both.name} is as undecided as among ${choices(both.entropy)} equally likely tokens, ${before.name} as among ${choices(before.entropy)}.`;
}

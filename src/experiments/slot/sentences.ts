/** What is said of one slot of a text, which two models fill. */
import { added, piecesOf, type SlotReason } from '../../analysis/prediction/slot.ts';
import type { Filling, TokenScore } from '../../analysis/prediction/tokenScore.ts';
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

/** What a reader has to know of the word that is taken out; empty for a plain one. */
export function slotNotes(tokens: readonly Token[], position: number): Phrase[] {
  const notes: Phrase[] = [];
  const [first, end] = piecesOf(tokens, position);
  const count = end - first;
  if (count > 1) {
    const list = tokens
      .slice(first, Math.min(end, first + NAMED))
      .flatMap(({ label }, index): Phrase => [index > 0 ? ', ' : '', { token: label }]);
    notes.push([
      ...nameOfWord(tokens, position),
      ` is ${count} tokens to the models: `,
      ...list,
      count > NAMED ? ` and ${count - NAMED} more` : '',
      '. All of them are taken out, and BERT sees how many blanks there are; GPT does not. Both are asked for the first, then, for the surprisal of the whole, for each of the others once those before it are known.',
    ]);
  }
  if (first === 1) {
    notes.push(['Nothing stands to the left: GPT has only its start token to go by.']);
  }
  if (end === tokens.length - 1) {
    notes.push([
      'Nothing stands to the right but [SEP], which tells BERT that the text ends here.',
    ]);
  }
  return notes;
}

/** Differences in bits that would be written as 0.0. */
const NOTHING = 0.05;

/** The same as a sentence, which does not flatter either side. */
export function addedSentence(
  tokens: readonly Token[],
  position: number,
  left: Pick<TokenScore, 'bits'>,
  right: Pick<TokenScore, 'bits'>,
): Phrase {
  const name = nameOfWord(tokens, position);
  const gain = added(left, right);
  if (Math.abs(gain) < NOTHING) {
    return [...name, ' is as unexpected to BERT, from both sides, as to GPT from the left.'];
  }
  const factor = choices(Math.abs(gain));
  const times = `${factor.startsWith('over') ? factor : `about ${factor}`} times as probable as`;
  return gain > 0
    ? [
        'From both sides, ',
        ...name,
        ` surprises BERT ${bits(gain)} less than it surprises GPT from the left: BERT holds it ${times} GPT does.`,
      ]
    : [
        'Even from both sides, ',
        ...name,
        ` surprises BERT ${bits(-gain)} more than it surprises GPT from the left: GPT holds it ${times} BERT does.`,
      ];
}

/** How undecided the two are, as numbers of equally likely tokens. */
export function doubtSentence(left: Filling, right: Filling): string {
  return `BERT is as undecided as among ${choices(left.entropy)} equally likely tokens, GPT as among ${choices(right.entropy)}.`;
}

/** One slot of a text, which both models fill: which one, and what is to be said of it. */
import type { Pass } from '../../model/trace.ts';
import { bits, choices } from '../../sentences/numbers/bits.ts';
import { nameOfWord, type Phrase } from '../../sentences/phrase.ts';
import { isBlank } from '../../text/blank.ts';
import type { Token } from '../../text/token.ts';
import { eachWord, type Word, wordAt } from '../../text/words.ts';
import type { Filling, TokenScore } from './tokenScore.ts';

const WORDLIKE = /^[\p{L}\p{N}\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}'’ʼ]+$/u;

/** English function words, which say little of their own. */
const CLOSED_CLASS = new Set(
  `a all am an and any are as at be but by can did do few for had has he him his how i if in is it its me
  may my no nor not of off on one or our out own per shall she so the to too up us was we who why yes yet
  you about above across after again against along also although always among around because been before
  being below between beyond both could does doing done down during each either enough even ever every
  from have having here hers herself himself into itself just least less many might more most much must
  myself neither never none nothing only other others otherwise ought over quite rather same
  should since some something still such than that their theirs them themselves then there therefore
  these they this those though through thus together toward towards under unless until upon very were
  what whatever when whenever where whereas wherever whether which while whom whose will with within
  without would your yours yourself`.split(/\s+/),
);

/** The tokens of the word at `position`, from the first to the one after the last; one where there is no word. */
export function piecesOf(tokens: readonly Token[], position: number): readonly [number, number] {
  const word = wordAt(tokens, position);
  return word ? [word.first, word.end] : [position, position + 1];
}

export interface FirstSlot {
  readonly position: number;
  /** What it is, to go on after its name. */
  readonly reason: string;
}

/** The slot to begin with: the text's own first blank, else its most telling word. Null without tokens. */
export function firstSlot(tokens: readonly Token[]): FirstSlot | null {
  const blank = tokens.findIndex(isBlank);
  if (blank >= 0) return { position: blank, reason: 'the blank of the text' };
  return tellingWord(tokens);
}

/**
 * The longest content word, of words that are one token if there are any; else the longest of what
 * there is. Null for a text without words.
 *
 * @param without a position whose word is not to be taken
 */
export function tellingWord(
  tokens: readonly Token[],
  without: number | null = null,
): FirstSlot | null {
  const not = without === null ? null : wordAt(tokens, without);
  const words = eachWord(tokens).filter((word) => word !== not);
  const isSpelled = ({ text }: Word) => WORDLIKE.test(text);
  const isContent = (word: Word) => isSpelled(word) && !CLOSED_CLASS.has(word.text.toLowerCase());
  const isWhole = ({ first, end }: Word) => end - first === 1;
  const tiers: readonly (readonly [reason: string, (word: Word) => boolean])[] = [
    ['the longest content word', (word) => isContent(word) && isWhole(word)],
    ['the longest word of several tokens', isContent],
    ['the longest word', isSpelled],
    ['the longest of what there is', () => true],
  ];
  for (const [reason, isIn] of tiers) {
    const found = words.filter(isIn);
    if (found.length === 0) continue;
    const { first } = found.reduce((best, each) =>
      each.text.length > best.text.length ? each : best,
    );
    return { position: first, reason };
  }
  return null;
}

/** Why there is nothing to fill at a position, and what to do; null where there is. */
export function slotProblem(tokens: readonly Token[], position: number | null): Phrase | null {
  const token = position === null ? undefined : tokens[position];
  if (!token) return ['There is no word to take out: type one above.'];
  if (!token.special) {
    if (isBlank(token) || wordAt(tokens, position!)) return null;
    return [
      { token: token.label },
      ' is nothing that can be seen, and no model is asked what stands there. Choose a word above.',
    ];
  }
  return [
    { token: token.label },
    ' is not part of the text: BERT adds it itself, and no model is asked what stands there. Choose a word above.',
  ];
}

/** Whether GPT reads everything before a position: it stops at the text's first blank. */
export const gptReaches = ({ tokens }: Pick<Pass, 'tokens'>, position: number): boolean =>
  position <= tokens.length;

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

/** What the right side added, in bits: surprisal from the left minus surprisal from both sides. */
export const added = (left: Pick<TokenScore, 'bits'>, right: Pick<TokenScore, 'bits'>): number =>
  right.bits - left.bits;

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

/** One slot of a text, which both models fill: which one, and what is to be said of it. */
import type { Trace } from '../model/trace.ts';
import type { Token } from '../text/token.ts';
import { bits, choices } from './bits.ts';
import { isWord } from './chosenWord.ts';
import { nameOf, type Phrase } from './phrase.ts';
import type { Filling, Standing } from './standing.ts';

export const isBlank = ({ piece, special }: Token): boolean => piece === '[MASK]' && !special;

const PUNCTUATION = /^[\p{P}\p{S}]+$/u;
const WORDLIKE = /^[\p{L}\p{N}\p{M}'’]+$/u;

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

/** What can be joined to its neighbours in one word: punctuation, blanks and specials stand alone. */
const joins = (token: Token): boolean =>
  token.word !== null && !token.special && !isBlank(token) && !PUNCTUATION.test(token.label);

/** The tokens of the word that the token at `position` belongs to: from the first to the one after the last. */
export function piecesOf(tokens: readonly Token[], position: number): readonly [number, number] {
  const own = tokens[position];
  if (!own || !joins(own)) return [position, position + 1];
  const isPart = (at: number) => {
    const token = tokens[at];
    return token !== undefined && token.word === own.word && joins(token);
  };
  let first = position;
  let end = position + 1;
  while (isPart(first - 1)) first--;
  while (isPart(end)) end++;
  return [first, end];
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
 * there is. Null for a text without tokens.
 *
 * @param without a position that is not to be taken
 */
export function tellingWord(
  tokens: readonly Token[],
  without: number | null = null,
): FirstSlot | null {
  const positions = [...tokens.keys()].filter(
    (position) => position !== without && isWord(tokens[position]),
  );
  const label = (position: number) => tokens[position]!.label;
  const isSpelled = (position: number) => WORDLIKE.test(label(position));
  const isContent = (position: number) =>
    isSpelled(position) && !CLOSED_CLASS.has(label(position).toLowerCase());
  const isWhole = (position: number) => {
    const [first, end] = piecesOf(tokens, position);
    return end - first === 1;
  };
  const tiers: readonly (readonly [reason: string, (position: number) => boolean])[] = [
    ['the longest content word', (position) => isContent(position) && isWhole(position)],
    ['the longest piece of a word', isContent],
    ['the longest word', isSpelled],
    ['the longest token', () => true],
  ];
  for (const [reason, isIn] of tiers) {
    const found = positions.filter(isIn);
    if (found.length === 0) continue;
    const position = found.reduce((best, each) =>
      label(each).length > label(best).length ? each : best,
    );
    return { position, reason };
  }
  return null;
}

/** Why there is nothing to fill at a position, and what to do; null where there is. */
export function slotProblem(tokens: readonly Token[], position: number | null): Phrase | null {
  const token = position === null ? undefined : tokens[position];
  if (!token) return ['There is no word to take out: type one above.'];
  if (!token.special) return null;
  return [
    { token: token.label },
    ' is not part of the text: BERT adds it itself, and no model is asked what stands there. Choose a word above.',
  ];
}

/** Whether GPT reads everything before a position: it stops at the text's first blank. */
export const gptReaches = ({ tokens }: Pick<Trace, 'tokens'>, position: number): boolean =>
  position <= tokens.length;

/** Of a word of many pieces so many are named. */
const NAMED = 4;

/** What a reader has to know of the word that is taken out; empty for a plain one. */
export function slotNotes(tokens: readonly Token[], position: number): Phrase[] {
  const notes: Phrase[] = [];
  const [first, end] = piecesOf(tokens, position);
  if (end - first > 1) {
    const rest = Array.from({ length: end - first }, (_, index) => first + index)
      .filter((at) => at !== position)
      .slice(0, NAMED)
      .flatMap((at, index): Phrase => [index > 0 ? ', ' : '', { token: tokens[at]!.label }]);
    notes.push([
      { token: tokens[position]!.label },
      ' is one piece of a longer word. Only this piece is taken out: BERT still reads the other ',
      end - first > 2 ? 'pieces, ' : 'piece, ',
      ...rest,
      end - first - 1 > NAMED ? ` and ${end - first - 1 - NAMED} more` : '',
      end - 1 > position
        ? ', which makes the slot easier to fill; GPT reads those on the left.'
        : ', as GPT does, too.',
    ]);
  }
  if (position === 1) {
    notes.push(['Nothing stands to the left: GPT has only its start token to go by.']);
  }
  if (position === tokens.length - 2) {
    notes.push([
      'Nothing stands to the right but [SEP], which tells BERT that the text ends here.',
    ]);
  }
  return notes;
}

/** Differences in bits that would be written as 0.0. */
const NOTHING = 0.05;

/** What the right side added, in bits: surprisal from the left minus surprisal from both sides. */
export const added = (bert: Standing, gpt: Standing): number => gpt.bits - bert.bits;

/** The same as a sentence, which does not flatter either side. */
export function addedSentence(
  tokens: readonly Token[],
  position: number,
  bert: Standing,
  gpt: Standing,
): Phrase {
  const name = nameOf(tokens, position);
  const gain = added(bert, gpt);
  if (Math.abs(gain) < NOTHING) {
    return [...name, ' is as unexpected to BERT, from both sides, as to GPT from the left.'];
  }
  const times = `about ${choices(Math.abs(gain))} times as probable as`;
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
export function doubtSentence(bert: Filling, gpt: Filling): string {
  return `BERT is as undecided as among ${choices(bert.entropy)} equally likely tokens, GPT as among ${choices(gpt.entropy)}.`;
}

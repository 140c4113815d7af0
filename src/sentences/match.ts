/** Sentences on the two models against each other, each from the data alone. */

import { msg, plural, t } from '#say';
import { maskedPair, whoStops } from '../analysis/abilities.ts';
import { align } from '../analysis/attention/align.ts';
import { axisTokens, type Cell } from '../analysis/attention/cell.ts';
import type { HeadChoice, WithHeads } from '../analysis/attention/head.ts';
import { maxFuture } from '../analysis/attention/health.ts';
import { commonOf, commonUnit } from '../analysis/between/common.ts';
import type { Counterpart, Counterparts } from '../analysis/between/counterparts.ts';
import type { RightShare } from '../analysis/between/rightShare.ts';
import { pairStates, partnerCell } from '../analysis/between/sharedCells.ts';
import type { FullComparison, Trace } from '../model/trace.ts';
import type { Side } from '../text/token.ts';
import { hiddenIn, nothingThere } from './captions.ts';
import { headName } from './names.ts';
import { percent } from './numbers/percent.ts';
import { nameOf, type Phrase, type Place, phrase } from './phrase.ts';

type Heads = Readonly<Record<Side, HeadChoice>>;

/** "8.7 points", "1.0 point", "less than 0.1 points": a difference of two shares, without its sign. */
export function points(difference: number): string {
  const size = Math.abs(difference) * 100;
  if (Number.isNaN(size)) return t`not a number of points`;
  if (size > 0 && size < 0.05) return t`less than 0.1 points`;
  const text = size.toFixed(1);
  const count = Number(text);
  return t`${text} ${plural(count, { one: 'point', other: 'points' })}`;
}

/**
 * What both heads read in a cell of the axes on which the two meet, and by how much they differ; or what keeps the
 * cell from being compared.
 *
 * @param at where what is at a place of those axes stands along a model's, so that it can be pressed
 */
export function differenceReadout(
  left: WithHeads<Trace>,
  right: WithHeads<Trace>,
  heads: Heads,
  cell: Cell,
  hideSpecials: boolean,
  at: (place: number) => Place | undefined = () => undefined,
): Phrase {
  const { row, column } = cell;
  const [first, second] = [left.model.name, right.model.name];
  const common = commonOf(left, right);
  const [one, other] = [common.left, common.right];
  const state = pairStates(one, other)(cell);
  const reader = nameOf(one.tokens, row, at(row));
  const source = nameOf(one.tokens, column, at(column));
  if (state.left === 'absent')
    return phrase(nothingThere({ model: left.model, unit: common.unit }));
  const weight = one.weightsOf(heads.left)[row * one.tokens.length + column]!;
  const isHidden = hiddenIn(one, hideSpecials);
  const said = phrase(compared());
  return isHidden(row) || isHidden(column)
    ? phrase(msg`${said}, hidden by the filter.`)
    : phrase(msg`${said}.`);

  /** Both, without the end of the sentence. */
  function compared() {
    const read = row === column ? [t`itself`] : source;
    const here =
      state.left === 'forbidden'
        ? phrase(msg`${first}’s mask forbids ${reader} to read ${source}`)
        : phrase(msg`${reader} reads ${percent(weight)} from ${read} in ${first}`);
    switch (state.right) {
      case 'absent': {
        const partners = align(one.tokens, axisTokens(other));
        const missing = partners[row]! < 0 ? reader : source;
        return msg`${here}; ${second} has no ${missing}`;
      }
      case 'unread': {
        const partners = align(one.tokens, other.tokens);
        const unread = partners[column]! < 0 ? source : reader;
        return msg`${here}; ${second} has not read ${unread}: it stops at the blank`;
      }
      case 'forbidden':
        return column > row
          ? msg`${here}; ${second} forbids this: ${source} comes later`
          : msg`${here}; ${second} forbids this: its mask is closed there`;
      case 'open': {
        const there = partnerCell(align(one.tokens, other.tokens), cell);
        const weightThere = other.weightsOf(heads.right)[
          there.row * other.tokens.length + there.column
        ]!;
        const amount = percent(weightThere);
        const token = other.tokens[there.column]!.label;
        const isSame = token === one.tokens[column]!.label || row === column;
        const named = { token };
        if (state.left === 'forbidden') {
          return isSame
            ? msg`${here}; it reads ${amount} in ${second}`
            : msg`${here}; it reads ${amount} from ${named} in ${second}`;
        }
        const gap = weight - weightThere;
        const verdict =
          gap === 0 ? t`the same in both` : t`${points(gap)} more in ${gap > 0 ? first : second}`;
        return isSame
          ? msg`${here}, ${amount} in ${second}: ${verdict}`
          : msg`${here}, ${amount} from ${named} in ${second}: ${verdict}`;
      }
    }
  }
}

/** What a difference of two models' weights is. */
export function differenceLead({ left, right }: Pick<FullComparison, Side>): string {
  const [first, second] = [left.model.name, right.model.name];
  return t`${first}’s weight less ${second}’s, word for word, as the models computed them: nothing is renormalised.`;
}

/** Why a cell of a difference has no number. */
export function uncomparedReasons(
  comparison: Pick<FullComparison, Side>,
): Readonly<Record<'forbidden' | 'absent' | 'unread', string>> {
  const { left, right } = comparison;
  const masked = maskedPair(comparison)?.masked.model.name;
  return {
    forbidden: masked === undefined ? t`one of them may not read it` : t`${masked} may not read it`,
    absent: t`only ${left.model.name} has it`,
    unread: t`${(whoStops(comparison) ?? right).model.name} stopped before it`,
  };
}

/** That cross-attention and a text that reads itself have nothing in common; null where both are alike. */
export function acrossSentence({ left, right }: Pick<FullComparison, Side>): string | null {
  const isAcross = (trace: Trace) => trace.across !== undefined;
  if (isAcross(left) === isAcross(right)) return null;
  const [across, own] = isAcross(left) ? [left, right] : [right, left];
  return t`${across.model.name} is cross-attention, where the tokens of one text read another; in ${own.model.name} a text reads itself. No row of one is a row of the other: to match heads, open a second file of cross-attention between the same two texts.`;
}

/** That two models are set against each other word by word, and why; null where they are token by token. */
export function wordsSentence({ left, right }: Pick<FullComparison, Side>): string | null {
  if (commonUnit(left, right) === 'tokens') return null;
  const [first, second] = [left.model.name, right.model.name];
  return t`${first} and ${second} cut this text into different tokens, so they are compared word by word.`;
}

/** How much of a head's reading a model that looks left alone could not do, beside what to expect of any head. */
export function rightSentence(open: Trace, choice: HeadChoice, share: RightShare): string {
  const { mean, baseline, specials } = share;
  const ofSpecials = specials.reduce((sum, value) => sum + value, 0) / specials.length;
  const head = headName(choice);
  const { name } = open.model;
  const [right, equally] = [percent(mean), percent(baseline)];
  return ofSpecials > 0
    ? t`In ${head}, ${name}’s tokens send ${right} of their reading to the right, of which ${percent(ofSpecials)} to special tokens. Reading everything equally would send ${equally}.`
    : t`In ${head}, ${name}’s tokens send ${right} of their reading to the right. Reading everything equally would send ${equally}.`;
}

/** The other model's side of it, measured on its weights. */
export function futureSentence(masked: Trace): string {
  const largest = maxFuture(masked);
  const { name } = masked.model;
  const heads = masked.layers * masked.heads;
  return largest === 0
    ? t`${name} sends exactly 0: the largest of all its weights to the right, over ${heads} heads, is 0.`
    : t`${name}’s mask leaks: its largest weight to the right, over ${heads} heads, is ${percent(largest)}.`;
}

/** Rows of float32 weights sum to 1 only about. */
const SUM_ERROR = 1e-5;

/** "0.83": a score from 0 to 1. What is not the same never reads as 1.00, but as ">0.99". */
export function likeness(score: number): string {
  const text = score.toFixed(2);
  if (score < 1 && text === '1.00') return '>0.99';
  return score > 0 && text === '0.00' ? '<0.01' : text;
}

const scores = ({ score, chance }: Counterpart): string =>
  t`(${likeness(score ?? Number.NaN)}; chance ${likeness(chance ?? Number.NaN)})`;

/** The names of the model whose head it is, and of the one that has its counterparts. */
export interface Meeting {
  readonly from: string;
  readonly to: string;
}

/** Which head of the other model reads most like this one, or why none can be named. */
export function counterpartSentence(
  { from, to }: Meeting,
  choice: HeadChoice,
  { ranked, rows, covered, comparable }: Counterparts,
): string {
  const own = t`${from}’s ${headName(choice)}`;
  if (rows === 0) {
    return t`${own} cannot be compared: no token here has two tokens to choose from that both models may read.`;
  }
  const best = ranked[0];
  if (!best || best.score === null) {
    return comparable
      ? t`${own} has no counterpart here: ${to}’s heads read too little where both models may read to be compared.`
      : t`${own} has no counterpart here: only ${percent(covered)} of its reading lies where both models may read, too little to compare.`;
  }
  const nearest = ranked.find(({ above }) => above);
  const other = t`${to}’s ${headName((nearest ?? best).choice)}`;
  if (!nearest) {
    return t`${own} has no counterpart above chance: the nearest is ${other} ${scores(best)}.`;
  }
  return nearest === best
    ? t`${own} reads most like ${other} ${scores(nearest)}.`
    : t`${own} reads most like ${other} ${scores(nearest)}; ${headName(best.choice)} scores more ${scores(best)}, but not more than chance.`;
}

/** What the scores of a list were taken over. */
export function coverageSentence(
  { to }: Pick<Meeting, 'to'>,
  { ranked, rows, covered }: Counterparts,
): string {
  if (rows === 0 || !ranked.some(({ score }) => score !== null)) return '';
  const above = ranked.filter((each) => each.above).length;
  const heads = ranked.length;
  return covered > 1 - SUM_ERROR
    ? t`${plural(rows, { one: 'The one row with a choice is', other: 'The # rows with a choice are' })} compared, over all that they read. Above chance: ${above} of ${heads} heads.`
    : t`${plural(rows, { one: 'The one row with a choice is', other: 'The # rows with a choice are' })} compared, over ${percent(covered)} of what they read: what ${to} may read too. Above chance: ${above} of ${heads} heads.`;
}

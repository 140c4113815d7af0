/** Sentences on the two models against each other, each from the data alone. */

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
import { hiddenIn, UNIT_NOUNS } from './captions.ts';
import { headName } from './names.ts';
import { percent } from './numbers/percent.ts';
import { nameOf, type Phrase, type Place } from './phrase.ts';

type Heads = Readonly<Record<Side, HeadChoice>>;

/** "8.7 points", "1.0 point", "less than 0.1 points": a difference of two shares, without its sign. */
export function points(difference: number): string {
  const size = Math.abs(difference) * 100;
  if (Number.isNaN(size)) return 'not a number of points';
  if (size > 0 && size < 0.05) return 'less than 0.1 points';
  const text = size.toFixed(1);
  return `${text} ${text === '1.0' ? 'point' : 'points'}`;
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
  const noun = UNIT_NOUNS[common.unit];
  const state = pairStates(one, other)(cell);
  const reader = nameOf(one.tokens, row, at(row));
  const source = nameOf(one.tokens, column, at(column));
  if (state.left === 'absent') return [`${first} has no ${noun} there.`];
  const weight = one.weightsOf(heads.left)[row * one.tokens.length + column]!;
  const isHidden = hiddenIn(one, hideSpecials);
  const hidden = isHidden(row) || isHidden(column) ? ', hidden by the filter' : '';
  const start: Phrase =
    state.left === 'forbidden'
      ? [`${first}’s mask forbids `, ...reader, ' to read ', ...source]
      : [
          ...reader,
          ` reads ${percent(weight)} from `,
          ...(row === column ? ['itself'] : source),
          ` in ${first}`,
        ];
  switch (state.right) {
    case 'absent': {
      const partners = align(one.tokens, axisTokens(other));
      return [
        ...start,
        `; ${second} has no `,
        ...(partners[row]! < 0 ? reader : source),
        `${hidden}.`,
      ];
    }
    case 'unread': {
      const partners = align(one.tokens, other.tokens);
      const unread = partners[column]! < 0 ? source : reader;
      const reason = `: it stops at the blank${hidden}.`;
      return [...start, `; ${second} has not read `, ...unread, reason];
    }
    case 'forbidden': {
      const reason: Phrase =
        column > row ? [...source, ' comes later'] : ['its mask is closed there'];
      return [...start, `; ${second} forbids this: `, ...reason, `${hidden}.`];
    }
    case 'open': {
      const there = partnerCell(align(one.tokens, other.tokens), cell);
      const weightThere = other.weightsOf(heads.right)[
        there.row * other.tokens.length + there.column
      ]!;
      const named = other.tokens[there.column]!.label;
      const from: Phrase =
        named === one.tokens[column]!.label || row === column ? [] : [' from ', { token: named }];
      if (state.left === 'forbidden') {
        return [...start, `; it reads ${percent(weightThere)}`, ...from, ` in ${second}${hidden}.`];
      }
      const gap = weight - weightThere;
      const verdict =
        gap === 0 ? 'the same in both' : `${points(gap)} more in ${gap > 0 ? first : second}`;
      return [
        ...start,
        `, ${percent(weightThere)}`,
        ...from,
        ` in ${second}: ${verdict}${hidden}.`,
      ];
    }
  }
}

/** What a difference of two models' weights is. */
export function differenceLead({ left, right }: Pick<FullComparison, Side>): string {
  return `${left.model.name}’s weight less ${right.model.name}’s, word for word, as the models computed them: nothing is renormalised.`;
}

/** Why a cell of a difference has no number. */
export function uncomparedReasons(
  comparison: Pick<FullComparison, Side>,
): Readonly<Record<'forbidden' | 'absent' | 'unread', string>> {
  const { left, right } = comparison;
  return {
    forbidden: `${maskedPair(comparison)?.masked.model.name ?? 'one of them'} may not read it`,
    absent: `only ${left.model.name} has it`,
    unread: `${(whoStops(comparison) ?? right).model.name} stopped before it`,
  };
}

/** That two models are set against each other word by word, and why; null where they are token by token. */
export function wordsSentence({ left, right }: Pick<FullComparison, Side>): string | null {
  if (commonUnit(left, right) === 'tokens') return null;
  return `${left.model.name} and ${right.model.name} cut this text into different tokens, so they are compared word by word.`;
}

/** How much of a head's reading a model that looks left alone could not do, beside what to expect of any head. */
export function rightSentence(open: Trace, choice: HeadChoice, share: RightShare): string {
  const { mean, baseline, specials } = share;
  const ofSpecials = specials.reduce((sum, value) => sum + value, 0) / specials.length;
  const rest = ofSpecials > 0 ? `, of which ${percent(ofSpecials)} to special tokens` : '';
  return (
    `In ${headName(choice)}, ${open.model.name}’s tokens send ${percent(mean)} of their ` +
    `reading to the right${rest}. Reading everything equally would send ${percent(baseline)}.`
  );
}

/** The other model's side of it, measured on its weights. */
export function futureSentence(masked: Trace): string {
  const largest = maxFuture(masked);
  const all = `${masked.layers * masked.heads} heads`;
  return largest === 0
    ? `${masked.model.name} sends exactly 0: the largest of all its weights to the right, over ${all}, is 0.`
    : `${masked.model.name}’s mask leaks: its largest weight to the right, over ${all}, is ${percent(largest)}.`;
}

/** Rows of float32 weights sum to 1 only about. */
const SUM_ERROR = 1e-5;

/** "0.83": a score from 0 to 1. What is not the same never reads as 1.00, but as ">0.99". */
export function likeness(score: number): string {
  const text = score.toFixed(2);
  if (score < 1 && text === '1.00') return '>0.99';
  return score > 0 && text === '0.00' ? '<0.01' : text;
}

const scores = ({ score, chance }: Counterpart) =>
  `(${likeness(score ?? Number.NaN)}; chance ${likeness(chance ?? Number.NaN)})`;

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
  const own = `${from}’s ${headName(choice)}`;
  const other = `${to}’s`;
  if (rows === 0) {
    return `${own} cannot be compared: no token here has two tokens to choose from that both models may read.`;
  }
  const best = ranked[0];
  if (!best || best.score === null) {
    if (comparable) {
      return `${own} has no counterpart here: ${other} heads read too little where both models may read to be compared.`;
    }
    return `${own} has no counterpart here: only ${percent(covered)} of its reading lies where both models may read, too little to compare.`;
  }
  const nearest = ranked.find(({ above }) => above);
  if (!nearest) {
    return `${own} has no counterpart above chance: the nearest is ${other} ${headName(best.choice)} ${scores(best)}.`;
  }
  const sentence = `${own} reads most like ${other} ${headName(nearest.choice)} ${scores(nearest)}`;
  return nearest === best
    ? `${sentence}.`
    : `${sentence}; ${headName(best.choice)} scores more ${scores(best)}, but not more than chance.`;
}

/** What the scores of a list were taken over. */
export function coverageSentence(
  { to }: Pick<Meeting, 'to'>,
  { ranked, rows, covered }: Counterparts,
): string {
  if (rows === 0 || !ranked.some(({ score }) => score !== null)) return '';
  const above = ranked.filter((each) => each.above).length;
  const part =
    covered > 1 - SUM_ERROR
      ? 'all that they read'
      : `${percent(covered)} of what they read: what ${to} may read too`;
  const all = rows === 1 ? 'The one row with a choice is' : `The ${rows} rows with a choice are`;
  return `${all} compared, over ${part}. Above chance: ${above} of ${ranked.length} heads.`;
}

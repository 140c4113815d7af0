/** What the lesson reads off a comparison, to say it or to judge an answer by it. */
import { type HeadChoice, headsInOrder, headWeights } from '../analysis/attention/head.ts';
import { maskShape } from '../analysis/attention/maskShape.ts';
import { type RankedKey, topKeysOfRow } from '../analysis/attention/topKeys.ts';
import { classOf } from '../analysis/metrics/headClasses.ts';
import { measureModel } from '../analysis/metrics/measureModel.ts';
import { isHeld } from '../analysis/onDemand/question.ts';
import type { HeldTrace, Trace } from '../model/trace.ts';
import { headName } from '../sentences/names.ts';
import { percent } from '../sentences/numbers/percent.ts';
import { nameOf, type Phrase } from '../sentences/phrase.ts';
import { SIDES, type Side, type Token } from '../text/token.ts';
import { eachWord } from '../text/words.ts';
import type { HeadRule, Seen } from './step.ts';

/** A model's trace whose attention is here; null where it is kept elsewhere. */
const held = (trace: Trace): HeldTrace | null => (isHeld(trace) ? trace : null);

/** The head that does most of something on this text; null where no head can be measured. */
export function headBy(rule: HeadRule, trace: Trace): HeadChoice | null {
  const here = held(trace);
  if (!here) return null;
  const { metrics } = measureModel(here);
  let best: { readonly choice: HeadChoice; readonly value: number } | null = null;
  for (const choice of headsInOrder(here)) {
    const value = metrics[choice.layer]![choice.head]![rule];
    if (value !== null && (best === null || value > best.value)) best = { choice, value };
  }
  return best?.choice ?? null;
}

/** How much a model's shown head does of something, as a percentage. */
function shareOf({ comparison, heads }: Seen, side: Side, rule: HeadRule): string | null {
  const here = held(comparison[side]);
  const { layer, head } = heads[side];
  const value = here ? measureModel(here).metrics[layer]?.[head]?.[rule] : null;
  return value == null ? null : percent(value, 0);
}

/** The shown heads by name, and how much each does of something. */
export const sharesBy = (rules: Readonly<Record<Side, HeadRule>>) => (seen: Seen) => {
  const [left, right] = SIDES.map((side) => shareOf(seen, side, rules[side]));
  if (left == null || right == null) return null;
  return { ...headSlots(seen), leftShare: left, rightShare: right };
};

/** The shown heads by name. */
export const headSlots = ({ heads }: Seen) => ({
  leftHead: headName(heads.left),
  rightHead: headName(heads.right),
});

/** How many pairs of tokens there are in each model, and how many its mask lets through. */
export function maskSlots({ comparison }: Seen) {
  const { left, right } = comparison;
  const [ofLeft, ofRight] = [maskShape(left.mask), maskShape(right.mask)];
  return {
    leftOpen: ofLeft.open,
    leftTotal: ofLeft.total,
    rightOpen: ofRight.open,
    rightTotal: ofRight.total,
  };
}

/** How a model's tokens make up the words of a text; null where each word is one token. */
export function cutSlots({ comparison }: Seen) {
  const { tokens } = comparison.left;
  const words = eachWord(tokens);
  const cut = words.find(({ first, end }) => end - first > 1);
  if (!cut) return null;
  const pieces = tokens
    .slice(cut.first, cut.end)
    .flatMap(({ label }, at): Phrase => [...(at > 0 ? [' + '] : []), { token: label }]);
  const word: Phrase = [{ token: cut.text }];
  return { word, pieces };
}

/** Whole words and tokens of a text. */
export function countSlots({ comparison }: Seen) {
  const own = comparison.left.tokens.filter(({ special }) => !special);
  return { tokens: own.length, words: new Set(own.map(({ word }) => word)).size };
}

/** How many heads of either model pass a threshold for a name. */
export function namedSlots({ comparison }: Seen) {
  const [left, right] = SIDES.map((side) => {
    const here = held(comparison[side]);
    if (!here) return null;
    const { metrics, ...yardstick } = measureModel(here);
    const labels = metrics.flat().map((each) => classOf(each, yardstick).label);
    return { named: labels.filter((label) => label !== 'unclassified').length, of: labels.length };
  });
  if (!left || !right) return null;
  return { leftNamed: left.named, rightNamed: right.named, leftOf: left.of, rightOf: right.of };
}

/** The reading that a figure opens with: the row's word, in the left model. */
export function rowSlots(seen: Seen) {
  const row = seen.cell?.left.row ?? null;
  if (row === null) return null;
  return { ...headSlots(seen), word: nameOf(seen.comparison.left.tokens, row) };
}

/** The last word that both models have read; null where nothing but marks stands before it. */
export function lastWord({ comparison }: Pick<Seen, 'comparison'>): number | null {
  const { tokens } = comparison.right;
  const at = tokens.findLastIndex(({ special, label }) => !special && /[\p{L}\p{N}]/u.test(label));
  return at > 1 ? at : null;
}

/** Whether a token is made of letters and digits alone: no mark, no point, no byte of a character. */
export const isWord = ({ special, label }: Token): boolean =>
  !special && /^[\p{L}\p{M}\p{N}]+$/u.test(label);

/** The other words that a row of the left model's shown head reads, most first; none where it is kept elsewhere. */
export function wordsReadBy(
  { comparison, heads }: Pick<Seen, 'comparison' | 'heads'>,
  row: number,
): readonly RankedKey[] {
  const here = held(comparison.left);
  if (!here) return [];
  const weights = headWeights(here, heads.left);
  const isAside = (at: number) => at === row || !isWord(here.tokens[at]!);
  return topKeysOfRow(weights, here.mask, row, isAside).entries;
}

/** The first predictions of either model, as phrases. */
export function firstWords({ comparison }: Seen) {
  const [left] = comparison.left.predictions;
  const [right] = comparison.right.predictions;
  if (!left?.top[0] || !right?.top[0]) return null;
  return {
    leftWord: [{ token: left.top[0].label }] as Phrase,
    leftShare: percent(left.top[0].p, 0),
    rightWord: [{ token: right.top[0].label }] as Phrase,
    rightShare: percent(right.top[0].p, 0),
  };
}

/** Millions of weights, such as "5.4". */
export const sizeSlots = ({ sizes }: Seen) =>
  sizes && {
    leftSize: (sizes.left / 1e6).toFixed(1),
    rightSize: (sizes.right / 1e6).toFixed(1),
    factor: Math.round(110e6 / sizes.left),
  };

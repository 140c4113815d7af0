/**
 * What is done to the text, in the tokens of each model: the same to the same words, also where the two
 * tokenizers cut the text differently.
 */
import { msg } from '#say';
import { wholeReader } from '../../analysis/abilities.ts';
import { align, areCutAlike, NO_PARTNER, placesIn } from '../../analysis/attention/align.ts';
import { axisTokens } from '../../analysis/attention/cell.ts';
import { stopIn } from '../../analysis/attention/pointed.ts';
import { randomPoints } from '../../analysis/prediction/sampling.ts';
import { piecesOf } from '../../analysis/prediction/slot.ts';
import { Refusal } from '../../language/refusal.ts';
import type { FullComparison, Trace } from '../../model/trace.ts';
import { SIDES, type Side, type Token } from '../../text/token.ts';
import { reordered, type Substitute, substituteFor } from './otherToken.ts';
import type { LeakSettings } from './run.ts';

type Both = Pick<FullComparison, Side>;

/** Other tokens in some places of one model's. */
export type Changes = readonly { readonly index: number; readonly token: number | string }[];

const inBoth = <T>({ left, right }: Both, of: (trace: Trace) => T): Readonly<Record<Side, T>> => ({
  left: of(left),
  right: of(right),
});

/** What takes the place of a token where the reader has typed nothing: one token to both models. */
export function substituteIn(comparison: Both, position: number): Substitute {
  const reader = wholeReader(comparison);
  const { left, right } = inBoth(comparison, (trace) =>
    trace === reader ? null : align(reader.tokens, axisTokens(trace)),
  );
  const partners = left ?? right;
  return substituteFor(reader.tokens, position, (at) => partners?.[at] !== NO_PARTNER);
}

/**
 * A word in the place of each token of the one that was there, or all tokens from it on in another order: whole
 * words, where the two models cut the text differently. Of a text with a blank, what one model does not
 * read stays where it is, so that both are changed alike.
 *
 * @throws Refusal when there is nothing to put into another order.
 */
export function leakChanges(
  comparison: Both,
  { word, shuffle, seed, position: held }: LeakSettings,
): Readonly<Record<Side, Changes>> {
  const reader = wholeReader(comparison);
  const { tokens } = reader;
  const place = piecesOf(tokens, held);
  if (!shuffle) {
    const { at, label } =
      word === null ? substituteIn(comparison, place[0]) : { at: null, label: word };
    return inBoth(comparison, (trace) => {
      const [axis, own] = [axisTokens(trace), stretchIn(reader, place, trace)];
      const there = at === null ? null : stretchIn(reader, [at, at + 1], trace);
      const token = there ? axis[there[0]]!.id : label;
      return upFrom(own ?? [0, 0]).map((index) => ({ index, token }));
    });
  }
  const read = stopIn(comparison, reader.side) ?? 0;
  const end = place[0] < read ? read : tokens.findLastIndex(({ special }) => !special) + 1;
  const isAlike = areCutAlike(axisTokens(comparison.left), axisTokens(comparison.right));
  const units = isAlike
    ? upFrom([place[0], end]).map((index): Stretch => [index, index + 1])
    : wordsFrom(tokens, place[0], end);
  const stretches = inBoth(comparison, (trace) =>
    units.map((unit): Stretch => stretchIn(reader, unit, trace) ?? [0, 0]),
  );
  // Tokens, or words, that are the same to both are one and the same to an order.
  const names = units.map((_, at) =>
    SIDES.map((side) => {
      const ids = upFrom(stretches[side][at]!).map(
        (index) => axisTokens(comparison[side])[index]!.id,
      );
      return ids.join(' ');
    }).join(', '),
  );
  const order = reordered(
    names.map((name) => names.indexOf(name)),
    randomPoints(seed),
  );
  if (!order) {
    throw new Refusal(
      msg`From “${tokens[place[0]]?.label ?? ''}” on there are no two different tokens to put into another order: choose an earlier word.`,
    );
  }
  return inBoth(comparison, (trace) => {
    const axis = axisTokens(trace);
    const own = stretches[trace.side];
    const before = own.flatMap(upFrom);
    const after = order.flatMap((unit) => upFrom(own[unit]!));
    return before.flatMap((index, at) => {
      const token = axis[after[at]!]!.id;
      return token === axis[index]!.id ? [] : [{ index, token }];
    });
  });
}

type Stretch = readonly [first: number, end: number];

const upFrom = ([first, end]: Stretch): number[] =>
  Array.from({ length: end - first }, (_, nth) => first + nth);

/** The same stretch of the text in a model's own tokens. */
const stretchIn = (reader: Trace, stretch: Stretch, trace: Trace): Stretch | null =>
  trace === reader ? stretch : placesIn(reader.tokens, stretch, axisTokens(trace));

/** The runs without white space from a position on, as far as they end before another: no tokenizer joins two. */
function wordsFrom(tokens: readonly Token[], from: number, end: number): Stretch[] {
  const words: Stretch[] = [];
  let first = from;
  while (first > 0 && tokens[first - 1]!.word === tokens[from]!.word) first--;
  while (first < end) {
    const next = tokens.findIndex(({ word }, at) => at > first && word !== tokens[first]!.word);
    const last = next === -1 ? tokens.length : next;
    if (last <= end) words.push([first, last]);
    first = last;
  }
  return words;
}

/** Sentences on where a change in the text arrived, each from the data alone. */

import { areCutAlike } from '../../analysis/attention/align.ts';
import { axisTokens } from '../../analysis/attention/cell.ts';
import type { FullComparison } from '../../model/trace.ts';
import { nameOf, nameOfWord, type Phrase } from '../../sentences/phrase.ts';
import type { Side, Token } from '../../text/token.ts';
import type { Moved, Spread } from './measure.ts';

/** "0", "0.42", "<0.001": a change as a reader sees it; what is not zero never reads as 0. */
export function changeText(change: number): string {
  if (Number.isNaN(change)) return 'not a number';
  if (change === 0) return '0';
  if (change < 0.0005) return '<0.001';
  return change === Number.POSITIVE_INFINITY ? '∞' : change.toFixed(change < 0.0995 ? 3 : 2);
}

/** That words are put into another order, and why not tokens; null where both models have the same tokens. */
export function cutsSentence({ left, right }: Pick<FullComparison, Side>): string | null {
  if (areCutAlike(axisTokens(left), axisTokens(right))) return null;
  return `${left.model.name} and ${right.model.name} cut this text into different tokens, so whole words are put into another order.`;
}

/** What was done to the text. */
export interface LeakChange {
  /** The positions whose tokens are others than before. */
  readonly changed: readonly number[];
  /** What stands in the place of the token; null for another order. */
  readonly word: string | null;
}

function deed(tokens: readonly Token[], { changed, word }: LeakChange): Phrase {
  const first = nameOfWord(tokens, Math.min(...changed));
  return word === null
    ? ['Putting the tokens from ', ...first, ' on into another order']
    : ['Putting ', { token: word }, ' in the place of ', ...first];
}

const where = (tokens: readonly Token[], { position, layer }: Moved): Phrase => [
  'at ',
  ...nameOf(tokens, position),
  ` after layer ${layer + 1}`,
];

const all = (moved: number, count: number) =>
  moved === count
    ? count === 1
      ? 'the one place'
      : `all ${count} places`
    : `${moved} of ${count} places`;

/**
 * Which places moved, and what the largest change in front of the changed token is.
 *
 * @param name what the model is called
 * @param tokens its own, before the change @param layers L
 */
export function leakSentence(
  name: string,
  tokens: readonly Token[],
  layers: number,
  change: LeakChange,
  spread: Spread,
): Phrase {
  const { left, leftMoved, leftCount, rightMoved, rightCount } = spread;
  const start = [
    ...deed(tokens, change),
    ` moves ${all(rightMoved, rightCount)} from there on in ${name}`,
  ];
  if (!left) return [...start, '; nothing stands to the left.'];
  if (leftMoved === 0) {
    const places = leftCount === 1 ? 'the one place' : `${leftCount} places`;
    return [
      ...start,
      `, and none to the left: the largest change there, over ${places} and ${layers} ${layers === 1 ? 'layer' : 'layers'}, is exactly 0.`,
    ];
  }
  return [
    ...start,
    `, and ${all(leftMoved, leftCount)} to the left: by up to ${changeText(left.change)}, `,
    ...where(tokens, left),
    '.',
  ];
}

/** One sentence on one place in one layer. */
export function placeSentence(
  tokens: readonly Token[],
  { position, layer, change }: Moved,
  changed: readonly number[],
): Phrase {
  const name = nameOf(tokens, position);
  const own = changed.includes(position) ? ', whose token was changed,' : '';
  const after = `after layer ${layer + 1}`;
  if (change === 0) return [...name, `${own} has not moved at all ${after}.`];
  const size = change < 0.0005 ? change.toExponential(0) : changeText(change);
  return [...name, `${own} has moved by ${size} of its length ${after}.`];
}

/** Sentences on where a change in the text arrived, each from the data alone. */

import { msg, plural, t } from '#say';
import { areCutAlike } from '../../analysis/attention/align.ts';
import { axisTokens } from '../../analysis/attention/cell.ts';
import type { FullComparison } from '../../model/trace.ts';
import { nameOf, nameOfWord, type Phrase, phrase } from '../../sentences/phrase.ts';
import type { Side, Token } from '../../text/token.ts';
import type { Moved, Spread } from './measure.ts';

/** "0", "0.42", "<0.001": a change as a reader sees it; what is not zero never reads as 0. */
export function changeText(change: number): string {
  if (Number.isNaN(change)) return t`not a number`;
  if (change === 0) return '0';
  if (change < 0.0005) return '<0.001';
  return change === Number.POSITIVE_INFINITY ? '∞' : change.toFixed(change < 0.0995 ? 3 : 2);
}

/** That words are put into another order, and why not tokens; null where both models have the same tokens. */
export function cutsSentence({ left, right }: Pick<FullComparison, Side>): string | null {
  if (areCutAlike(axisTokens(left), axisTokens(right))) return null;
  return t`${left.model.name} and ${right.model.name} cut this text into different tokens, so whole words are put into another order.`;
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
    ? phrase(msg`Putting the tokens from ${first} on into another order`)
    : phrase(msg`Putting ${{ token: word }} in the place of ${first}`);
}

function part(moved: number, count: number): string {
  if (moved < count) return t`${moved} of ${count} places`;
  return t`${plural(count, { one: 'the one place', other: 'all # places' })}`;
}

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
  const done = deed(tokens, change);
  const there = part(rightMoved, rightCount);
  if (!left) {
    return phrase(
      msg`${done} moves ${there} from there on in ${name}; nothing stands to the left.`,
    );
  }
  if (leftMoved === 0) {
    return phrase(
      msg`${done} moves ${there} from there on in ${name}, and none to the left: the largest change there, over ${plural(leftCount, { one: 'the one place', other: '# places' })} and ${plural(layers, { one: '# layer', other: '# layers' })}, is exactly 0.`,
    );
  }
  const most = nameOf(tokens, left.position);
  return phrase(
    msg`${done} moves ${there} from there on in ${name}, and ${part(leftMoved, leftCount)} to the left: by up to ${changeText(left.change)}, at ${most} after layer ${left.layer + 1}.`,
  );
}

/** One sentence on one place in one layer. */
export function placeSentence(
  tokens: readonly Token[],
  { position, layer, change }: Moved,
  changed: readonly number[],
): Phrase {
  const name = nameOf(tokens, position);
  const isChanged = changed.includes(position);
  if (change === 0) {
    return isChanged
      ? phrase(
          msg`${name}, whose token was changed, has not moved at all after layer ${layer + 1}.`,
        )
      : phrase(msg`${name} has not moved at all after layer ${layer + 1}.`);
  }
  const size = change < 0.0005 ? change.toExponential(0) : changeText(change);
  return isChanged
    ? phrase(
        msg`${name}, whose token was changed, has moved by ${size} of its length after layer ${layer + 1}.`,
      )
    : phrase(msg`${name} has moved by ${size} of its length after layer ${layer + 1}.`);
}

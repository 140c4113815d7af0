/** Other tokens to put into a text: one in the place of one, or all of them in another order. */

import { piecesOf } from '../../analysis/prediction/slot.ts';
import { isTyped } from '../../text/blank.ts';
import type { Token } from '../../text/token.ts';

/** Space before a word, in the spelling of a byte-level vocabulary. */
const SPACE = 'Ġ';
const LETTERS = /^\p{L}+$/u;

/** What takes a token's place: one that the text holds, or a word that is one token of any English vocabulary. */
export interface Substitute {
  /** Where the text holds it; null where it does not. */
  readonly at: number | null;
  readonly label: string;
}

/**
 * The longest word of the text that is one token and not the token's neighbour; without one, a plain word.
 *
 * @param isShared whether the token at a position is one to every model that reads it
 */
export function substituteFor(
  tokens: readonly Token[],
  position: number,
  isShared: (position: number) => boolean = () => true,
): Substitute {
  const own = tokens[position];
  const [first, end] = piecesOf(tokens, position);
  let best: Substitute | null = null;
  for (const [at, token] of tokens.entries()) {
    const whole = token.piece.startsWith(SPACE) && tokens[at + 1]?.word !== token.word;
    // A neighbour would stand there twice.
    if (at >= first - 1 && at <= end) continue;
    if (!isTyped(token) || !whole || !LETTERS.test(token.label) || token.id === own?.id) continue;
    if (!isShared(at)) continue;
    const { label } = token;
    if (best === null || [...label].length > [...best.label].length) best = { at, label };
  }
  return best ?? { at: null, label: own?.label === 'the' ? 'a' : 'the' };
}

/** How often to draw anew while nothing has moved. */
const TRIES = 50;

/**
 * Ids in another order (Fisher and Yates), in which at least one place holds another id.
 *
 * @param points numbers from 0 to 1, one after the other
 * @returns null where there is no other order: fewer than two different ids.
 */
export function reordered(ids: readonly number[], points: () => number): number[] | null {
  if (new Set(ids).size < 2) return null;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const order = [...ids];
    for (let last = order.length - 1; last > 0; last--) {
      const other = Math.floor(points() * (last + 1));
      [order[last], order[other]] = [order[other]!, order[last]!];
    }
    if (order.some((id, at) => id !== ids[at])) return order;
  }
  // Fifty draws that all left everything in place: turned round by one, which moves something.
  return [...ids.slice(1), ids[0]!];
}

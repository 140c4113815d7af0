/** Why there is nothing to take out at a place of a text. */
import { isBlank } from '../text/blank.ts';
import type { Token } from '../text/token.ts';
import { wordAt } from '../text/words.ts';
import type { Phrase } from './phrase.ts';

/**
 * Why there is nothing to fill at a position, and what to do; null where there is.
 *
 * @param reader what the model is called whose tokens they are
 */
export function slotProblem(
  reader: string,
  tokens: readonly Token[],
  position: number | null,
): Phrase | null {
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
    ` is not part of the text: ${reader} adds it itself, and no model is asked what stands there. Choose a word above.`,
  ];
}

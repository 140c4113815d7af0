/** Why there is nothing to take out at a place of a text. */
import { msg, t } from '#say';
import { isBlank } from '../text/blank.ts';
import type { Token } from '../text/token.ts';
import { wordAt } from '../text/words.ts';
import { type Phrase, phrase } from './phrase.ts';

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
  if (!token) return [t`There is no word to take out: type one above.`];
  const word = { token: token.label };
  if (!token.special) {
    if (isBlank(token) || wordAt(tokens, position!)) return null;
    return phrase(
      msg`${word} is nothing that can be seen, and no model is asked what stands there. Choose a word above.`,
    );
  }
  return phrase(
    msg`${word} is not part of the text: ${reader} adds it itself, and no model is asked what stands there. Choose a word above.`,
  );
}

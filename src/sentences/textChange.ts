/** What going from one text to another does, as a button says it: goes on after "Undo: ". */
import { msg, t } from '#say';
import { wordDifference } from '../text/difference.ts';
import { type Named, type Phrase, phrase } from './phrase.ts';

/** Characters of a text that are shown. */
const QUOTED = 32;

function shortened(text: string): Named {
  const points = Array.from(text.trim());
  const shown = points.slice(0, QUOTED).join('').trimEnd();
  return { token: points.length > QUOTED ? `${shown}…` : shown };
}

/**
 * Of a text that keeps more than half of itself, the part is named; else an example by its title.
 *
 * @param example the title of the example that the other text is; null for a text of the reader's own
 */
export function textChange(now: string, then: string, example: string | null): Phrase {
  const { removed, inserted } = wordDifference(now, then);
  const isOther = inserted.length * 2 > then.length || now === then;
  if (example !== null && isOther)
    return phrase(msg`bring back the example “${shortened(example)}”`);
  if (then.trim() === '') return [t`empty the text`];
  if (inserted.trim() !== '') return phrase(msg`bring back “${shortened(inserted)}”`);
  return removed.trim() === ''
    ? phrase(msg`bring back “${shortened(then)}”`)
    : phrase(msg`take out “${shortened(removed)}”`);
}

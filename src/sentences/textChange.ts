/** What going from one text to another does, as a button says it: goes on after "Undo: ". */
import { wordDifference } from '../text/difference.ts';
import type { Phrase } from './phrase.ts';

/** Characters of a text that are shown. */
const QUOTED = 32;

function quoting(verb: string, text: string): Phrase {
  const points = Array.from(text.trim());
  const shown = points.slice(0, QUOTED).join('').trimEnd();
  return [`${verb} “`, { token: points.length > QUOTED ? `${shown}…` : shown }, '”'];
}

/** @param example the title of the example that the other text is; null for a text of the reader's own */
export function textChange(now: string, then: string, example: string | null): Phrase {
  if (example !== null) return quoting('bring back the example', example);
  if (then.trim() === '') return ['empty the text'];
  const { removed, inserted } = wordDifference(now, then);
  if (inserted.trim() !== '') return quoting('bring back', inserted);
  return removed.trim() === '' ? quoting('bring back', then) : quoting('take out', removed);
}

/** The reader's own sentence in the lesson. */
import type { PageState } from '../../store/pageStore.ts';

/** What is read at this place in the place of the prepared sentences; null for these. */
export const ownHere = ({ values: { preset, text } }: Pick<PageState, 'values'>): string | null =>
  preset === null ? text : null;

/** What goes with the reader: what is read here, or else what is kept for other steps. */
export function ownNow(state: Pick<PageState, 'values' | 'ownSentence'>): string | null {
  return ownHere(state)?.trim() ? ownHere(state) : state.ownSentence;
}

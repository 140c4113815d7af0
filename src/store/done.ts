/** What the reader has done in the lesson, on which text: kept for as long as the page is open. */
import type { PageStore } from './pageStore.ts';

/** No name has a line break. */
const keyOf = (name: string, text: string) => `${name}\n${text}`;

/** @param name where it was done; undefined for what was not done on this text */
export const doneOn = (page: PageStore, name: string, text: string): unknown =>
  page.getState().done[keyOf(name, text)];

export function keepDone(page: PageStore, name: string, text: string, value: unknown): void {
  page.setState(({ done }) => ({ done: { ...done, [keyOf(name, text)]: value } }));
}

/** State of a step that is about a text, and that is there again when the reader comes back to it. */
import { createContext, useCallback, useContext } from 'react';
import { doneOn, keepDone } from '../../store/done.ts';
import type { PageStore } from '../../store/pageStore.ts';
import { usePageStore, useStoreOf } from '../kit/store.tsx';

/** The store of the page around the lesson: those of its figures are gone with their steps. */
export const LessonStore = createContext<PageStore | null>(null);

export function useLessonStore(): PageStore {
  const here = usePageStore();
  return useContext(LessonStore) ?? here;
}

/** @param name where it is, among all steps of the lesson */
export function useDone<Value>(
  name: string,
  text: string,
  initial: Value,
): readonly [Value, (value: Value) => void] {
  const page = useLessonStore();
  const value = useStoreOf(page, () => doneOn(page, name, text)) as Value | undefined;
  const set = useCallback((next: Value) => keepDone(page, name, text, next), [page, name, text]);
  return [value === undefined ? initial : value, set];
}

/** A figure's own store, for as long as it is on the page. */
import { useEffect, useMemo, useState } from 'react';
import type { Figure, Seen } from '../../lesson/step.ts';
import { isFull } from '../../model/trace.ts';
import { createFigureStore, type FigureStore } from '../../store/figureStore.ts';
import { textNow } from '../../store/selectors.ts';
import { useActions, usePageStore, useStoreOf } from '../kit/store.tsx';
import { figureValues, openedWith, seenOf } from './opened.ts';

/**
 * @param own the reader's sentence; null for the one that the figure's link says
 * @param name what it is known by among all figures of the lesson
 */
export function useFigure(figure: Figure, own: string | null, name: string): FigureStore {
  const page = usePageStore();
  const pageActions = useActions();
  const [made] = useState(() =>
    createFigureStore({
      values: figureValues(figure),
      page,
      pageActions,
      base: new URL('.', document.baseURI),
      open: (comparison) => openedWith(figure, comparison).opened,
      name,
    }),
  );
  useEffect(() => made.follow(), [made]);
  useEffect(() => made.showText(own), [made, own]);
  return made;
}

/** What a step sees in a figure; null while nothing stands there that both models have read. */
export function useSeen(figure: Figure, { store }: FigureStore): Seen | null {
  const comparison = useStoreOf(store, (state) => state.comparison);
  const about = useStoreOf(store, (state) => state.about);
  const isEmpty = useStoreOf(store, (state) => textNow(state).trim() === '');
  return useMemo(
    () => (comparison && isFull(comparison) && !isEmpty ? seenOf(figure, comparison, about) : null),
    [figure, comparison, about, isEmpty],
  );
}

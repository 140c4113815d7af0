/** What components take from the store, and what they can do: the one place where the store meets React. */
import { createContext, type ReactNode, useCallback, useContext } from 'react';
import { useStore } from 'zustand';
import type { Actions } from '../../store/actions.ts';
import type { PageStore } from '../../store/pageStore.ts';
import type { ParameterName, Values } from '../../store/parameters.ts';
import type { Selector } from '../../store/selectors.ts';

interface Page {
  readonly store: PageStore;
  readonly actions: Actions;
}

const PageContext = createContext<Page | null>(null);

interface Props extends Page {
  readonly children: ReactNode;
}

export function StoreProvider({ store, actions, children }: Props) {
  return <PageContext value={{ store, actions }}>{children}</PageContext>;
}

function usePage(): Page {
  const page = useContext(PageContext);
  if (!page) throw new Error('What takes from the store stands inside of a StoreProvider.');
  return page;
}

/** @param selector gives the same object for as long as it says the same */
export function useSelector<Value>(selector: Selector<Value>): Value {
  return useStore(usePage().store, selector);
}

/** The state of the moment, for what happens later. */
export const useStoreNow = (): PageStore['getState'] => usePage().store.getState;

/** The same of another store than the page's. */
export function useStoreOf<Value>(store: PageStore, selector: Selector<Value>): Value {
  return useStore(store, selector);
}

/** The store itself: for what makes stores of its own beside it. */
export const usePageStore = (): PageStore => usePage().store;

export const useActions = (): Actions => usePage().actions;

/** A parameter of the link: its value, and how it is set. */
export function useParameter<Name extends ParameterName>(
  name: Name,
): readonly [Values[Name], (value: Values[Name]) => void] {
  const { set } = useActions();
  const value = useSelector(({ values }) => values[name]);
  const choose = useCallback(
    (next: Values[Name]) => set({ [name]: next } as unknown as Partial<Values>),
    [set, name],
  );
  return [value, choose];
}

/** How a parameter is set by what is typed, or moved along a slider. */
export function useAdjust<Name extends ParameterName>(name: Name): (value: Values[Name]) => void {
  const { adjust } = useActions();
  return useCallback(
    (next: Values[Name]) => adjust({ [name]: next } as unknown as Partial<Values>),
    [adjust, name],
  );
}

import { useLayoutEffect, useState } from 'react';
import { type Actions, createActions } from '../../../src/store/actions.ts';
import { applyTheme, type Theme } from '../../../src/store/theme.ts';
import { StoreProvider } from '../../../src/view/kit/store.tsx';
import { Page } from '../../../src/view/page/Page.tsx';
import { type State, storeOf } from './states.ts';

interface Props {
  readonly state: State;
  readonly theme: Theme;
  /** What is done otherwise than on the page. */
  readonly actions?: Partial<Actions>;
}

/** The page in one of its states, without models to ask. */
export function Gallery({ state, theme, actions }: Props) {
  const [page] = useState(() => {
    const store = storeOf({ ...state, theme });
    const nothing = () => undefined;
    return { store, actions: { ...createActions(store, nothing, nothing), ...actions } };
  });
  useLayoutEffect(() => {
    page.store.setState(storeOf({ ...state, theme }).getState());
    applyTheme(theme);
  }, [page, state, theme]);
  return (
    <StoreProvider {...page}>
      <Page />
    </StoreProvider>
  );
}

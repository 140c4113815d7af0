import type { Actions } from './store/actions.ts';
import type { PageStore } from './store/pageStore.ts';
import { StoreProvider } from './view/kit/store.tsx';
import { Boundary } from './view/page/Boundary.tsx';
import { Page } from './view/page/Page.tsx';

interface AppProps {
  readonly store: PageStore;
  readonly actions: Actions;
}

export function App({ store, actions }: AppProps) {
  return (
    <StoreProvider store={store} actions={actions}>
      <Boundary name="page" isWhole linkToText={actions.linkToText}>
        <Page />
      </Boundary>
    </StoreProvider>
  );
}

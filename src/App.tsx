import { Suspense } from 'react';
import type { Actions } from './store/actions.ts';
import type { PageStore } from './store/pageStore.ts';
import { useLanguage } from './view/kit/language.ts';
import { StoreProvider } from './view/kit/store.tsx';
import { Boundary } from './view/page/Boundary.tsx';
import { lazily } from './view/page/lazily.tsx';
import { Page } from './view/page/Page.tsx';

interface AppProps {
  readonly store: PageStore;
  readonly actions: Actions;
}

/** In another page's frame. */
const Embed = lazily(async () => (await import('./view/embed/Embed.tsx')).Embed);

/** A part of the lesson, there. */
const LessonEmbed = lazily(async () => (await import('./view/lesson/LessonEmbed.tsx')).LessonEmbed);

export function App({ store, actions }: AppProps) {
  const { embed, lesson } = store.getState().values;
  // From here on down everything says what it says anew, but for what is memoised, which asks by itself.
  useLanguage();
  return (
    <StoreProvider store={store} actions={actions}>
      <Boundary name="page" isWhole linkToText={actions.linkToText}>
        {embed ? (
          <Suspense fallback={null}>{lesson ? <LessonEmbed place={lesson} /> : <Embed />}</Suspense>
        ) : (
          <Page />
        )}
      </Boundary>
    </StoreProvider>
  );
}

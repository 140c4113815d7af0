import { useState } from 'react';
import type { ModelClient } from '../../../src/engine/modelClient.ts';
import { Page } from '../../../src/view/page/Page.tsx';
import type { PageProps, Theme } from '../../../src/view/page/props.ts';
import type { State } from './states.ts';

const PRESETS = [
  {
    id: 'animal-tired',
    title: 'What does “it” refer to?',
    text: '',
    note: 'Follow the word it: which noun do the heads of the two models read it from?',
  },
  { id: 'bank-river', title: 'The bank of a river', text: '', note: '' },
];

/** The gallery has no models to ask. */
const CLOSED: ModelClient = {
  ask: () => Promise.reject(new Error('The gallery has no models.')),
  fit: () => Promise.reject(new Error('The gallery has no models.')),
};

/** The page with the little state that it needs to be used. */
export function Gallery({
  state: initial,
  theme: initialTheme,
  ...more
}: { state: State; theme: Theme } & Partial<PageProps>) {
  const [state, setState] = useState(initial);
  const [theme, setTheme] = useState(initialTheme);
  const set = (change: Partial<State>) => setState((old) => ({ ...old, ...change }));
  return (
    <Page
      {...state}
      theme={theme}
      presets={PRESETS}
      onText={(text) => set({ text, preset: null })}
      onPreset={(preset) => set({ preset })}
      onRetry={() => set({ stale: true })}
      onHead={(side, choice) => set({ heads: { ...state.heads, [side]: choice } })}
      onFocus={(focus) => set({ focus })}
      onLock={(locked) => set({ locked })}
      onHideSpecials={(hideSpecials) => set({ hideSpecials })}
      onView={(view) => set({ view })}
      onStep={(step) => set({ step })}
      onViewOptions={(part) => set({ viewOptions: { ...state.viewOptions, ...part } })}
      onSort={(sort) => set({ sort })}
      onOver={(over) => set({ over })}
      onTrial={(part) => set({ trial: { ...state.trial, ...part } })}
      client={CLOSED}
      onTheme={setTheme}
      linkToText={() => location.href}
      onShare={() => ({ link: location.href, note: null })}
      onBlank={() => set({ preset: null })}
      onDismissNotices={() => set({ notices: [] })}
      {...more}
    />
  );
}

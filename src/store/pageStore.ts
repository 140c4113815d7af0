/** All that the page shows, in one store that knows no React: what the reader has chosen, and what the models say. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PlacedCell } from '../analysis/attention/pointed.ts';
import type { ModelClient } from '../engine/modelClient.ts';
import type { EngineStatus } from '../engine/protocol.ts';
import type { Comparison } from '../model/trace.ts';
import type { About } from './about.ts';
import type { Values } from './parameters.ts';
import type { Theme } from './theme.ts';

export interface PageState {
  /** What the link says. */
  readonly values: Values;
  /** What the link got wrong, or what of a text was not kept, as sentences. */
  readonly linkProblems: readonly string[];
  /** The cell under the pointer or the keyboard. */
  readonly focus: PlacedCell | null;
  readonly theme: Theme;
  readonly status: EngineStatus;
  /** What experiments ask of the models. */
  readonly client: ModelClient;
  /** What is on the screen; of an older text until the newest is read. Null before anything could be shown. */
  readonly comparison: Comparison | null;
  readonly source: 'precomputed' | 'live';
  /** A sentence about what went wrong with the newest text, or null. */
  readonly problem: string | null;
  /** The models' own figures; null until they have arrived. */
  readonly about: About | null;
  /** Notices that the reader has seen: they stay away for as long as the text is the same. */
  readonly dismissed: { readonly text: string; readonly notices: readonly string[] } | null;
}

export type PageStore = StoreApi<PageState>;

type Given = Pick<PageState, 'values' | 'status' | 'client'> & Partial<PageState>;

export function createPageStore(given: Given): PageStore {
  return createStore<PageState>(() => ({
    linkProblems: [],
    focus: null,
    theme: 'system',
    comparison: null,
    source: 'precomputed',
    problem: null,
    about: null,
    dismissed: null,
    ...given,
  }));
}

/** The state with other values: what was pointed at in one view is not there any more in another. */
export function withValues(state: PageState, values: Values): Partial<PageState> {
  const isElsewhere = values.view !== state.values.view || values.try !== state.values.try;
  return { values, ...(isElsewhere && { focus: null }) };
}

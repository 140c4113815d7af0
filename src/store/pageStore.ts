/** All that the page shows, in one store that knows no React: what the reader has chosen, and what the models say. */

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Message } from '#say';
import type { FocusedCell } from '../analysis/attention/pointed.ts';
import type { ModelClient } from '../engine/modelClient.ts';
import type { EngineStatus, OpenModel } from '../engine/protocol.ts';
import type { Language } from '../language/languages.ts';
import { SOURCE } from '../language/languages.ts';
import type { Comparison } from '../model/trace.ts';
import type { Side } from '../text/token.ts';
import type { About } from './about.ts';
import type { Typed } from './burst.ts';
import type { Opening } from './opening.ts';
import type { Values } from './parameters.ts';
import { NO_HISTORY, recorded, sameText, type TextHistory } from './textHistory.ts';
import type { Theme } from './theme.ts';

export interface PageState {
  /** Tells the states of one store from those of another. */
  readonly owner: object;
  /** What the link says. */
  readonly values: Values;
  /** How they were changed last: by a key, or on a slider; null for a choice. */
  readonly typed: Typed | null;
  /** The texts before and after this one. */
  readonly history: TextHistory;
  /** What Reset goes back to: the example as it was opened, or what the page was opened with. */
  readonly origin: Values;
  /** What the link got wrong, as sentences. */
  readonly linkProblems: readonly (Message | string)[];
  /** What was not kept of what was given, of which this is the rest; null where nothing was too long. */
  readonly cut: { readonly text: string; readonly notice: Message } | null;
  /** What was shown before the lesson was opened; null where it was opened by a link. */
  readonly beforeLesson: Values | null;
  /** The reader's own sentence in the lesson, which goes from step to step; null while the prepared ones are read. */
  readonly ownSentence: string | null;
  /** What was done in the lesson, by where and on which text: it is there again when the reader comes back. */
  readonly done: Readonly<Record<string, unknown>>;
  /** The cell under the pointer or the keyboard. */
  readonly focus: FocusedCell | null;
  readonly theme: Theme;
  /** The language that the reader wants where the link names none. */
  readonly ownLanguage: Language;
  readonly status: EngineStatus;
  /** What stands in each place; null until it has been read for the first time. */
  readonly models: Readonly<Record<Side, OpenModel | null>>;
  /** What is being opened there, or was refused. */
  readonly openings: Readonly<Record<Side, Opening | null>>;
  /** The place that a model is being chosen for; null while none is. */
  readonly chooser: Side | null;
  /** What experiments ask of the models. */
  readonly client: ModelClient;
  /** What is on the screen; of an older text until the newest is read. Null before anything could be shown. */
  readonly comparison: Comparison | null;
  readonly source: 'precomputed' | 'live';
  /** What went wrong with the newest text, or null. */
  readonly problem: Message | string | null;
  /** The models' own figures; null until they have arrived. */
  readonly about: About | null;
  /** Notices that the reader has seen: they stay away for as long as the text is the same. */
  readonly dismissed: { readonly text: string; readonly notices: readonly string[] } | null;
}

export type PageStore = StoreApi<PageState>;

type Given = Pick<PageState, 'values' | 'status' | 'client'> & Partial<PageState>;

export function createPageStore(given: Given): PageStore {
  return createStore<PageState>(() => ({
    owner: {},
    typed: null,
    history: NO_HISTORY,
    origin: given.values,
    linkProblems: [],
    cut: null,
    beforeLesson: null,
    ownSentence: null,
    done: {},
    focus: null,
    models: { left: null, right: null },
    openings: { left: null, right: null },
    chooser: null,
    theme: 'system',
    ownLanguage: SOURCE,
    comparison: null,
    source: 'precomputed',
    problem: null,
    about: null,
    dismissed: null,
    ...given,
  }));
}

/**
 * The state with other values: what was pointed at in one view is not there any more in another, and a text
 * that makes way for another one can be brought back.
 *
 * @param typed where a key or a slider did it
 */
export function withValues(
  state: PageState,
  values: Values,
  typed: Typed | null = null,
): Partial<PageState> {
  const isElsewhere = values.view !== state.values.view || values.try !== state.values.try;
  return {
    values,
    typed,
    ...(isElsewhere && { focus: null }),
    ...(!sameText(values, state.values) && {
      history: recorded(state.history, state, values, typed),
    }),
  };
}

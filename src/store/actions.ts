/** What the reader can do. */
import { MAX_TEXT } from '../address/values.ts';
import type { HeadChoice } from '../analysis/attention/head.ts';
import { inFirst, type PlacedCell } from '../analysis/attention/pointed.ts';
import { isPreset } from '../examples/presets.ts';
import { blanked } from '../text/blanked.ts';
import type { Side } from '../text/token.ts';
import { type PageStore, withValues } from './pageStore.ts';
import { HEAD, type Values } from './parameters.ts';
import { problemsNow, readNow, textNow } from './selectors.ts';
import { type SharedLink, sharedLink, textLink } from './share.ts';
import { applyTheme, keepTheme, type Theme } from './theme.ts';
import { textChanged } from './timing.ts';
import { headsOf, onNewText, opening } from './values.ts';

export interface Actions {
  /** Sets parameters of the link. */
  set(part: Partial<Values>): void;
  /** @param at the time stamp of the event that changed the text; now, where there was none */
  setText(text: string, at?: number): void;
  openPreset(id: string): void;
  chooseHead(side: Side, choice: HeadChoice): void;
  /** What the pointer or the keyboard is at. */
  focus(cell: PlacedCell | null): void;
  /** Holds a cell, in the link, too; or lets go. */
  lock(cell: PlacedCell | null): void;
  openView(view: Values['view']): void;
  /** Puts a blank in the place of the word at this token position. */
  blank(position: number): void;
  chooseTheme(theme: Theme): void;
  dismissNotices(): void;
  /** Starts the engine over after a failure. */
  retry(): void;
  /** The link to the text alone, with everything else as it is at first. */
  linkToText(): string;
  /** The link of what is on the screen, for others. */
  share(): SharedLink;
}

export function createActions(store: PageStore, retry: () => void): Actions {
  const now = () => store.getState();
  const set = (part: Partial<Values>) =>
    store.setState((state) => withValues(state, { ...state.values, ...part }));

  function setText(typed: string, at = performance.now()) {
    const { values } = now();
    if (typed.length > MAX_TEXT) {
      store.setState({
        linkProblems: [
          `Only the first ${MAX_TEXT.toLocaleString('en')} of ${typed.length.toLocaleString('en')} characters were kept: the models read at most 126 tokens.`,
        ],
      });
    }
    const text = typed.slice(0, MAX_TEXT).toWellFormed();
    textChanged(text, at);
    // The heads that are shown stay, whoever has chosen them.
    const { left, right } = headsOf(values);
    set({ ...onNewText(values), text, preset: null, [HEAD.left]: left, [HEAD.right]: right });
  }

  return {
    set,
    setText,
    openPreset(id) {
      if (!isPreset(id)) return;
      store.setState({ linkProblems: [] });
      set({
        ...onNewText(now().values),
        preset: id,
        text: null,
        ...opening(id),
      });
    },
    chooseHead: (side, choice) => set({ [HEAD[side]]: choice }),
    focus: (focus) => store.setState({ focus }),
    lock(cell) {
      const { comparison } = now();
      set({ cell: cell && comparison ? inFirst(comparison, cell) : cell });
    },
    openView: (view) => set({ view, step: 1 }),
    blank(position) {
      const read = readNow(now());
      const text = read && blanked(read.text, read.tokens, position);
      if (text) setText(text);
    },
    chooseTheme(theme) {
      keepTheme(theme);
      applyTheme(theme);
      store.setState({ theme });
    },
    dismissNotices: () =>
      store.setState({ dismissed: { text: textNow(now()), notices: problemsNow(now()) } }),
    retry,
    linkToText: () => textLink(now().values, new URL(window.location.href)),
    share: () => sharedLink(now().values, readNow(now()), new URL(window.location.href)),
  };
}

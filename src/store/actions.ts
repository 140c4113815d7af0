/** What the reader can do. */
import { msg } from '#say';
import { readParams, writeParams } from '../address/encoding.ts';
import { writeValues } from '../address/link.ts';
import { longestText } from '../address/values.ts';
import { axisTokens } from '../analysis/attention/cell.ts';
import type { HeadChoice } from '../analysis/attention/head.ts';
import { type FocusedCell, inFirst, type PlacedCell } from '../analysis/attention/pointed.ts';
import type { Wanted } from '../engine/opened.ts';
import { isPreset } from '../examples/presets.ts';
import { number } from '../language/intl.ts';
import type { Language } from '../language/languages.ts';
import type { LessonPlace } from '../lesson/places.ts';
import { blanked } from '../text/blanked.ts';
import { countOfCharacters } from '../text/characters.ts';
import { difference } from '../text/difference.ts';
import type { Side } from '../text/token.ts';
import type { Typed } from './burst.ts';
import { keepLanguage } from './language.ts';
import type { Openings } from './opening.ts';
import { type PageStore, withValues } from './pageStore.ts';
import { HEAD, isParameter, parameters, type Values } from './parameters.ts';
import { problemsNow, readNow, textNow, tokensRead } from './selectors.ts';
import { type SharedLink, sharedLink, textLink } from './share.ts';
import { type Direction, stepped } from './textHistory.ts';
import { applyTheme, keepTheme, type Theme } from './theme.ts';
import { textChanged } from './timing.ts';
import { addressed, EMPTY, onNewText, opening, showing, withText } from './values.ts';

/** The kinds of input that come a key at a time; autocorrection, paste, cut and drop put something in its place. */
const BY_KEYS =
  /^(insertText|insert(From|Replacement)?Composition\w*|insertLineBreak|delete(Content|Word|SoftLine|HardLine)\w*)$/;

/** What a text has around it. */
const SPECIALS = 2;

export interface Actions {
  /** Sets parameters of the link: a choice, which the browser's Back takes back. */
  set(part: Partial<Values>): void;
  /** Sets what is typed, or moved along a slider: Back takes a burst of it back as one. */
  adjust(part: Partial<Values>): void;
  /** Puts a text into the place of the one before. */
  setText(text: string): void;
  /**
   * Takes what the text box holds after an event.
   *
   * @param how `inputType` of the event; what is not by keys, such as a paste, is a step of its own
   * @param at the event's time stamp
   */
  typeText(text: string, how: string | undefined, at?: number): void;
  /** Brings back the text before this one, or the one after it. */
  bringBack(direction: Direction): void;
  /** Goes back to the example as it was opened, or to what the page was opened with. */
  reset(): void;
  /** Opens the page as its bare address does, and forgets what was done in the lesson. */
  goHome(): void;
  /** Goes to an address within the page, as following a link there does; on the same backend. */
  visit(address: string): void;
  /**
   * Opens a place of the lesson; from the tool, the way back leads to what was there.
   *
   * @param text what is read there; null for the sentence that was prepared
   */
  openLesson(place: LessonPlace, text?: string | null): void;
  /** Keeps the reader's own sentence for the steps to come; null goes on with the prepared ones. */
  keepSentence(text: string | null): void;
  /** Leaves the lesson for what was there before it. */
  closeLesson(): void;
  openPreset(id: string): void;
  chooseHead(side: Side, choice: HeadChoice): void;
  /** What the pointer or the keyboard is at. */
  focus(cell: FocusedCell | null): void;
  /** Holds a cell, in the link, too; or lets go. */
  lock(cell: PlacedCell | null): void;
  openView(view: Values['view']): void;
  /** Puts a blank in the place of the word at a position along a model's axes. */
  blank(side: Side, position: number): void;
  /** Opens another model in a place; what comes of it is in the store. */
  openModel(side: Side, wanted: Wanted): void;
  /** Fetches what is being opened although it is large. */
  agreeToFetch(side: Side): void;
  cancelOpening(side: Side): void;
  /** Shows the other kind of attention that the file in a place has. */
  showOther(side: Side): void;
  /** Puts the model back into a place that ships with the page. */
  putBack(side: Side): void;
  /** Puts the page's own models in place of attention from files, so that any text can be read. */
  typeAnother(): void;
  /** Lets a model be chosen for a place; null closes that. */
  chooseModel(side: Side | null): void;
  chooseTheme(theme: Theme): void;
  /** The language from now on; a link that names one names this one. */
  chooseLanguage(language: Language): void;
  dismissNotices(): void;
  /** Starts the engine over after a failure. */
  retry(): void;
  /** The link to the text alone, with everything else as it is at first. */
  linkToText(): string;
  /** The link of what is on the screen, for others. @param text of which it is, where that may be older than the newest */
  share(text?: string | null): SharedLink;
}

/**
 * @param visit goes to an address within the page
 * @param openings opens other models; null where there is nothing to run them
 */
export function createActions(
  store: PageStore,
  retry: () => void,
  visit: (address: string) => void,
  openings: Openings | null = null,
): Actions {
  const now = () => store.getState();
  const change = (part: Partial<Values>, typed: Typed | null) =>
    store.setState((state) => withValues(state, { ...state.values, ...part }, typed));
  const set = (part: Partial<Values>) => change(part, null);

  function take(given: string, at: number, typed: Typed | null) {
    const { values } = now();
    const tokens = tokensRead(now());
    const most = longestText(tokens.most);
    const text = given.slice(0, most).toWellFormed();
    if (given.length > most) {
      const notice = msg`Only the first ${number(most)} of ${number(given.length)} characters were kept: the models read at most ${tokens.least - SPECIALS} tokens.`;
      store.setState({ cut: { text, notice } });
    }
    textChanged(text, at);
    change(withText(values, text), typed);
  }

  /** To an address of what is said here, on the same backend and in the same language. */
  function open(said: Partial<Values>) {
    const { backend, lang } = now().values;
    visit(`./${writeValues(parameters, { ...EMPTY, preset: null, ...said, backend, lang })}`);
  }

  const setText = (text: string) => take(text, performance.now(), null);

  return {
    set,
    adjust: (part) => change(part, { at: performance.now(), overwrites: false }),
    setText,
    typeText(text, how, at = performance.now()) {
      const isTyping = how !== undefined && BY_KEYS.test(how);
      const { removed } = difference(textNow(now()), text);
      const overwrites = !/Composition/.test(how ?? '') && countOfCharacters(removed) > 1;
      take(text, at, isTyping ? { at, overwrites } : null);
    },
    bringBack(direction) {
      const state = now();
      const to = stepped(state.history, state, direction);
      if (to) store.setState({ ...withValues(state, to.values), ...to, linkProblems: [] });
    },
    reset() {
      const { origin, values } = now();
      set({ ...origin, backend: values.backend, lang: values.lang });
      store.setState({ linkProblems: [] });
    },
    goHome() {
      store.setState({ ownSentence: null, done: {} });
      open({});
    },
    visit(address) {
      const { backend, lang } = now().values;
      const { search, hash } = new URL(address, document.baseURI);
      const params = readParams({ search, hash });
      if (backend) params.set('backend', backend);
      if (lang) params.set('lang', lang);
      const parts = writeParams(params, isParameter);
      visit(`./${parts.search}${parts.hash}`);
    },
    openLesson(lesson, text = null) {
      const { values } = now();
      if (values.lesson === null) store.setState({ beforeLesson: values });
      open({ lesson, text });
    },
    keepSentence: (ownSentence) => store.setState({ ownSentence }),
    closeLesson() {
      const { beforeLesson } = now();
      open(beforeLesson === null ? {} : addressed(beforeLesson));
    },
    openPreset(id) {
      if (!isPreset(id)) return;
      store.setState({ linkProblems: [] });
      set({
        ...onNewText(now().values),
        preset: id,
        text: null,
        ...opening(id),
      });
      store.setState(({ values }) => ({ origin: values }));
    },
    chooseHead: (side, choice) => set({ [HEAD[side]]: choice }),
    focus: (focus) => store.setState({ focus }),
    lock(cell) {
      const { comparison } = now();
      set({ cell: cell && comparison ? inFirst(comparison, cell) : cell });
    },
    openView: (view) => set({ view, step: 1 }),
    blank(side, position) {
      const { comparison } = now();
      const trace = comparison?.[side];
      const text = trace && blanked(comparison.text, axisTokens(trace), position);
      if (text) setText(text);
    },
    openModel(side, wanted) {
      // Why it cannot be opened is in the store.
      openings?.open(side, wanted).catch(() => undefined);
    },
    agreeToFetch: (side) => openings?.agree(side),
    cancelOpening: (side) => openings?.cancel(side),
    showOther: (side) => void openings?.showOther(side).catch(() => undefined),
    putBack: (side) => void openings?.putBack(side).catch(() => undefined),
    typeAnother() {
      const { values } = now();
      const { left, right } = onNewText(values);
      set({ ...onNewText(values), left, right, [HEAD.left]: null, [HEAD.right]: null });
    },
    chooseModel: (chooser) => store.setState({ chooser }),
    chooseTheme(theme) {
      keepTheme(theme);
      applyTheme(theme);
      store.setState({ theme });
    },
    chooseLanguage(language) {
      keepLanguage(language);
      store.setState({ ownLanguage: language });
      if (now().values.lang !== null) set({ lang: language });
    },
    dismissNotices: () =>
      store.setState({
        dismissed: { text: textNow(now()), notices: problemsNow(now()) },
        // They are not of the text: another one does not bring them back.
        linkProblems: [],
      }),
    retry,
    linkToText: () => textLink(now().values, new URL(window.location.href)),
    share(text = null) {
      const values = showing(now().values, text);
      return sharedLink(values, readNow(now()), new URL(window.location.href));
    },
  };
}

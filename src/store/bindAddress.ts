/**
 * Keeps the address and the values of the store alike, so that every picture has a link, and the back
 * button goes to the picture before.
 *
 * Choosing an example, a head, a view or an experiment, or leaving an example by typing, makes a new
 * history entry; anything else replaces the newest one. The address follows typing when the typist
 * pauses: writing it costs the browser more than the page's own answer to a key.
 */
import { readParams, writeParams } from '../address/encoding.ts';
import { written } from '../address/link.ts';
import type { Parameter } from '../address/parameter.ts';
import { type PageStore, withValues } from './pageStore.ts';
import { isParameter, type ParameterName, parameters, type Values } from './parameters.ts';
import { addressed, linkProblems, plain, valuesOf } from './values.ts';

/** How long nobody types before the address takes the text over. */
const TYPING_PAUSE_MS = 150;

/** Browsers refuse more than about a hundred changes of the address in ten seconds. */
const WINDOW_MS = 10_000;

/** So many changes in that time are written at once; further ones wait for each other. */
const BURST = 40;
const BETWEEN_CHANGES_MS = 200;

/** A change of these is a step that the back button takes back. */
const STEPS: readonly ParameterName[] = ['preset', 'bert', 'gpt', 'view', 'try'];

const NAMES = Object.keys(parameters).filter((name) => name !== 'backend') as ParameterName[];

const parameterOf = (name: ParameterName) => parameters[name] as Parameter<unknown>;

/** Whether a change of the values changes one of these parameters. */
function changes(from: Values, to: Values, names: readonly ParameterName[]): boolean {
  return names.some((name) => !parameterOf(name).isSame(from[name], to[name]));
}

/**
 * What an address says once the values have become others. What is not the page's stays in the query, if it
 * was there; a stranger's fragment is nobody else's business.
 */
export function updated(address: Location | URL, from: Values, to: Values): URLSearchParams {
  const query = new URLSearchParams(address.search);
  const params = new URLSearchParams(
    [...readParams(address)].filter(([name]) => isParameter(name) || query.has(name)),
  );
  for (const name of NAMES) {
    const text = written(parameterOf(name), to[name]);
    const isKept = !changes(from, to, [name]) && (text !== null || !params.has(name));
    if (isKept) continue;
    if (text === null) params.delete(name);
    else params.set(name, text);
  }
  return params;
}

/** The values that were read, each the object of before where it says the same. */
function kept(before: Values, read: Values): Values {
  const same = Object.keys(parameters).map((key) => {
    const name = key as ParameterName;
    return [name, changes(before, read, [name]) ? read[name] : before[name]];
  });
  return Object.fromEntries(same);
}

/** @returns what ends it */
export function bindAddress(store: PageStore): () => void {
  /** What the address says. */
  let said = addressed(store.getState().values);
  let isStep = false;
  /** When the address was changed, the newest last. */
  let changed: readonly number[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  function write() {
    clearTimeout(timer);
    timer = undefined;
    const { history, location } = window;
    const now = addressed(store.getState().values);
    const parts = writeParams(updated(location, said, now), isParameter);
    const url = Object.assign(new URL(location.href), parts);
    said = now;
    const at = performance.now();
    changed = [...changed.filter((each) => at - each < WINDOW_MS), at];
    if (isStep) history.pushState(history.state, '', url);
    else history.replaceState(history.state, '', url);
    isStep = false;
  }

  /** @param pause how long to wait at least, in milliseconds */
  function writeAfter(pause: number) {
    clearTimeout(timer);
    const now = performance.now();
    const isBurst = changed.filter((at) => now - at < WINDOW_MS).length >= BURST;
    const wait = isBurst ? changed.at(-1)! + BETWEEN_CHANGES_MS - now : 0;
    // Two steps are two entries of the history, however soon one follows the other.
    if (isStep && !isBurst) write();
    else timer = setTimeout(write, Math.max(pause, wait));
  }

  /** Nothing is lost with the page. */
  function writeNow() {
    if (timer !== undefined) write();
  }

  function read() {
    clearTimeout(timer);
    timer = undefined;
    isStep = false;
    const { location } = window;
    store.setState((state) => {
      const values = kept(state.values, valuesOf(readParams(location)));
      said = addressed(values);
      return {
        ...withValues(state, values),
        linkProblems: linkProblems(location.search + location.hash),
      };
    });
  }

  const unsubscribe = store.subscribe(({ values }, before) => {
    if (values === before.values) return;
    const [from, to] = [plain(before.values), plain(values)];
    const isSaid = !changes(said, addressed(values), NAMES);
    if (isSaid && timer === undefined) return;
    const isTyping = to.text !== from.text && !changes(from, to, STEPS);
    if (changes(from, to, STEPS)) isStep = true;
    writeAfter(isTyping && !isStep ? TYPING_PAUSE_MS : 0);
  });
  // Sent too where only the fragment was changed by hand.
  window.addEventListener('popstate', read);
  window.addEventListener('pagehide', writeNow);
  return () => {
    clearTimeout(timer);
    unsubscribe();
    window.removeEventListener('popstate', read);
    window.removeEventListener('pagehide', writeNow);
  };
}

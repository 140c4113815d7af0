/**
 * Keeps the address and the values of the store alike, so that every picture has a link, and the back
 * button goes to the picture before.
 *
 * Each choice makes an entry of the browser's history, and so does each burst of typing or of a slider, which
 * begins with the entry and then replaces it. The address follows typing when the typist pauses: writing it
 * costs the browser more than the page's own answer to a key.
 */
import { readParams, writeParams } from '../address/encoding.ts';
import { written } from '../address/link.ts';
import type { Parameter } from '../address/parameter.ts';
import { isSoon } from './burst.ts';
import { type PageStore, withValues } from './pageStore.ts';
import { isParameter, type ParameterName, parameters, type Values } from './parameters.ts';
import { opened, visited } from './textHistory.ts';
import { addressed, linkProblems, plain, valuesOf } from './values.ts';

/** How long nobody types before the address takes the text over. */
const TYPING_PAUSE_MS = 150;

/** Browsers refuse more than about a hundred changes of the address in ten seconds. */
const WINDOW_MS = 10_000;

/** So many changes in that time are written at once; further ones wait for each other. */
const CROWD = 40;
const BETWEEN_CHANGES_MS = 200;

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

export interface BoundAddress {
  /** Goes to an address within the page, as following a link there does. */
  visit(address: string): void;
  end(): void;
}

export function bindAddress(store: PageStore): BoundAddress {
  /** What the address says. */
  let said = addressed(store.getState().values);
  let isStep = false;
  /** What was typed last, and when: what follows soon is of the same entry. */
  let burst: { readonly names: readonly string[]; readonly at: number } | null = null;
  /** When the address was changed, the newest last. */
  let changed: readonly number[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const isCrowded = (now: number) => changed.filter((at) => now - at < WINDOW_MS).length >= CROWD;

  /**
   * A browser may refuse, where it counts otherwise or the page is in a frame: the page goes on without.
   *
   * @returns whether the address is now this one
   */
  function enter(url: URL, isNew: boolean): boolean {
    const { history } = window;
    const at = performance.now();
    changed = [...changed.filter((each) => at - each < WINDOW_MS), at];
    try {
      if (isNew) history.pushState(history.state, '', url);
      else history.replaceState(history.state, '', url);
      return true;
    } catch (error) {
      console.warn(error);
      return false;
    }
  }

  function write(now = addressed(store.getState().values)) {
    clearTimeout(timer);
    timer = undefined;
    const { location } = window;
    const parts = writeParams(updated(location, said, now), isParameter);
    // Of an embedded picture Back is the page's around it.
    const isNew = isStep && !store.getState().values.embed && changes(said, now, NAMES);
    if (!enter(Object.assign(new URL(location.href), parts), isNew)) return;
    said = now;
    isStep = false;
  }

  /** @param pause how long to wait at least, in milliseconds */
  function writeAfter(pause: number) {
    clearTimeout(timer);
    const now = performance.now();
    const crowded = isCrowded(now);
    const wait = crowded ? changed.at(-1)! + BETWEEN_CHANGES_MS - now : 0;
    // Two steps are two entries of the history, however soon one follows the other.
    if (isStep && !crowded) write();
    else timer = setTimeout(write, Math.max(pause, wait));
  }

  /** Nothing is lost with the page. */
  function writeNow() {
    if (timer !== undefined) write();
  }

  /** @param takes how the history of texts takes what the address says */
  function read(address: Location | URL, takes: typeof visited) {
    clearTimeout(timer);
    timer = undefined;
    isStep = false;
    burst = null;
    store.setState((state) => {
      const values = kept(state.values, valuesOf(readParams(address)));
      said = addressed(values);
      return {
        ...withValues(state, values),
        ...takes(state.history, state, values),
        linkProblems: linkProblems(address.search + address.hash),
      };
    });
  }

  const unsubscribe = store.subscribe(({ values, typed }, before) => {
    if (values === before.values) return;
    const [from, to] = [plain(before.values), plain(values)];
    const isSaid = !changes(said, addressed(values), NAMES);
    if (isSaid && timer === undefined) return;
    const now = performance.now();
    const names = NAMES.filter((name) => changes(from, to, [name]));
    const last = isSoon(now, burst?.at ?? null) ? burst!.names : [];
    const goesOn =
      typed !== null && !typed.overwrites && names.every((name) => last.includes(name));
    burst = typed && { names: goesOn ? last : names, at: now };
    if (!goesOn) {
      // What is still to be written is of the entry before.
      if (timer !== undefined && !isCrowded(now)) write(addressed(before.values));
      isStep = true;
    }
    writeAfter(typed ? TYPING_PAUSE_MS : 0);
  });

  const onPopState = () => read(window.location, visited);
  // Sent too where only the fragment was changed by hand.
  window.addEventListener('popstate', onPopState);
  window.addEventListener('pagehide', writeNow);
  return {
    visit(address) {
      writeNow();
      const url = new URL(address, document.baseURI);
      enter(url, true);
      read(url, opened);
    },
    end() {
      clearTimeout(timer);
      unsubscribe();
      window.removeEventListener('popstate', onPopState);
      window.removeEventListener('pagehide', writeNow);
    },
  };
}

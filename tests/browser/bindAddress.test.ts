/** The address and the store say the same, whichever was changed. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Actions, createActions } from '../../src/store/actions.ts';
import { type BoundAddress, bindAddress } from '../../src/store/bindAddress.ts';
import { BURST_PAUSE_MS } from '../../src/store/burst.ts';
import type { PageStore } from '../../src/store/pageStore.ts';
import type { Values } from '../../src/store/parameters.ts';
import { redoNow, textNow, undoNow } from '../../src/store/selectors.ts';
import { valuesOfAddress } from '../../src/store/values.ts';
import { storeOf } from '../view/gallery/states.ts';

const PATH = `${window.location.pathname}`;
const before = window.location.href;
let bound: BoundAddress | null = null;
let pushed = 0;

/** A store over an address, bound to it. */
function open(address: string): { store: PageStore; actions: Actions } {
  window.history.replaceState(null, '', PATH + address);
  const store = storeOf({ ...valuesOfAddress(address), comparison: null });
  bound = bindAddress(store);
  pushed = 0;
  return { store, actions: createActions(store, () => undefined, bound.visit) };
}

const address = () => window.location.search + window.location.hash;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const push = window.history.pushState.bind(window.history);
  vi.spyOn(window.history, 'pushState').mockImplementation((...given) => {
    pushed++;
    push(...given);
  });
});

afterEach(() => {
  bound?.end();
  vi.useRealTimers();
  vi.restoreAllMocks();
  window.history.replaceState(null, '', before);
});

it('makes an entry of the history of each step, however soon one follows the other', () => {
  const { actions } = open('?preset=bank-river');
  actions.openPreset('bank-money');
  expect(address()).toBe('?preset=bank-money');
  actions.chooseHead('left', { layer: 3, head: 3 });
  actions.openView('match');
  // Of an example that is no more as it opened, the link says all.
  expect(address()).toMatch(/^\?preset=bank-money&bert=4\.4&gpt=4\.1&cell=8\.1&view=match$/);
  expect(pushed).toBe(3);
});

it('in a picture that is embedded makes none: Back is the page’s around it', () => {
  const { actions } = open('?preset=bank-river&embed=1');
  actions.chooseHead('left', { layer: 3, head: 3 });
  actions.openPreset('bank-money');
  vi.runAllTimers();
  expect(address()).toContain('preset=bank-money');
  expect(pushed).toBe(0);
});

it('follows typing when the typist pauses, and leaves an example by one step', () => {
  const { actions } = open('?preset=bank-river');
  actions.typeText('a', 'insertText');
  expect(address()).toMatch(/^\?text=a/);
  actions.typeText('ab', 'insertText');
  vi.advanceTimersByTime(149);
  actions.typeText('abc', 'insertText');
  vi.advanceTimersByTime(149);
  expect(address()).toMatch(/^\?text=a(&|$)/);
  vi.advanceTimersByTime(1);
  expect(address()).toMatch(/^\?text=abc/);
  expect(pushed).toBe(1);
});

it('makes one entry of a burst of typing, however many pauses the address takes in it', () => {
  const { actions } = open('?text=a');
  for (const text of ['ab', 'abc', 'abcd']) {
    actions.typeText(text, 'insertText');
    vi.advanceTimersByTime(BURST_PAUSE_MS - 1);
    expect(address()).toBe(`?text=${text}`);
  }
  expect(pushed).toBe(1);
  vi.advanceTimersByTime(1);
  actions.typeText('abcde', 'insertText');
  vi.runAllTimers();
  expect(address()).toBe('?text=abcde');
  expect(pushed).toBe(2);
});

it('makes an entry of what overwrites a selection amid typing', () => {
  const { actions } = open('?text=The');
  actions.typeText('The cat', 'insertText');
  actions.typeText('B', 'insertText');
  actions.typeText('Bo', 'insertText');
  vi.runAllTimers();
  expect(address()).toBe('?text=Bo');
  expect(pushed).toBe(2);
});

it('makes an entry of each text that is put in the place of another, and one of each Undo', () => {
  const { actions } = open('?text=a');
  actions.setText('b');
  actions.openPreset('bank-river');
  actions.bringBack('undo');
  actions.bringBack('undo');
  expect(address()).toBe('?text=a');
  expect(pushed).toBe(4);
});

it('writes what was typed before it makes an entry of the next choice', () => {
  const { actions } = open('?text=a');
  const replace = vi.spyOn(window.history, 'replaceState');
  actions.typeText('ab', 'insertText');
  actions.typeText('abc', 'insertText');
  actions.lock({ row: 2, column: 1 });
  expect(replace.mock.lastCall?.[2]?.toString()).toMatch(/\?text=abc$/);
  expect(address()).toBe('?text=abc&cell=2.1');
  expect(pushed).toBe(2);
});

it('makes an entry of each choice of each kind, and one of a setting that is typed', () => {
  const { actions } = open('?text=a');
  const choices: readonly Partial<Values>[] = [
    { of: 'layer' },
    { by: 'words' },
    { show: 'arcs' },
    { sort: 'entropy' },
    { specials: true },
    { cell: { row: 1, column: 1 } },
    { view: 'experiment' },
    { try: 'continue' },
    { order: 'sure' },
  ];
  for (const choice of choices) actions.set(choice);
  expect(pushed).toBe(choices.length);
  for (const count of [1, 12, 123]) actions.adjust({ count });
  vi.runAllTimers();
  expect(address()).toMatch(/&count=123$/);
  expect(pushed).toBe(choices.length + 1);
});

it('opens the bare address with everything as it is at first, and keeps the backend', () => {
  const { store, actions } = open('?from=mail&text=a&view=match&backend=wasm');
  actions.goHome();
  expect(window.location.href).toBe(new URL('./?backend=wasm', document.baseURI).href);
  expect(store.getState().values).toEqual({ ...valuesOfAddress(''), backend: 'wasm' });
  expect(pushed).toBe(1);
  actions.bringBack('undo');
  expect(textNow(store.getState())).toBe('a');
});

it('brings a text back by Undo that the browser went away from, and takes its Back for an Undo', () => {
  const { store, actions } = open('?text=a');
  actions.setText('b');
  const visit = (to: string) => {
    window.history.replaceState(null, '', PATH + to);
    window.dispatchEvent(new PopStateEvent('popstate'));
  };
  visit('?text=a');
  expect(undoNow(store.getState())).toBeNull();
  expect(redoNow(store.getState())).not.toBeNull();
  visit('?text=b');
  expect(redoNow(store.getState())).toBeNull();
  visit('?text=from+elsewhere');
  expect(textNow(store.getState())).toBe('from elsewhere');
  actions.bringBack('undo');
  expect(textNow(store.getState())).toBe('b');
});

it('goes on where the browser refuses to change the address, and says all of it once it does not', () => {
  const { store, actions } = open('?text=a');
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const refusal = vi.spyOn(window.history, 'pushState').mockImplementation(() => {
    throw new DOMException('Too often', 'SecurityError');
  });
  actions.setText('b');
  actions.goHome();
  expect(store.getState().values).toEqual(valuesOfAddress(''));
  actions.openPreset('bank-river');
  expect(address()).toBe('?text=a');
  refusal.mockRestore();
  actions.openView('match');
  expect(address()).toBe('?preset=bank-river&bert=2.4&cell=10.2&view=match');
});

it('keeps what was typed when the page is left at once', () => {
  const { actions } = open('?text=a');
  actions.typeText('ab', 'insertText');
  window.dispatchEvent(new Event('pagehide'));
  expect(address()).toBe('?text=ab');
});

it('reads the address again when it was changed by hand, and says what is wrong in it', () => {
  const { store, actions } = open('?text=a&cell=1.2');
  const { cell } = store.getState().values;
  actions.typeText('ab', 'insertText');
  window.history.replaceState(null, '', `${PATH}?text=b&bert=x&cell=1.2`);
  window.dispatchEvent(new PopStateEvent('popstate'));
  expect(textNow(store.getState())).toBe('b');
  expect(store.getState().values.cell).toEqual(cell);
  expect(store.getState().linkProblems).toHaveLength(1);
  vi.runAllTimers();
  expect(address()).toBe('?text=b&bert=x&cell=1.2');
});

it('leaves what is not the page’s in the query, and takes away what it says no more', () => {
  const { actions } = open('?from=mail&text=a&specials=hide#stranger=1');
  actions.set({ specials: false });
  vi.runAllTimers();
  expect(address()).toBe('?from=mail&text=a');
});

it('changes the address less often than browsers refuse, and says the last in the end', () => {
  const { actions } = open('?text=a');
  const replace = vi.spyOn(window.history, 'replaceState');
  for (let nth = 0; nth < 300; nth++) {
    actions.chooseHead('left', { layer: nth % 12, head: nth % 7 });
    vi.advanceTimersByTime(33);
  }
  expect(pushed + replace.mock.calls.length).toBeLessThan(100);
  vi.runAllTimers();
  expect(address()).toBe('?text=a&bert=12.6');
});

/** The address and the store say the same, whichever was changed. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Actions, createActions } from '../../src/store/actions.ts';
import { bindAddress } from '../../src/store/bindAddress.ts';
import type { PageStore } from '../../src/store/pageStore.ts';
import { textNow } from '../../src/store/selectors.ts';
import { valuesOfAddress } from '../../src/store/values.ts';
import { storeOf } from '../view/gallery/states.ts';

const PATH = `${window.location.pathname}`;
const before = window.location.href;
let end = () => {};
let pushed = 0;

/** A store over an address, bound to it. */
function open(address: string): { store: PageStore; actions: Actions } {
  window.history.replaceState(null, '', PATH + address);
  const store = storeOf({ ...valuesOfAddress(address), comparison: null });
  end = bindAddress(store);
  pushed = 0;
  return { store, actions: createActions(store, () => undefined) };
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
  end();
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

it('follows typing when the typist pauses, and leaves an example by one step', () => {
  const { actions } = open('?preset=bank-river');
  actions.setText('a');
  expect(address()).toMatch(/^\?text=a/);
  actions.setText('ab');
  vi.advanceTimersByTime(149);
  actions.setText('abc');
  vi.advanceTimersByTime(149);
  expect(address()).toMatch(/^\?text=a(&|$)/);
  vi.advanceTimersByTime(1);
  expect(address()).toMatch(/^\?text=abc/);
  expect(pushed).toBe(1);
});

it('keeps what was typed when the page is left at once', () => {
  const { actions } = open('?text=a');
  actions.setText('ab');
  window.dispatchEvent(new Event('pagehide'));
  expect(address()).toBe('?text=ab');
});

it('reads the address again when it was changed by hand, and says what is wrong in it', () => {
  const { store, actions } = open('?text=a&cell=1.2');
  const { cell } = store.getState().values;
  actions.setText('about to be written');
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

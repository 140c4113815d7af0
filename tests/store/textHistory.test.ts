/** Every text that was on the page can be brought back, with all that was of it. */
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { type Actions, createActions } from '../../src/store/actions.ts';
import { BURST_PAUSE_MS } from '../../src/store/burst.ts';
import type { PageStore } from '../../src/store/pageStore.ts';
import { headsNow, isAsOpened, redoNow, textNow, undoNow } from '../../src/store/selectors.ts';
import { valuesOfAddress } from '../../src/store/values.ts';
import { storeOf } from '../view/gallery/states.ts';

const HEAD = { layer: 1, head: 3 };
const BANK = 'bank-river';

function open(address = '?text=a'): Actions & { store: PageStore; text(): string } {
  const store = storeOf({ ...valuesOfAddress(address), comparison: null });
  const actions = createActions(
    store,
    () => undefined,
    () => undefined,
  );
  return { ...actions, store, text: () => textNow(store.getState()) };
}

/** Types texts, so many milliseconds after each other. */
function typing({ typeText }: Pick<Actions, 'typeText'>, texts: readonly string[], every = 50) {
  for (const [nth, text] of texts.entries()) typeText(text, 'insertText', nth * every);
}

it('brings back what an example, a blank or a written text has taken the place of, and does it again', () => {
  const page = open();
  page.setText('b');
  page.openPreset(BANK);
  const river = page.text();
  page.bringBack('undo');
  expect(page.text()).toBe('b');
  page.bringBack('undo');
  expect(page.text()).toBe('a');
  page.bringBack('undo');
  expect(page.text()).toBe('a');
  page.bringBack('redo');
  page.bringBack('redo');
  expect(page.text()).toBe(river);
  expect(page.store.getState().values.preset).toBe(BANK);
  page.bringBack('redo');
  expect(page.text()).toBe(river);
});

it('brings back the cell that was held in a text, and the heads that an example changed', () => {
  const page = open('?text=a+b+c&cell=2.1&bert=3.1');
  page.openPreset(BANK);
  expect(page.store.getState().values.cell).toEqual(valuesOfAddress(`?preset=${BANK}`).cell);
  expect(headsNow(page.store.getState()).left).not.toEqual({ layer: 2, head: 0 });
  page.bringBack('undo');
  expect(page.store.getState().values.cell).toEqual({ row: 2, column: 1 });
  expect(headsNow(page.store.getState()).left).toEqual({ layer: 2, head: 0 });
});

it('leaves heads, view and filters as they were chosen since', () => {
  const page = open();
  page.setText('b');
  page.chooseHead('left', HEAD);
  page.set({ specials: true, view: 'match' });
  page.bringBack('undo');
  const { values } = page.store.getState();
  expect(headsNow(page.store.getState()).left).toEqual(HEAD);
  expect([values.specials, values.view]).toEqual([true, 'match']);
});

it('takes a burst of typing for one step, and a pause for the end of it', () => {
  const page = open('?text=');
  typing(page, ['T', 'Th', 'The']);
  page.typeText('The c', 'insertText', 2 * 50 + BURST_PAUSE_MS);
  page.bringBack('undo');
  expect(page.text()).toBe('The');
  page.bringBack('undo');
  expect(page.text()).toBe('');
});

it('keeps what is deleted and written over within one burst', () => {
  const page = open('?text=');
  typing(page, ['The cat', 'The ca', 'The c', '', 'A', 'A dog']);
  page.bringBack('undo');
  expect(page.text()).toBe('The c');
  page.bringBack('undo');
  expect(page.text()).toBe('The cat');
  page.bringBack('undo');
  expect(page.text()).toBe('');
});

it('takes each overwriting of a selection for a step, however soon one follows the other', () => {
  const page = open('?text=First+text');
  typing(page, ['👩‍👩‍👧 and more', 'مرحبا بالعالم', 'Third']);
  page.bringBack('undo');
  expect(page.text()).toBe('مرحبا بالعالم');
  page.bringBack('undo');
  expect(page.text()).toBe('👩‍👩‍👧 and more');
});

it('takes letters that are deleted one by one, an emoji of many units too, for one step', () => {
  const page = open('?text=ab+👩‍👩‍👧');
  typing(page, ['ab ', 'ab', 'a', '']);
  page.bringBack('undo');
  expect(page.text()).toBe('ab 👩‍👩‍👧');
});

it('takes a paste for a step of its own, and so what no key did', () => {
  const page = open('?text=');
  typing(page, ['a', 'ab']);
  page.typeText('ab pasted', 'insertFromPaste', 60);
  page.typeText('by a script', undefined, 70);
  page.typeText('by a script!', 'insertText', 80);
  page.bringBack('undo');
  page.bringBack('undo');
  expect(page.text()).toBe('ab pasted');
  page.bringBack('undo');
  expect(page.text()).toBe('ab');
});

it('forgets what was undone once something else is written', () => {
  const page = open();
  page.setText('b');
  page.bringBack('undo');
  page.setText('c');
  expect(redoNow(page.store.getState())).toBeNull();
  page.bringBack('undo');
  expect(page.text()).toBe('a');
});

it('says nothing of a text that is the same', () => {
  const page = open();
  page.setText('a');
  page.chooseHead('left', HEAD);
  expect(undoNow(page.store.getState())).toBeNull();
});

it('keeps a hundred texts', () => {
  const page = open('?text=0');
  for (let nth = 1; nth <= 120; nth++) page.setText(String(nth));
  for (let nth = 0; nth < 200; nth++) page.bringBack('undo');
  expect(page.text()).toBe('20');
});

it('resets to the example as it was opened, view and settings too', () => {
  const page = open('?text=a&specials=hide');
  page.openPreset(BANK);
  expect(isAsOpened(page.store.getState())).toBe(true);
  const opened = page.store.getState().values;
  page.setText('Something else');
  page.chooseHead('left', HEAD);
  page.set({ view: 'match', specials: false });
  expect(isAsOpened(page.store.getState())).toBe(false);
  page.reset();
  expect(page.store.getState().values).toEqual(opened);
  page.bringBack('undo');
  expect(page.text()).toBe('Something else');
});

it('resets a text that came from no example to what the page was opened with', () => {
  const page = open('?text=a+b&cell=1.2&view=match');
  page.openPreset(BANK);
  page.bringBack('undo');
  page.setText('c');
  page.openView('compare');
  page.reset();
  expect(page.store.getState().values).toEqual(valuesOfAddress('?text=a+b&cell=1.2&view=match'));
});

it('comes back to the first text by undoing, whatever was typed or chosen, and to the last by redoing', () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.constantFrom('', ' ', '👩‍👩‍👧', 'مرحبا بالعالم', 'word '.repeat(600)),
  );
  const key = fc.tuple(fc.constantFrom('insertText', 'insertFromPaste', undefined), text);
  const change = fc.oneof(key, fc.constantFrom('bank-river', 'quotes', 'undo', 'redo'));
  fc.assert(
    fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
      const page = open('?text=first');
      for (const each of changes) {
        if (typeof each !== 'string') page.typeText(each[1], each[0]);
        else if (each === 'undo' || each === 'redo') page.bringBack(each);
        else page.openPreset(each);
        vi.advanceTimersByTime(400);
      }
      const isMore = (change: typeof undoNow) => change(page.store.getState()) !== null;
      while (isMore(redoNow)) page.bringBack('redo');
      const last = page.text();
      while (isMore(undoNow)) page.bringBack('undo');
      expect(page.text()).toBe('first');
      while (isMore(redoNow)) page.bringBack('redo');
      expect(page.text()).toBe(last);
    }),
  );
  vi.useRealTimers();
});

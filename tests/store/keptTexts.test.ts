/** What Undo and Redo bring back is there again after the page was loaded anew in its tab. */
import { describe, expect, it } from 'vitest';
import { createActions } from '../../src/store/actions.ts';
import { keepTexts, keptTexts } from '../../src/store/keptTexts.ts';
import { NO_HISTORY } from '../../src/store/textHistory.ts';
import { valuesOfAddress } from '../../src/store/values.ts';
import { storeOf } from '../view/gallery/states.ts';

function open(address: string) {
  const store = storeOf({ ...valuesOfAddress(address), comparison: null });
  const nothing = () => undefined;
  return { store, ...createActions(store, nothing, nothing) };
}

/** A tab's storage, and what is in it. */
function tab(content?: string) {
  const items = new Map<string, string>();
  const storage = () =>
    ({
      getItem: (key: string) => content ?? items.get(key) ?? null,
      setItem: (key: string, item: string) => void items.set(key, item),
    }) as Storage;
  return { items, storage };
}

/** A page with texts before and after the one that it shows. */
function read() {
  const page = open('?text=a+b+c&cell=2.1&bert=3.1&try=mask&flip=1.2');
  page.openPreset('bank-river');
  page.setText('“naïve”\n 😀 & more=');
  page.typeText('', 'deleteContentBackward', 0);
  page.setText('x'.repeat(2000));
  page.setText('last');
  page.bringBack('undo');
  page.bringBack('undo');
  return page;
}

it('keeps every text with all that was of it, and what Reset went back to', () => {
  const { storage } = tab();
  const { store } = read();
  const { history, values } = store.getState();
  expect([history.past.length, history.future.length]).toEqual([3, 2]);
  keepTexts(store.getState(), storage);
  expect(keptTexts(values, storage)).toEqual({ ...history, burst: null });
});

it('goes on bringing texts back', () => {
  const { storage } = tab();
  const before = read();
  keepTexts(before.store.getState(), storage);
  const after = open('?text=');
  const { values } = before.store.getState();
  after.store.setState({ values, history: keptTexts(values, storage) });
  for (const page of [before, after]) {
    page.bringBack('undo');
    page.bringBack('undo');
  }
  expect(after.store.getState().values).toEqual(before.store.getState().values);
});

it('says nothing of another text than the one that was left', () => {
  const { storage } = tab();
  keepTexts(read().store.getState(), storage);
  expect(keptTexts(valuesOfAddress('?text=other'), storage)).toEqual(NO_HISTORY);
});

describe('what cannot be read', () => {
  it.each([
    '',
    '{',
    'null',
    '[]',
    '{"shown":"?text=a"}',
    '{"shown":"?text=a","past":[["?text=b"]],"future":[]}',
  ])('is no history: %s', (content) => {
    expect(keptTexts(valuesOfAddress('?text=a'), tab(content).storage)).toEqual(NO_HISTORY);
  });

  it('is read as any link where a part of it is not known', () => {
    const content =
      '{"shown":"?text=a","past":[["?text=b&cell=x&nothing=1","?preset=gone"]],"future":[]}';
    const { past } = keptTexts(valuesOfAddress('?text=a'), tab(content).storage);
    expect(past[0]!.own).toMatchObject({ text: 'b', cell: null, preset: null });
  });

  it('does not keep the page from opening or from closing where storage is refused', () => {
    const refuse = () => {
      throw new DOMException('refused', 'SecurityError');
    };
    const { store } = read();
    expect(() => keepTexts(store.getState(), refuse)).not.toThrow();
    expect(keptTexts(store.getState().values, refuse)).toEqual(NO_HISTORY);
  });
});

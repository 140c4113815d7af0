import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../src/model/trace.ts';
import { createActions } from '../../src/store/actions.ts';
import { noticesNow } from '../../src/store/selectors.ts';
import { cutDifferently } from '../support/cutDifferently.ts';
import { swapped } from '../support/pairs.ts';
import { storeOf } from '../view/gallery/states.ts';

/** The text after a blank was put at a place along a model's axes. */
function blanked(
  comparison: Comparison,
  ...at: Parameters<ReturnType<typeof createActions>['blank']>
) {
  const { text } = comparison;
  const store = storeOf({ comparison, preset: null, text });
  createActions(
    store,
    () => undefined,
    () => undefined,
  ).blank(...at);
  return store.getState().values.text;
}

describe('A blank', () => {
  const cut = cutDifferently('the cats sat');

  it('is put in the place of the word that a model has there', () => {
    expect(blanked(cut, 'left', 3)).toBe('the cats [MASK]');
    expect(blanked(cut, 'right', 3)).toBe('the [MASK] sat');
    expect(blanked(cut, 'right', 4)).toBe('the cats [MASK]');
  });

  it('is put behind the place where a model stops, too', () => {
    const stopped = swapped(cutDifferently('the [MASK] sat'));
    expect(blanked(stopped, 'left', 3)).toBe('the [MASK] [MASK]');
  });

  it('is put nowhere where there is no word', () => {
    expect(blanked(cut, 'left', 0)).toBe('the cats sat');
    expect(blanked({ ...cut, right: null }, 'right', 1)).toBe('the cats sat');
  });
});

describe('A notice', () => {
  const long = 'all work and no play '.repeat(200);

  function page(state: Parameters<typeof storeOf>[0] = {}) {
    const store = storeOf({ preset: null, text: 'the cat', ...state });
    const actions = createActions(
      store,
      () => undefined,
      () => undefined,
    );
    return { actions, notices: () => noticesNow(store.getState()) };
  }

  it.each(['typed', 'set'] as const)('on what was cut is of that text alone: %s', (how) => {
    const { actions, notices } = page();
    const put = (text: string) =>
      how === 'set' ? actions.setText(text) : actions.typeText(text, 'insertText', 0);
    put(long);
    expect(notices()).toContainEqual(expect.stringMatching(/^Only the first 2,000 of 4,200 /));
    put('Hello there.');
    expect(notices()).toEqual([]);
    put(long);
    expect(notices()).toHaveLength(1);
    actions.bringBack('undo');
    expect(notices()).toEqual([]);
  });

  it('on the link that was dismissed does not come back with the next key', () => {
    const { actions, notices } = page({ linkProblems: ['Something about the link.'] });
    actions.setText('the cat sat');
    expect(notices()).toEqual(['Something about the link.']);
    actions.dismissNotices();
    expect(notices()).toEqual([]);
    actions.setText('the cat sat on');
    expect(notices()).toEqual([]);
  });
});

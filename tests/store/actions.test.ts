import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../src/model/trace.ts';
import { createActions } from '../../src/store/actions.ts';
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

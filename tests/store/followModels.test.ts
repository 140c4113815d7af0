/** What opens models is fetched when one is asked for: what becomes of the page where it does not come. */
import { describe, expect, it, vi } from 'vitest';
import { inEnglish } from '../../src/language/say.ts';
import { followModels } from '../../src/store/followModels.ts';
import type { Openings } from '../../src/store/opening.ts';
import type { Side } from '../../src/text/token.ts';
import { type State, storeOf } from '../view/gallery/states.ts';

const ENGINE = { lookUp: vi.fn(), open: vi.fn() } as never;
const BASE = new URL('http://localhost/');
const WANTED = { from: 'name', text: 'org/bert' } as const;

/** A page whose code for it does not come the first so many times. */
function page(failing: number, state: State = {}) {
  const store = storeOf({ preset: null, text: 'the cat', ...state });
  const open = vi.fn(async () => undefined);
  let times = 0;
  const openings = followModels(store, ENGINE, BASE, async () => {
    times++;
    if (times <= failing) throw new TypeError('Failed to fetch dynamically imported module');
    return { placeModels: () => ({ open }) as never as Openings };
  });
  const said = (side: Side) => {
    const opening = store.getState().openings[side];
    return opening?.phase === 'refused' ? inEnglish(opening.message) : null;
  };
  return { store, open, openings, said, times: () => times };
}

const SENTENCE = /could not be fetched: check your connection/;

describe('The code that opens models', () => {
  it('is not fetched where the page’s own stand', () => {
    const { store, times } = page(0);
    store.setState(({ values }) => ({ values: { ...values, text: 'the dog' } }));
    expect(times()).toBe(0);
  });

  it('is missed in a sentence where a link needs it, and asked for once, not with every key', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const { store, said, times } = page(9, { right: 'hub:org/bert' });
    await vi.waitFor(() => expect(said('right')).toMatch(SENTENCE));
    expect(said('left')).toBeNull();
    store.setState(({ values }) => ({ values: { ...values, text: 'the dog' } }));
    expect(times()).toBe(1);
  });

  it('is asked for again by another link', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const { store, said, times } = page(1, { right: 'hub:org/bert' });
    await vi.waitFor(() => expect(said('right')).toMatch(SENTENCE));
    store.setState(({ values }) => ({ values: { ...values, right: 'hub:org/other' } }));
    expect(times()).toBe(2);
  });

  it('is missed in a sentence where a reader opens a model, who can dismiss it and open it again', async () => {
    const { store, open, openings, said } = page(1);
    await expect(openings.open('left', WANTED)).rejects.toThrow('Failed to fetch');
    expect(said('left')).toMatch(SENTENCE);
    openings.cancel('left');
    expect(store.getState().openings.left).toBeNull();
    await openings.open('left', WANTED);
    expect(open).toHaveBeenCalledWith('left', WANTED);
  });

  it('leaves a link that says no more than what stands there, once it is dismissed', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const { store, openings, said } = page(9, { right: 'hub:org/bert' });
    await vi.waitFor(() => expect(said('right')).toMatch(SENTENCE));
    openings.cancel('right');
    expect(store.getState().values.right).toBeNull();
    expect(said('right')).toBeNull();
  });
});

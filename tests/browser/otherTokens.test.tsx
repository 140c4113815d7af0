/** Two models whose tokenizers cut the text differently: every view and every experiment shows what each has read. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import type { Question } from '../../src/engine/protocol.ts';
import { EXPERIMENTS, type ExperimentName } from '../../src/experiments/names.ts';
import { VIEWS } from '../../src/store/choices.ts';
import type { Values } from '../../src/store/parameters.ts';
import type { Side } from '../../src/text/token.ts';
import { cutDifferently } from '../support/cutDifferently.ts';
import { fakeLab } from '../support/fakeClient.ts';
import { swapped, twice } from '../support/pairs.ts';
import { Gallery } from '../view/gallery/Gallery.tsx';
import { base, type State } from '../view/gallery/states.ts';

/** A text that repeats itself, so that there is something to copy. */
const TEXT = 'the cats sat there the cats sat unhappy';

const of = (text: string, more: State = {}): State => ({
  ...base,
  ...{ text, preset: null, comparison: cutDifferently(text) },
  ...{ bert: { layer: 0, head: 0 }, gpt: { layer: 0, head: 0 } },
  client: fakeLab(cutDifferently),
  ...more,
});

const show = (state: State) => render(<Gallery state={state} theme="light" />);

// With room for both models side by side.
beforeEach(() => page.viewport(1280, 900));

const shown = () => document.querySelector('.view')?.textContent ?? '';
const readout = (side: 'left' | 'right') =>
  document.querySelector(`[data-side="${side}"] .readout`)?.textContent;
const strip = () => document.querySelector('.strip-tokens')!.textContent;

/** Settings with which each experiment runs all that it can. */
const SETTINGS: Readonly<Partial<Record<ExperimentName, Partial<Values>>>> = {
  continue: { write: true, count: 2 },
  pair: { pair: 'unhappy mat' },
  mask: { mask: { hide: 6 }, flip: [{ row: 3, column: 1 }] },
  leak: { shuffle: true, cell: { row: 2, column: 2 } },
  heads: { bertOff: [{ layer: 0, head: 0 }], rank: true },
  classify: { examples: 'a: the cats\nb: sat there\n---\na: unhappy cats' },
};

describe('The reading', () => {
  it('stops where the model stops that writes, in the tokens that are shown', async () => {
    await show(of('the cats [MASK] sat'));
    expect(strip()).toMatch(/cats\s*GPT stops here\s*\[MASK\]/);
  });

  it('stops there, too, where that model stands left', async () => {
    const comparison = swapped(cutDifferently('the cats [MASK] sat'));
    await show(of('the cats [MASK] sat', { comparison }));
    expect(strip()).toMatch(/ca\s*ts\s*GPT stops here\s*\[MASK\]/);
  });

  it('points at the same word in both models', async () => {
    await show(of('the cats sat', { cell: { row: 3, column: 1 } }));
    expect(readout('left')).toMatch(/^sat reads .* from the\.$/);
    expect(readout('right')).toMatch(/^sat reads .* from the\.$/);
  });

  it('of a piece that one model alone has points at the whole word in the other', async () => {
    await show(of('the cats sat', { cell: { row: 3, column: 1, side: 'right' } }));
    expect(readout('left')).toMatch(/^cats reads .* from the\.$/);
    expect(readout('right')).toMatch(/^ts reads .* from the\.$/);
  });
});

it.each(VIEWS.filter((view) => view !== 'experiment'))(
  '%s says whole sentences, with all numbers',
  async (view) => {
    await show(of(TEXT, { view, cell: { row: 7, column: 2 } }));
    // Its code is fetched.
    await vi.waitFor(() => expect(shown()).toMatch(/BERT.*GPT/s), { timeout: 10_000 });
    expect(shown()).not.toMatch(/NaN|undefined|Infinity/);
  },
);

it.each(EXPERIMENTS)('%s finds something, with all numbers', async (name) => {
  await show(of(TEXT, { view: 'experiment', try: name, ...SETTINGS[name] }));
  await vi.waitFor(
    () => {
      expect(document.querySelector('.experiment')).not.toBeNull();
      expect(document.querySelectorAll('.view [data-stale]')).toHaveLength(0);
      const bars = [...document.querySelectorAll<HTMLProgressElement>('.view progress')];
      expect(bars.filter(({ value, max }) => value < max)).toEqual([]);
      expect(shown()).not.toMatch(/is reading|being computed|…\s*$/);
    },
    { timeout: 10_000 },
  );
  expect(document.querySelector('.view .problem')?.textContent).toBeUndefined();
  expect(shown()).not.toMatch(/NaN|undefined|Infinity/);
});

describe('Another mask', () => {
  it('hides the same word in both models, and says what holds for both', async () => {
    const lab = fakeLab(cutDifferently);
    const asked: Question[] = [];
    const ask = (question: Question) => {
      asked.push(question);
      return lab.ask(question);
    };
    const mask = { hide: 3 };
    const client = { ...lab, ask };
    await show(of('the cats sat', { view: 'experiment', try: 'mask', mask, client }));
    await expect.element(page.getByText(/and a window counts each model’s own/)).toBeVisible();
    const masks = (side: Side) =>
      asked.flatMap((each) => (each.side === side && each.mask ? [each.mask] : []));
    await vi.waitFor(() => {
      expect(masks('left')).toEqual([{ hide: 3 }]);
      expect(masks('right')).toEqual([{ hide: 4 }]);
    });
  });
});

it('two of one model are told apart', async () => {
  await show(of('the cats sat', { comparison: twice(cutDifferently('the cats sat'), 'left') }));
  expect(document.querySelector('.caption')!.textContent).toMatch(
    /BERT \(left\)’s.*BERT \(right\)’s/,
  );
});

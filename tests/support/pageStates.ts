/** Any state that a page can be in, and so any link that it can write. */
import fc from 'fast-check';
import { SCOPES, VIEWS } from '../../src/address/choices.ts';
import { MAX_ALSO } from '../../src/address/link.ts';
import { PICTURES, SUBJECTS, UNITS } from '../../src/analysis/attention/viewOptions.ts';
import { METRICS } from '../../src/analysis/metrics/metricNames.ts';
import { presetIds, presetOf } from '../../src/examples/presets.ts';
import {
  EXPERIMENTS,
  HOTTEST,
  MAX_EXAMPLES,
  MAX_FLIPS,
  MAX_OFF,
  MAX_POSITION,
  MAX_WORD,
} from '../../src/experiments/settings.ts';

const head = fc.record({ layer: fc.nat(11), head: fc.nat(11) });
const cell = fc.record({ row: fc.nat(MAX_POSITION), column: fc.nat(MAX_POSITION) });
const heads = fc.array(head, { maxLength: MAX_OFF });
const word = (maxLength: number) =>
  fc.option(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength }));
export const anyTrial = fc.record({
  name: fc.constantFrom(...EXPERIMENTS),
  pair: word(200),
  between: fc.constantFrom('all' as const, 'within' as const, 'across' as const),
  temperature: fc.nat(HOTTEST * 10).map((tenths) => tenths / 10),
  topK: fc.option(fc.integer({ min: 1, max: 8192 })),
  topP: fc.option(fc.integer({ min: 1, max: 100 }).map((percent) => percent / 100)),
  seed: fc.nat(999_999),
  count: fc.integer({ min: 1, max: MAX_POSITION }),
  write: fc.boolean(),
  look: fc.option(
    fc.record({
      side: fc.constantFrom('left' as const, 'right' as const),
      nth: fc.integer({ min: 1, max: 999 }),
    }),
  ),
  order: fc.constantFrom('left' as const, 'sure' as const),
  mask: fc.option(
    fc.oneof(
      fc.constantFrom('bidirectional' as const, 'causal' as const),
      fc.nat(999).map((prefix) => ({ prefix })),
      fc.nat(999).map((window) => ({ window })),
      fc.nat(999).map((hide) => ({ hide })),
    ),
  ),
  flip: fc.array(cell, { maxLength: MAX_FLIPS }),
  on: fc.constantFrom('both' as const, 'left' as const, 'right' as const),
  layers: fc.option(fc.array(fc.nat(98), { minLength: 1, maxLength: 8 })),
  word: word(MAX_WORD),
  shuffle: fc.boolean(),
  off: fc.record({ left: heads, right: heads }),
  instead: fc.constantFrom('zero' as const, 'mean' as const),
  rank: fc.boolean(),
  examples: fc.option(fc.string({ unit: 'binary', maxLength: MAX_EXAMPLES / 40 })),
});
/** As the page keeps it: an example brings its text, and only Step through has a step. */
export const anyState = fc
  .record({
    preset: fc.option(fc.constantFrom(...presetIds)),
    text: fc.string({ unit: 'binary', maxLength: 300 }),
    heads: fc.record({ left: head, right: head }),
    locked: fc.option(cell),
    hideSpecials: fc.boolean(),
    view: fc.constantFrom(...VIEWS),
    step: fc.integer({ min: 1, max: 7 }),
    viewOptions: fc.record({
      of: fc.constantFrom(...SUBJECTS),
      by: fc.constantFrom(...UNITS),
      picture: fc.constantFrom(...PICTURES),
      also: fc.record({
        left: fc.array(head, { maxLength: MAX_ALSO }),
        right: fc.array(head, { maxLength: MAX_ALSO }),
      }),
    }),
    sort: fc.option(fc.constantFrom(...METRICS)),
    over: fc.constantFrom(...SCOPES),
    trial: anyTrial,
  })
  .map((state) => ({
    ...state,
    text: state.preset ? presetOf(state.preset).text : state.text,
    step: state.view === 'step' ? state.step : 1,
  }));

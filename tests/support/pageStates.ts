/** Any values that a page can have, and so any link that it can write. */
import fc from 'fast-check';
import { MAX_TEXT } from '../../src/address/values.ts';
import { PICTURES, SUBJECTS, UNITS } from '../../src/analysis/attention/viewOptions.ts';
import { METRICS } from '../../src/analysis/metrics/metricNames.ts';
import { BACKENDS } from '../../src/engine/protocol.ts';
import { presetIds } from '../../src/examples/presets.ts';
import { MAX_EXAMPLES } from '../../src/experiments/classify/settings.ts';
import { MAX_WORD } from '../../src/experiments/leak/settings.ts';
import { MAX_FLIPS, type MaskChoice } from '../../src/experiments/mask/settings.ts';
import { EXPERIMENTS } from '../../src/experiments/names.ts';
import { MAX_SEED } from '../../src/experiments/seed.ts';
import { HOTTEST, STARTS } from '../../src/experiments/write/settings.ts';
import { languages } from '../../src/language/languages.ts';
import { SCOPES, VIEWS } from '../../src/store/choices.ts';
import { MAX_ALSO, type Values } from '../../src/store/parameters.ts';
import { plain } from '../../src/store/values.ts';

/** Positions, layers and heads are written with five digits at most. */
export const MAX_POSITION = 99_999;

const head = fc.record({ layer: fc.nat(11), head: fc.nat(11) });
const cell = fc.record({ row: fc.nat(MAX_POSITION), column: fc.nat(MAX_POSITION) });
const placedCell = fc.oneof(
  cell,
  cell.map((each) => ({ ...each, side: 'right' as const })),
);
const headsUpTo = (maxLength: number) => fc.array(head, { maxLength });
const word = (maxLength: number) => fc.string({ unit: 'grapheme-ascii', maxLength });
const side = fc.constantFrom('left' as const, 'right' as const);
const source = fc.constantFrom(
  'hub:org/name@refs/pr/3',
  'https://example.org/a model/'.replace(' ', '%20'),
  './models/other/',
  'file:My model.safetensors',
  'attention:llama & co.npz',
  'cross:t5.safetensors#2',
);
const mask: fc.Arbitrary<MaskChoice> = fc.oneof(
  fc.constantFrom('bidirectional' as const, 'causal' as const),
  fc.nat(MAX_POSITION).map((prefix) => ({ prefix })),
  fc.nat(MAX_POSITION).map((window) => ({ window })),
  fc.nat(MAX_POSITION).map((hide) => ({ hide })),
);

/** As a link has them: an example brings its text, and what goes without saying is left out. */
export const anyValues: fc.Arbitrary<Values> = fc
  .record({
    preset: fc.option(fc.constantFrom(...presetIds)),
    text: fc.string({ unit: 'binary', maxLength: 300 }),
    bert: fc.option(head),
    gpt: fc.option(head),
    cell: fc.option(placedCell),
    specials: fc.boolean(),
    view: fc.constantFrom(...VIEWS),
    step: fc.integer({ min: 1, max: 8 }),
    of: fc.constantFrom(...SUBJECTS),
    by: fc.constantFrom(...UNITS),
    show: fc.constantFrom(...PICTURES),
    fit: fc.boolean(),
    bertAlso: headsUpTo(MAX_ALSO),
    gptAlso: headsUpTo(MAX_ALSO),
    sort: fc.option(fc.constantFrom(...METRICS)),
    over: fc.constantFrom(...SCOPES),
    try: fc.constantFrom(...EXPERIMENTS),
    pair: word(200),
    between: fc.constantFrom('all' as const, 'within' as const, 'across' as const),
    temperature: fc.nat(HOTTEST * 10).map((tenths) => tenths / 10),
    topk: fc.nat(999_999),
    topp: fc.option(fc.integer({ min: 1, max: 100 }).map((percent) => percent / 100)),
    count: fc.integer({ min: 1, max: 999 }),
    start: fc.option(fc.constantFrom(...STARTS)),
    write: fc.boolean(),
    look: fc.option(fc.record({ side, nth: fc.integer({ min: 1, max: 999 }) })),
    order: fc.constantFrom('left' as const, 'sure' as const),
    seed: fc.nat(MAX_SEED),
    mask: fc.option(mask),
    flip: fc.array(cell, { maxLength: MAX_FLIPS }),
    on: fc.oneof(fc.constant('both' as const), side),
    layers: fc.option(fc.array(fc.nat(98), { minLength: 1, maxLength: 8 })),
    word: word(MAX_WORD),
    shuffle: fc.boolean(),
    bertOff: headsUpTo(20),
    gptOff: headsUpTo(20),
    instead: fc.constantFrom('zero' as const, 'mean' as const),
    rank: fc.boolean(),
    examples: fc.option(fc.string({ unit: 'binary', maxLength: MAX_EXAMPLES / 40 })),
    lang: fc.option(fc.constantFrom(...languages)),
    bertBeside: fc.option(head),
    gptBeside: fc.option(head),
    left: fc.option(source),
    right: fc.option(source),
    // In the lesson a link says nothing else.
    lesson: fc.constant(null),
    embed: fc.boolean(),
    fixed: fc.boolean(),
    backend: fc.constantFrom(null, ...BACKENDS),
  })
  .map((values) =>
    plain({ ...values, text: values.preset ? null : values.text.slice(0, MAX_TEXT) }),
  );

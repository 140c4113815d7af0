/** Ten thousand addresses: none throws, all mean something within bounds, and what is ignored is said. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { VIEWS } from '../../src/address/choices.ts';
import { partsOf, readParams } from '../../src/address/encoding.ts';
import {
  linkOfAddress,
  linkProblems,
  linkTable,
  MAX_ALSO,
  readLink,
  writeLink,
} from '../../src/address/link.ts';
import { MAX_TEXT } from '../../src/address/values.ts';
import { presetIds } from '../../src/examples/presets.ts';
import {
  EXPERIMENTS,
  HOTTEST,
  MAX_EXAMPLES,
  MAX_FLIPS,
  MAX_OFF,
  MAX_POSITION,
  MAX_WORD,
} from '../../src/experiments/settings.ts';
import { fitting, linkOf, type PageState, pageState } from '../../src/store/pageState.ts';
import { uniformComparison } from '../support/comparison.ts';
import { flood, PATIENCE } from '../support/flood.ts';
import { anyString } from '../support/strings.ts';

const NAMES = Object.keys(linkTable) as (keyof typeof linkTable)[];

/** Values that are right somewhere, so that many of them are right where they stand. */
const RIGHT = [
  ...[...presetIds, ...VIEWS, ...EXPERIMENTS],
  ...['1.1', '2.3', '4.4', '9.2', '127.127', '128.0', '0.1', '999.999', '1.2,3.4', '3.5,4.1,0.0'],
  ...['0', '1', '7', '8', '40', '127', '128', '999999', '1000000', '0.8', '5', '5.0001', '0.01'],
  ...['hide', 'yes', 'sure', 'mean', 'both', 'bert', 'gpt', 'webgl', 'wasm', 'cpu', 'layer'],
  ...['all', 'rollout', 'words', 'tokens', 'arcs', 'all-arcs', 'matrix', 'entropy', 'probes'],
  ...['causal', 'bidirectional', 'prefix.5', 'window.3', 'hide.4', 'gpt.3', 'bert.0', '1,2'],
  ...['within', 'across', 'The cat sat on the [MASK].', 'river'],
];

const name = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...NAMES) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  { weight: 1, arbitrary: fc.constantFrom('__proto__', 'constructor', 'toString', 'TEXT', '') },
);

/** A right value with something put into it, taken out of it, or twice. */
const mutated = fc
  .tuple(fc.constantFrom(...RIGHT), fc.nat(8), fc.nat(2), fc.string({ maxLength: 3 }))
  .map(([value, at, cut, put]) => value.slice(0, at) + put + value.slice(at + cut));

const value = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...RIGHT) },
  { weight: 3, arbitrary: mutated },
  { weight: 2, arbitrary: anyString },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('a', '1.1,', '漢', '\ud83d', '%')
      .map((unit) => unit.repeat(MAX_TEXT + 1)),
  },
);

const parts = fc.array(fc.tuple(name, value), { maxLength: 14 });

const ofParts = fc
  .tuple(
    parts,
    fc.oneof(
      { weight: 2, arbitrary: fc.constant([] as [string, string][]) },
      { weight: 1, arbitrary: parts },
    ),
  )
  .map(
    ([query, fragment]) =>
      `?${new URLSearchParams(query)}${fragment.length > 0 ? `#${new URLSearchParams(fragment)}` : ''}`,
  );

/** Not made of names and values at all. */
const raw = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('?', '&', '=', '%', '%F', '%00', '+', '#', 'text', 'a') }),
  fc.tuple(ofParts, fc.nat(60), fc.string({ maxLength: 2 })).map(
    // Percent escapes, signs of equality and names are cut through.
    ([search, at, put]) => search.slice(0, at) + put + search.slice(at + 1),
  ),
);

const search = fc.oneof({ weight: 3, arbitrary: ofParts }, { weight: 1, arbitrary: raw });

const whole = (least: number, most: number) => (number: number) =>
  Number.isInteger(number) && number >= least && number <= most;

function requireBounds(state: PageState): void {
  const { text, heads, locked, step, viewOptions, trial, view } = state;
  const at = whole(0, 998);
  const every = [heads.left, heads.right, ...viewOptions.also.left, ...viewOptions.also.right];
  for (const { layer, head } of [...every, ...trial.off.left, ...trial.off.right]) {
    expect(at(layer) && at(head)).toBe(true);
  }
  const written = whole(0, 999);
  if (locked) expect(written(locked.row) && written(locked.column)).toBe(true);
  const place = whole(0, MAX_POSITION);
  for (const { row, column } of trial.flip) expect(place(row) && place(column)).toBe(true);
  expect(text.isWellFormed() && text.length <= MAX_TEXT).toBe(true);
  expect((trial.pair ?? '').length <= MAX_TEXT).toBe(true);
  expect((trial.examples ?? '').length <= MAX_EXAMPLES).toBe(true);
  expect((trial.word ?? '').length <= MAX_WORD).toBe(true);
  expect(VIEWS.includes(view) && EXPERIMENTS.includes(trial.name) && whole(1, 7)(step)).toBe(true);
  expect(
    viewOptions.also.left.length <= MAX_ALSO && viewOptions.also.right.length <= MAX_ALSO,
  ).toBe(true);
  expect(trial.off.left.length <= MAX_OFF && trial.off.right.length <= MAX_OFF).toBe(true);
  expect(trial.flip.length <= MAX_FLIPS).toBe(true);
  expect(trial.temperature >= 0 && trial.temperature <= HOTTEST).toBe(true);
  expect(trial.topK === null || whole(1, 8192)(trial.topK)).toBe(true);
  expect(trial.topP === null || (trial.topP > 0 && trial.topP <= 1)).toBe(true);
  expect(whole(0, 999_999)(trial.seed) && whole(1, MAX_POSITION)(trial.count)).toBe(true);
  for (const layer of trial.layers ?? []) expect(whole(0, 98)(layer)).toBe(true);
}

it(
  'what an address asks for in vain is said, in short sentences',
  () => {
    flood(
      fc.property(search, (address) => {
        const params = readParams(partsOf(address));
        const known = readLink(params);
        const problems = linkProblems(address);
        for (const problem of problems)
          expect(problem).toMatch(/^The link .{1,500}\.$|: .{1,400}$/su);
        const names = new Set(params.keys());
        for (const asked of names) {
          const isKnown = Object.hasOwn(linkTable, asked);
          const ignored = !isKnown || known[asked as keyof typeof linkTable] === null;
          if (ignored) expect(problems.length, asked).toBeGreaterThan(0);
          if (isKnown && params.getAll(asked).length > 1) {
            expect(problems.some((each) => each.includes(`“${asked}” twice`))).toBe(true);
          }
        }
        if (names.size === 0) expect(problems).toEqual([]);
      }),
    );
  },
  PATIENCE,
);

it(
  'any address means a state within bounds, whose own link means the same and leaves nothing out',
  () => {
    flood(
      fc.property(search, (address) => {
        const state = pageState(linkOfAddress(address));
        requireBounds(state);
        const link = writeLink(linkOf(state));
        const again = pageState(linkOfAddress(link));
        // Which step of Step through is shown is forgotten where another view is.
        expect(again).toEqual(state.view === 'step' ? state : { ...state, step: 1 });
        expect(writeLink(linkOf(again))).toBe(link);
        expect(linkProblems(link)).toEqual([]);
      }),
    );
  },
  PATIENCE,
);

it(
  'what of it a comparison cannot show is left out and said',
  () => {
    const comparison = uniformComparison('the cat sat');
    const size = comparison.left.tokens.length;
    flood(
      fc.property(search, (address) => {
        const state = {
          ...pageState(linkOfAddress(address)),
          text: comparison.text,
        };
        const { heads, viewOptions, locked, problems } = fitting(state, comparison);
        for (const { layer, head } of [
          heads.left,
          heads.right,
          ...viewOptions.also.left,
          ...viewOptions.also.right,
        ]) {
          expect(layer < 2 && head < 2).toBe(true);
        }
        if (locked) expect(locked.row < size && locked.column < size).toBe(true);
        const changed =
          heads.left !== state.heads.left ||
          heads.right !== state.heads.right ||
          locked !== state.locked;
        if (changed) expect(problems.length).toBeGreaterThan(0);
      }),
      2000,
    );
  },
  PATIENCE,
);

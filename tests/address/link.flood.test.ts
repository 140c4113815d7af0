/** Ten thousand addresses: none throws, all mean something within bounds, and what is ignored is said. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { partsOf, readParams } from '../../src/address/encoding.ts';
import { MAX_TEXT } from '../../src/address/values.ts';
import { presetIds } from '../../src/examples/presets.ts';
import { MAX_EXAMPLES } from '../../src/experiments/classify/settings.ts';
import { MAX_WORD } from '../../src/experiments/leak/settings.ts';
import { MAX_FLIPS } from '../../src/experiments/mask/settings.ts';
import { EXPERIMENTS } from '../../src/experiments/names.ts';
import { MAX_SEED } from '../../src/experiments/seed.ts';
import { HOTTEST } from '../../src/experiments/write/settings.ts';
import { VIEWS } from '../../src/store/choices.ts';
import { fitting } from '../../src/store/fitting.ts';
import {
  MAX_ALSO,
  type ParameterName,
  parameters,
  type Values,
} from '../../src/store/parameters.ts';
import { headsOf, linkTo, plain, textOf, valuesOfAddress } from '../../src/store/values.ts';
import { uniformComparison } from '../support/comparison.ts';
import { flood, PATIENCE } from '../support/flood.ts';
import { problemsOf } from '../support/linkProblems.ts';
import { MAX_POSITION } from '../support/pageStates.ts';
import { anyString } from '../support/strings.ts';

const NAMES = Object.keys(parameters) as ParameterName[];

/** Values that are right somewhere, so that many of them are right where they stand. */
const RIGHT = [
  ...[...presetIds, ...VIEWS, ...EXPERIMENTS],
  ...[
    '1.1',
    '2.3',
    '4.4',
    '9.2',
    'right.3.1',
    '127.127',
    '128.0',
    '0.1',
    '999.999',
    '2047.1000',
    '1.2,3.4',
    '3.5,4.1,0.0',
  ],
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

function requireBounds(values: Values): void {
  const text = textOf(values);
  const heads = headsOf(values);
  const at = whole(0, MAX_POSITION - 1);
  const every = [heads.left, heads.right, ...values.bertAlso, ...values.gptAlso];
  for (const { layer, head } of [...every, ...values.bertOff, ...values.gptOff]) {
    expect(at(layer) && at(head)).toBe(true);
  }
  const place = whole(0, MAX_POSITION);
  for (const cell of [...values.flip, ...(values.cell ? [values.cell] : [])]) {
    expect(place(cell.row) && place(cell.column)).toBe(true);
  }
  expect(text.isWellFormed() && text.length <= MAX_TEXT).toBe(true);
  expect(values.pair.length <= MAX_TEXT).toBe(true);
  expect((values.examples ?? '').length <= MAX_EXAMPLES).toBe(true);
  expect(values.word.length <= MAX_WORD).toBe(true);
  expect(VIEWS.includes(values.view) && EXPERIMENTS.includes(values.try)).toBe(true);
  expect(whole(1, 8)(values.step)).toBe(true);
  expect(values.bertAlso.length <= MAX_ALSO && values.gptAlso.length <= MAX_ALSO).toBe(true);
  expect(values.flip.length <= MAX_FLIPS).toBe(true);
  expect(values.temperature >= 0 && values.temperature <= HOTTEST).toBe(true);
  expect(whole(0, 999_999)(values.topk)).toBe(true);
  expect(values.topp === null || (values.topp > 0 && values.topp <= 1)).toBe(true);
  expect(whole(0, MAX_SEED)(values.seed) && whole(1, 999)(values.count)).toBe(true);
  for (const layer of values.layers ?? []) expect(whole(0, 98)(layer)).toBe(true);
}

it(
  'what an address asks for in vain is said, in short sentences',
  () => {
    flood(
      fc.property(search, (address) => {
        const params = readParams(partsOf(address));
        const problems = problemsOf(address);
        for (const problem of problems)
          expect(problem).toMatch(/^The link .{1,500}\.$|: .{1,400}$/su);
        const names = new Set(params.keys());
        for (const asked of names) {
          const isKnown = Object.hasOwn(parameters, asked);
          const ignored =
            !isKnown || parameters[asked as ParameterName].parse(params.get(asked)!) === null;
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
        const values = valuesOfAddress(address);
        requireBounds(values);
        const link = linkTo(values);
        const again = valuesOfAddress(link);
        // Which step of Step through is shown is forgotten where another view is.
        expect(plain(again)).toEqual({
          ...plain(values),
          backend: null,
          embed: false,
          fixed: false,
        });
        expect([textOf(again), headsOf(again)]).toEqual([textOf(values), headsOf(values)]);
        expect(linkTo(again)).toBe(link);
        expect(problemsOf(link)).toEqual([]);
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
        const values = { ...valuesOfAddress(address), preset: null, text: comparison.text };
        const { heads, also, locked, problems } = fitting(values, comparison);
        for (const { layer, head } of [heads.left, heads.right, ...also.left, ...also.right]) {
          expect(layer < 2 && head < 2).toBe(true);
        }
        for (const { row, column } of locked ? [locked.left, locked.right] : []) {
          expect((row ?? 0) < size && (column ?? 0) < size).toBe(true);
        }
        const asked = headsOf(values);
        const changed =
          heads.left !== asked.left ||
          heads.right !== asked.right ||
          (locked === null) !== (values.cell === null);
        if (changed) expect(problems.length).toBeGreaterThan(0);
      }),
      2000,
    );
  },
  PATIENCE,
);

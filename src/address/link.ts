/**
 * The page's state in its address. One table drives parsing, serialising and validation.
 *
 * `?preset=<id>` opens an example; otherwise `?text=…`. Every other parameter appears only when its
 * value differs from the default. What is long stands behind a `#` instead (see encoding.ts). A parameter
 * that cannot be understood is ignored, and {@link linkProblems} says so.
 */
import {
  createLoader,
  createParser,
  createSerializer,
  type inferParserType,
  parseAsStringLiteral,
} from 'nuqs/server';
import { type Cell, sameCell } from '../analysis/attention/cell.ts';
import { PICTURES, SUBJECTS, UNITS } from '../analysis/attention/viewOptions.ts';
import { METRICS } from '../analysis/metrics/metricNames.ts';
import { STEPS } from '../analysis/steps/stepNames.ts';
import { BACKENDS } from '../engine/protocol.ts';
import { isPreset, type PresetId, presetIds } from '../examples/presets.ts';
import { trialHints, trialTable } from '../experiments/settings.ts';
import { SCOPES, VIEWS } from './choices.ts';
import { partsOf, readParams, writeParams } from './encoding.ts';
import { head, headList, MAX_TEXT, pairOf, textUpTo } from './values.ts';

const preset = createParser<PresetId>({
  parse: (value) => (isPreset(value) ? value : null),
  serialize: (id) => id,
});

/** At most this many heads are drawn over each other. */
export const MAX_ALSO = 3;

/** A step of the step-through, from 1. */
const step = createParser<number>({
  parse: (value) => (/^[1-9]$/.test(value) && Number(value) <= STEPS.length ? Number(value) : null),
  serialize: String,
});

/** Token positions counted from 0, specials included: `9.2` is row 9 reading from column 2. */
const cell = createParser<Cell>({
  parse: (value) => {
    const pair = pairOf(value);
    return pair && { row: pair[0], column: pair[1] };
  },
  serialize: ({ row, column }) => `${row}.${column}`,
  eq: sameCell,
});

/** Every parameter that the address may hold. */
export const linkTable = {
  preset,
  text: textUpTo(MAX_TEXT),
  bert: head,
  gpt: head,
  cell,
  specials: parseAsStringLiteral(['hide']),
  view: parseAsStringLiteral(VIEWS),
  step,
  of: parseAsStringLiteral(SUBJECTS),
  by: parseAsStringLiteral(UNITS),
  show: parseAsStringLiteral(PICTURES),
  bertAlso: headList(MAX_ALSO),
  gptAlso: headList(MAX_ALSO),
  sort: parseAsStringLiteral(METRICS),
  over: parseAsStringLiteral(SCOPES),
  ...trialTable,
  backend: parseAsStringLiteral(BACKENDS),
};

export const readLink = createLoader(linkTable);
export type LinkState = inferParserType<typeof linkTable>;

/** Whether the page knows a parameter. */
export const isParameter = (name: string) => Object.hasOwn(linkTable, name);

/** What `?query#fragment` asks for. */
export function linkOfAddress(address: string): LinkState {
  return readLink(readParams(partsOf(address)));
}

const serialise = createSerializer(linkTable);

/** The address of a state, `?query#fragment`; empty when everything is at its default. */
export function writeLink(state: Partial<LinkState>): string {
  const { search, hash } = writeParams(new URLSearchParams(serialise(state)));
  return search + hash;
}

const HINTS: Record<keyof typeof linkTable, string> = {
  preset: `an example's name, one of ${presetIds.join(', ')}`,
  text: `a text of at most ${MAX_TEXT} characters`,
  bert: 'a layer and a head such as 2.3',
  gpt: 'a layer and a head such as 2.3',
  cell: 'two token positions such as 9.2',
  specials: 'the word hide',
  view: `one of ${VIEWS.join(', ')}`,
  step: `a number from 1 to ${STEPS.length}`,
  of: `one of ${SUBJECTS.join(', ')}`,
  by: `one of ${UNITS.join(', ')}`,
  show: `one of ${PICTURES.join(', ')}`,
  bertAlso: `at most ${MAX_ALSO} heads such as 2.3,4.1`,
  gptAlso: `at most ${MAX_ALSO} heads such as 2.3,4.1`,
  sort: `one of ${METRICS.join(', ')}`,
  over: `one of ${SCOPES.join(', ')}`,
  ...trialHints,
  backend: 'webgl, wasm or cpu',
};

/** At most this much of a stranger's parameter is shown back. */
const QUOTED = 40;

function quote(value: string): string {
  return `“${value.length > QUOTED ? `${value.slice(0, QUOTED).toWellFormed()}…` : value}”`;
}

/** What an address asks for that the page cannot do, one sentence each; empty when all was understood. */
export function linkProblems(address: string): string[] {
  const params = readParams(partsOf(address));
  const known = readLink(params);
  const unknown: string[] = [];
  const problems: string[] = [];
  for (const key of new Set(params.keys())) {
    const values = params.getAll(key);
    if (!isParameter(key)) {
      unknown.push(quote(key));
      continue;
    }
    const name = key as keyof typeof linkTable;
    if (values.length > 1) problems.push(`The link gives ${quote(key)} twice: the first is used.`);
    if (known[name] === null) {
      const given = quote(values[0] ?? '');
      problems.push(`The link's “${key}” is ${given}, but must be ${HINTS[name]}: it was ignored.`);
    }
  }
  if (unknown.length > 0) {
    const shown = unknown.slice(0, 3).join(', ') + (unknown.length > 3 ? ' and more' : '');
    problems.push(`The link has parts that this page does not know, and ignored: ${shown}.`);
  }
  if (known.preset !== null && known.text !== null) {
    problems.push('The link names both an example and a text: the example is shown.');
  }
  return problems;
}

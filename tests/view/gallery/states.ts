/** The states that the page can be in, by name, for looking at them and testing them. */
import type { ModelClient } from '../../../src/engine/modelClient.ts';
import type { EngineStatus } from '../../../src/engine/protocol.ts';
import { presetOf } from '../../../src/examples/presets.ts';
import { createPageStore, type PageState, type PageStore } from '../../../src/store/pageStore.ts';
import { isParameter, type Values } from '../../../src/store/parameters.ts';
import { EMPTY } from '../../../src/store/values.ts';
import { comparisonOf } from './traces.ts';

/** What of the page's state is not as it is at first: its parameters and the rest beside each other. */
export type State = Partial<Values> & Partial<Omit<PageState, 'values'>>;

const BACKEND = {
  name: 'wasm',
  reason: 'WebGL would run in software here, so WebAssembly is faster.',
} as const;

const READY: EngineStatus = {
  phase: 'ready',
  backend: BACKEND,
  weights: { left: '1a2b3c4d5e6f7081', right: '90817263fedcba98' },
};

const ANIMAL = "the animal didn |'t cross the street because it was too ti|red .".replace(
  ' |',
  '|',
);

/** The gallery has no models to ask. */
const CLOSED: ModelClient = {
  ask: () => Promise.reject(new Error('The gallery has no models.')),
  fit: () => Promise.reject(new Error('The gallery has no models.')),
};

/** The store of a page in that state. */
export function storeOf(state: State): PageStore {
  const parts = Object.entries({ ...base, ...state });
  const values = Object.fromEntries(parts.filter(([name]) => isParameter(name)));
  const rest = Object.fromEntries(parts.filter(([name]) => !isParameter(name)));
  return createPageStore({
    ...{ status: base.status, client: CLOSED },
    ...rest,
    values: { ...EMPTY, ...values },
  });
}

export const base = {
  preset: 'animal-tired',
  comparison: { ...comparisonOf(ANIMAL), text: presetOf('animal-tired').text },
  source: 'live',
  status: READY,
  bert: { layer: 1, head: 2 },
  gpt: { layer: 2, head: 1 },
  about: {
    left: {
      parameters: 5_430_786,
      tokensSeen: 25_873_415,
      date: '2026-01-02',
      figures: {
        maskedTop1: 0.35,
        maskedTop5: 0.57,
        nextSentence: 0.77,
        minimalPairs: 0.78,
        namedHeads: 14,
      },
    },
    right: {
      parameters: 5_289_472,
      tokensSeen: 24_731_280,
      date: '2026-01-02',
      figures: {
        bitsPerByte: 1.5,
        trigramBitsPerByte: 1.55,
        inductionRatio: 0.21,
        minimalPairs: 0.83,
        namedHeads: 11,
      },
    },
  },
} satisfies State;

/** A newer text than the one on the screen. */
const NEWER: State = { preset: null, text: 'The animal crossed the street.' };

const of = (spelled: string, more: Partial<State> = {}): State => ({
  ...base,
  text: spelled.replaceAll('|', ''),
  preset: null,
  comparison: comparisonOf(spelled),
  ...more,
});

const LONG = Array.from({ length: 126 }, (_, index) =>
  index % 9 === 4 ? `incomprehensib|${index}` : `word${index}`,
)
  .slice(0, 112)
  .join(' ');

export const STATES: Readonly<Record<string, State>> = {
  plain: base,
  loading: {
    ...base,
    source: 'precomputed',
    status: {
      phase: 'loading',
      left: { loaded: 2_400_000, total: 10_700_000 },
      right: { loaded: 1_800_000, total: 10_600_000 },
    },
  },
  alone: {
    ...base,
    text: 'the bank of the river was steep .',
    preset: null,
    comparison: { ...comparisonOf('the bank of the river was steep .'), right: null },
    source: 'precomputed',
    status: {
      phase: 'loading',
      left: { loaded: 10_700_000, total: 10_700_000 },
      right: { loaded: 4_300_000, total: 10_600_000 },
      alone: { side: 'left', backend: BACKEND },
    },
  },
  withoutBert: {
    ...base,
    text: 'the cat sat on the [MASK] .',
    preset: null,
    comparison: { ...comparisonOf('the cat sat on the [MASK] .'), left: null },
    source: 'precomputed',
    status: {
      phase: 'failed',
      error: {
        code: 'missing',
        message: 'The server answered 404 for models/mini-bert/config.json.',
      },
      alone: { side: 'right', backend: BACKEND },
    },
  },
  warming: {
    ...base,
    source: 'precomputed',
    status: {
      phase: 'warming',
      backend: { name: 'webgl', reason: 'This browser has WebGL in hardware.' },
    },
  },
  failed: {
    ...base,
    source: 'precomputed',
    status: {
      phase: 'failed',
      error: {
        code: 'offline',
        message: 'The models could not be fetched: check the connection, then retry.',
      },
    },
    linkProblems: [
      'The link names the preset "anmal", which does not exist: the default is shown.',
    ],
  },
  recovering: {
    ...base,
    ...NEWER,
    status: { phase: 'recovering', reason: 'The graphics card took its context back.' },
  },
  focused: { ...base, cell: { row: 10, column: 2 } },
  forbidden: { ...base, focus: { row: 4, column: 8 } },
  hidden: { ...base, specials: true, cell: { row: 10, column: 0 } },
  blank: of('the cat sat on the [MASK] and slept .', { cell: { row: 6, column: 2 } }),
  long: of(LONG, { cell: { row: 60, column: 44 } }),
  medium: of(
    'it is a truth universally acknowledged , that a single man in possession of a good fortune , must be in want of a wife . however little known the feelings or views of such a man may be',
  ),
  one: of('hello'),
  empty: of(''),
  words: of(
    'pneumonoultramicroscopicsilicovolcanoconiosis|pneumonoultramicroscopicsilicovolcanoconiosis <script>alert(1)</script> العربية שלום 中|文 <F0 9F|98 80> 😀 é',
  ),
  stale: { ...base, ...NEWER },
  arcs: {
    ...base,
    show: 'arcs',
    bertAlso: [{ layer: 0, head: 1 }],
  },
  allArcs: of(LONG, { show: 'all-arcs' }),
  arcsToBlank: of('the cat sat on the [MASK] and slept .', {
    show: 'arcs',
    cell: { row: 8, column: 2 },
  }),
  merged: { ...base, of: 'rollout', by: 'words' },
  oneArc: of('hello', { show: 'all-arcs', by: 'words' }),
  noArc: of('', { show: 'arcs', sort: 'induction' }),
  sorted: of(LONG, { sort: 'distance', by: 'words' }),
  nothing: { ...base, comparison: null },
};

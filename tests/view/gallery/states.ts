/** The states that the page can be in, by name, for looking at them and testing them. */
import { PLAIN_VIEW_OPTIONS } from '../../../src/analysis/attention/viewOptions.ts';
import type { EngineStatus } from '../../../src/engine/protocol.ts';
import { PLAIN_TRIAL } from '../../../src/experiments/settings.ts';
import type { Half } from '../../../src/model/trace.ts';
import type { Side } from '../../../src/text/token.ts';
import type { PageProps } from '../../../src/view/page/props.ts';
import { comparisonOf } from './traces.ts';

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

/** What one model alone reads. */
function halfOf(text: string, side: Side): Half {
  const { left, right, ...rest } = comparisonOf(text);
  return { ...rest, trace: side === 'left' ? left : right };
}

export type State = Pick<
  PageProps,
  | 'text'
  | 'preset'
  | 'comparison'
  | 'half'
  | 'stale'
  | 'source'
  | 'status'
  | 'heads'
  | 'focus'
  | 'locked'
  | 'hideSpecials'
  | 'view'
  | 'step'
  | 'viewOptions'
  | 'sort'
  | 'over'
  | 'trial'
  | 'about'
  | 'notices'
>;

export const base: State = {
  text: "The animal didn't cross the street because it was too tired.",
  preset: 'animal-tired',
  comparison: comparisonOf(ANIMAL),
  half: null,
  stale: false,
  source: 'live',
  status: READY,
  heads: { left: { layer: 1, head: 2 }, right: { layer: 2, head: 1 } },
  focus: null,
  locked: null,
  hideSpecials: false,
  view: 'compare',
  step: 1,
  viewOptions: PLAIN_VIEW_OPTIONS,
  sort: null,
  over: 'text',
  trial: PLAIN_TRIAL,
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
  notices: [],
};

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
    half: halfOf('the bank of the river was steep .', 'left'),
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
    comparison: null,
    half: halfOf('the cat sat on the [MASK] .', 'right'),
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
    notices: ['The link names the preset "anmal", which does not exist: the default is shown.'],
  },
  recovering: {
    ...base,
    stale: true,
    status: { phase: 'recovering', reason: 'The graphics card took its context back.' },
  },
  focused: { ...base, locked: { row: 10, column: 2 } },
  forbidden: { ...base, focus: { row: 4, column: 8 } },
  hidden: { ...base, hideSpecials: true, locked: { row: 10, column: 0 } },
  blank: of('the cat sat on the [MASK] and slept .', { locked: { row: 6, column: 2 } }),
  long: of(LONG, { locked: { row: 60, column: 44 } }),
  medium: of(
    'it is a truth universally acknowledged , that a single man in possession of a good fortune , must be in want of a wife . however little known the feelings or views of such a man may be',
  ),
  one: of('hello'),
  empty: of(''),
  words: of(
    'pneumonoultramicroscopicsilicovolcanoconiosis|pneumonoultramicroscopicsilicovolcanoconiosis <script>alert(1)</script> العربية שלום 中|文 <F0 9F|98 80> 😀 é',
  ),
  stale: { ...base, stale: true },
  arcs: {
    ...base,
    viewOptions: {
      ...PLAIN_VIEW_OPTIONS,
      picture: 'arcs',
      also: { left: [{ layer: 0, head: 1 }], right: [] },
    },
  },
  allArcs: of(LONG, { viewOptions: { ...PLAIN_VIEW_OPTIONS, picture: 'all-arcs' } }),
  arcsToBlank: of('the cat sat on the [MASK] and slept .', {
    viewOptions: { ...PLAIN_VIEW_OPTIONS, picture: 'arcs' },
    locked: { row: 8, column: 2 },
  }),
  merged: { ...base, viewOptions: { ...PLAIN_VIEW_OPTIONS, of: 'rollout', by: 'words' } },
  oneArc: of('hello', { viewOptions: { ...PLAIN_VIEW_OPTIONS, picture: 'all-arcs', by: 'words' } }),
  noArc: of('', { viewOptions: { ...PLAIN_VIEW_OPTIONS, picture: 'arcs' }, sort: 'induction' }),
  sorted: of(LONG, { sort: 'distance', viewOptions: { ...PLAIN_VIEW_OPTIONS, by: 'words' } }),
  nothing: { ...base, comparison: null },
};

/**
 * The experiments: which there are, what each is set to, and how that is written in the address. What
 * is about one token is about the one that the reader holds (`cell`).
 *
 * Positions count a model's tokens from 0, specials included, as in the rest of the address; layers
 * and heads count from 1 there and from 0 here.
 */
import { createParser, parseAsStringLiteral } from 'nuqs/server';
import {
  headList,
  MAX_TEXT,
  numberIn,
  pairOf,
  textUpTo,
  unless,
  wholeIn,
} from '../address/values.ts';
import type { Cell } from '../analysis/attention/cell.ts';
import type { HeadChoice } from '../analysis/attention/head.ts';
import type { Side } from '../text/token.ts';
import { EXPERIMENTS, type ExperimentName } from './experiments.ts';

export { EXPERIMENTS, type ExperimentName };

/** Which cells of a pair of texts are shown: all, or only those within or across the two. */
export const BETWEENS = ['within', 'across'] as const;
export type Between = 'all' | (typeof BETWEENS)[number];

/** A mask by name, as the reader chooses it; null is each model's own. */
export type MaskChoice =
  | 'bidirectional'
  | 'causal'
  | { readonly prefix: number }
  | { readonly window: number }
  | { readonly hide: number };

/** A token that a model wrote, counted from 1. */
export interface Look {
  readonly side: Side;
  readonly nth: number;
}

export type Order = 'left' | 'sure';

/** Which models an experiment is done to. */
export type On = 'both' | Side;

export interface Trial {
  readonly name: ExperimentName;
  /** The second sentence. */
  readonly pair: string | null;
  readonly between: Between;
  /** Sampling: see `analysis/prediction/sampling.ts`. */
  readonly temperature: number;
  readonly topK: number | null;
  readonly topP: number | null;
  readonly seed: number;
  /** How many tokens GPT writes. */
  readonly count: number;
  /** Whether the reader has asked for the writing: a link to it writes the same text again. */
  readonly write: boolean;
  /** The written token that is looked at; null for the last. */
  readonly look: Look | null;
  /** Which blank BERT fills next: the first, or the one that it is surest of. */
  readonly order: Order;
  readonly mask: MaskChoice | null;
  /** Cells of the mask that were turned over. */
  readonly flip: readonly Cell[];
  readonly on: On;
  /** The layers that the mask holds for; null for all. */
  readonly layers: readonly number[] | null;
  /** What takes the place of the token; null for a word that the page chooses. */
  readonly word: string | null;
  /** Whether all tokens from there on are put into another order instead. */
  readonly shuffle: boolean;
  /** Heads that are switched off. */
  readonly off: Readonly<Record<Side, readonly HeadChoice[]>>;
  /** What stands in their place. */
  readonly instead: 'zero' | 'mean';
  /** Whether all heads are ranked by what is lost without each. */
  readonly rank: boolean;
  /** The reader's own labelled sentences, in the form of `classify/examples.ts`; null for the starter set. */
  readonly examples: string | null;
}

export const PLAIN_TRIAL: Trial = {
  name: 'slot',
  pair: null,
  between: 'all',
  temperature: 0.8,
  topK: 40,
  topP: null,
  seed: 1,
  count: 20,
  write: false,
  look: null,
  order: 'left',
  mask: null,
  flip: [],
  on: 'both',
  layers: null,
  word: null,
  shuffle: false,
  off: { left: [], right: [] },
  instead: 'zero',
  rank: false,
  examples: null,
};

/** All 128 positions. */
export const MAX_POSITION = 127;
export const MAX_FLIPS = 64;
export const MAX_WORD = 40;
export const MAX_EXAMPLES = 8000;
/** All heads of a model of 4 layers of 4 heads. */
export const MAX_OFF = 16;
export const HOTTEST = 5;

const MASK_PATTERN = /^(prefix|window|hide)\.(\d{1,3})$/;

const maskChoice = createParser<MaskChoice>({
  parse(value) {
    if (value === 'bidirectional' || value === 'causal') return value;
    const [, name, number] = MASK_PATTERN.exec(value) ?? [];
    const count = Number(number);
    if (name === 'prefix') return { prefix: count };
    if (name === 'window') return { window: count };
    return name === 'hide' ? { hide: count } : null;
  },
  serialize(choice) {
    if (typeof choice === 'string') return choice;
    const [[name, count]] = Object.entries(choice) as [[string, number]];
    return `${name}.${count}`;
  },
  eq: (a, b) => JSON.stringify(a) === JSON.stringify(b),
});

const cellList = createParser<readonly Cell[]>({
  parse(value) {
    const cells = value.split(',').map((part): Cell | null => {
      const pair = pairOf(part);
      const inside = pair !== null && Math.max(...pair) <= MAX_POSITION;
      return inside ? { row: pair[0], column: pair[1] } : null;
    });
    const known = cells.filter((cell) => cell !== null);
    return known.length === cells.length && known.length <= MAX_FLIPS ? known : null;
  },
  serialize: (cells) => cells.map(({ row, column }) => `${row}.${column}`).join(','),
  eq: (a, b) => JSON.stringify(a) === JSON.stringify(b),
});

/** What links call the two places: after the models that stood there first, for ever. */
const NAMES = { left: 'bert', right: 'gpt' } as const satisfies Record<Side, string>;

const sideOf = (name: string | undefined): Side => (name === NAMES.left ? 'left' : 'right');

const LOOK_PATTERN = /^(bert|gpt)\.([1-9]\d{0,2})$/;

const looked = createParser<Look>({
  parse(value) {
    const [, name, nth] = LOOK_PATTERN.exec(value) ?? [];
    return nth ? { side: sideOf(name), nth: Number(nth) } : null;
  },
  serialize: ({ side, nth }) => `${NAMES[side]}.${nth}`,
  eq: (a, b) => a.side === b.side && a.nth === b.nth,
});

/** Layers, counted from 1 in the address: `1,2`. */
const layerList = createParser<readonly number[]>({
  parse: (value) =>
    /^[1-9]\d?(,[1-9]\d?)*$/.test(value)
      ? value.split(',').map((layer) => Number(layer) - 1)
      : null,
  serialize: (layers) => layers.map((layer) => layer + 1).join(','),
  eq: (a, b) => a.join() === b.join(),
});

/** The experiments' part of the address. */
export const trialTable = {
  try: parseAsStringLiteral(EXPERIMENTS),
  pair: textUpTo(MAX_TEXT),
  between: parseAsStringLiteral(BETWEENS),
  temperature: numberIn(0, HOTTEST),
  topk: wholeIn(0, 8192),
  topp: numberIn(0.01, 1),
  seed: wholeIn(0, 999_999),
  count: wholeIn(1, MAX_POSITION),
  write: parseAsStringLiteral(['yes'] as const),
  look: looked,
  order: parseAsStringLiteral(['sure'] as const),
  mask: maskChoice,
  flip: cellList,
  on: parseAsStringLiteral(['bert', 'gpt'] as const),
  layers: layerList,
  word: textUpTo(MAX_WORD),
  shuffle: parseAsStringLiteral(['yes'] as const),
  bertOff: headList(MAX_OFF),
  gptOff: headList(MAX_OFF),
  instead: parseAsStringLiteral(['mean'] as const),
  rank: parseAsStringLiteral(['yes'] as const),
  examples: textUpTo(MAX_EXAMPLES),
};

export const trialHints: Record<keyof typeof trialTable, string> = {
  try: `one of ${EXPERIMENTS.join(', ')}`,
  pair: `a text of at most ${MAX_TEXT} characters`,
  between: `one of ${BETWEENS.join(', ')}`,
  temperature: `a number from 0 to ${HOTTEST}`,
  topk: 'a whole number from 0, for no limit, to 8192',
  topp: 'a number from 0.01 to 1',
  seed: 'a whole number from 0 to 999999',
  count: `a number of tokens from 1 to ${MAX_POSITION}`,
  write: 'the word yes',
  look: 'a written token such as gpt.3',
  order: 'the word sure',
  mask: 'bidirectional, causal, prefix.5, window.3 or hide.4',
  flip: `at most ${MAX_FLIPS} cells such as 3.5,4.1`,
  on: 'bert or gpt',
  layers: 'layers such as 1,2',
  word: `a word of at most ${MAX_WORD} characters`,
  shuffle: 'the word yes',
  bertOff: `at most ${MAX_OFF} heads such as 2.3,4.1`,
  gptOff: `at most ${MAX_OFF} heads such as 2.3,4.1`,
  instead: 'the word mean',
  rank: 'the word yes',
  examples: `at most ${MAX_EXAMPLES} characters of labelled sentences`,
};

/** What the address says of the experiments; null where it is silent. */
type TrialLink = {
  readonly [Name in keyof typeof trialTable]: ReturnType<(typeof trialTable)[Name]['parse']>;
};

/** What a link means: its own values, and defaults where it is silent. */
export function trialOf(link: TrialLink): Trial {
  const plain = PLAIN_TRIAL;
  return {
    name: link.try ?? plain.name,
    pair: link.pair || null,
    between: link.between ?? plain.between,
    temperature: link.temperature ?? plain.temperature,
    topK: link.topk === null ? plain.topK : link.topk || null,
    topP: link.topp,
    seed: link.seed ?? plain.seed,
    count: link.count ?? plain.count,
    write: link.write === 'yes',
    look: link.look,
    order: link.order ?? plain.order,
    mask: link.mask,
    flip: link.flip ?? plain.flip,
    on: link.on === null ? plain.on : sideOf(link.on),
    layers: link.layers,
    word: link.word || null,
    shuffle: link.shuffle === 'yes',
    off: { left: link.bertOff ?? [], right: link.gptOff ?? [] },
    instead: link.instead ?? plain.instead,
    rank: link.rank === 'yes',
    examples: link.examples,
  };
}

const unlessEmpty = <Value>(list: readonly Value[]) => (list.length > 0 ? list : null);

/** The link that means a trial: a value only where it differs from the default. */
export function trialLink(trial: Trial): TrialLink {
  const plain = PLAIN_TRIAL;
  return {
    try: unless(plain.name, trial.name),
    pair: trial.pair || null,
    between: trial.between === 'all' ? null : trial.between,
    temperature: unless(plain.temperature, trial.temperature),
    topk: trial.topK === plain.topK ? null : (trial.topK ?? 0),
    topp: trial.topP,
    seed: unless(plain.seed, trial.seed),
    count: unless(plain.count, trial.count),
    write: trial.write ? 'yes' : null,
    look: trial.look,
    order: trial.order === 'sure' ? 'sure' : null,
    mask: trial.mask,
    flip: unlessEmpty(trial.flip),
    on: trial.on === 'both' ? null : NAMES[trial.on],
    layers: trial.layers,
    word: trial.word || null,
    shuffle: trial.shuffle ? 'yes' : null,
    bertOff: unlessEmpty(trial.off.left),
    gptOff: unlessEmpty(trial.off.right),
    instead: trial.instead === 'mean' ? 'mean' : null,
    rank: trial.rank ? 'yes' : null,
    examples: trial.examples,
  };
}

/** The trial for another text: what pointed at places of the old one, or was written after it, is gone. */
export function withoutPlaces(trial: Trial): Trial {
  const pointsAt = typeof trial.mask === 'object' && trial.mask !== null && 'hide' in trial.mask;
  const mask = pointsAt ? null : trial.mask;
  return { ...trial, flip: [], word: null, write: false, look: null, mask };
}

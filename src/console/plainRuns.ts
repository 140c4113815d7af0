/**
 * A pair of runs as plain values, which `window.sightlines.run()` gave or somebody made, and the traces
 * that they were made of. Every entry is looked at: what measures them may rely on their types.
 */
import type { HeldPass } from '../model/trace.ts';
import type { Side } from '../text/token.ts';
import { NAMES, type Name } from './names.ts';

/** One model's run. Axis letters: L layers, H heads, T tokens. */
export interface PlainRun {
  /** T each: the vocabulary's spelling, the page's, and the vocabulary's ids. */
  readonly tokens: readonly string[];
  readonly labels: readonly string[];
  readonly ids: readonly number[];
  readonly special: readonly boolean[];
  /** The word of the text that a token belongs to; null for specials. */
  readonly word: readonly (number | null)[];
  readonly layers: number;
  readonly heads: number;
  /** Of cross-attention: how many of the tokens, the first ones, are read by those after them. */
  readonly across?: number;
  /** [T, T], 1 = the row's token may read the column's. */
  readonly mask: ArrayLike<number>;
  /** [L, H, T, T], row-major. */
  readonly attention: ArrayLike<number>;
}

/** By their places, or where the models that ship with the page stand there by theirs. */
export type PlainRuns = Readonly<Partial<Record<Name | Side, PlainRun>>>;

/** What such a value calls the run of a place. */
const nameIn = (runs: object, side: Side): Name | Side =>
  (runs as PlainRuns)[NAMES[side]] ? NAMES[side] : side;

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** An array or a typed array; not the object that JSON makes of a typed array. */
function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

/** What an entry of a list must be, in words and as a check. */
interface Kind<T> {
  readonly words: string;
  readonly fits: (value: unknown) => value is T;
}

const wholeFrom =
  (least: number) =>
  (value: unknown): value is number =>
    Number.isInteger(value) && Number(value) >= least;
const isIndex = wholeFrom(0);
const isCount = wholeFrom(1);

const STRING: Kind<string> = { words: 'a string', fits: (value) => typeof value === 'string' };
const FLAG: Kind<boolean> = {
  words: 'true or false',
  fits: (value) => typeof value === 'boolean',
};
const WHOLE: Kind<number> = { words: 'a whole number from 0', fits: isIndex };
const WORD: Kind<number | null> = {
  words: 'a whole number from 0, or null for a special token',
  fits: (value) => value === null || isIndex(value),
};
const BIT: Kind<number> = {
  words: '0 or 1',
  fits: (value): value is number => value === 0 || value === 1,
};
/** A softmax in float32 may end a little above 1. */
const WEIGHT: Kind<number> = {
  words: 'a weight from 0 to 1',
  fits: (value): value is number => typeof value === 'number' && value >= 0 && value <= 1 + 1e-4,
};

/**
 * The trace that a run was made of, as far as measuring needs it: no spans, no predictions.
 *
 * @throws TypeError with a sentence when `runs` is not such a value.
 */
export function traceOf(side: Side, runs: unknown): HeldPass {
  const model = isObject(runs) ? nameIn(runs, side) : side;
  const run = isObject(runs) ? runs[model] : undefined;
  if (!isObject(run)) {
    throw new TypeError(
      'analyse() takes what run() gave, with "left" and "right" in it, or "bert" and "gpt", for example analyse(await run({ text: "The cat sat." })).',
    );
  }
  const { layers, heads } = run;
  if (!isCount(layers) || !isCount(heads)) {
    throw new TypeError(`"${model}" needs "layers" and "heads" as whole numbers from 1.`);
  }
  const pieces = listOf(model, run, 'tokens', STRING);
  const size = pieces.length;
  if (size === 0) throw new TypeError(`"${model}.tokens" is empty: there is nothing to measure.`);
  const labels = listOf(model, run, 'labels', STRING, size);
  const ids = listOf(model, run, 'ids', WHOLE, size);
  const special = listOf(model, run, 'special', FLAG, size);
  const word = listOf(model, run, 'word', WORD, size);
  const { across } = run;
  if (across !== undefined && !(isCount(across) && across < size)) {
    throw new TypeError(
      `"${model}.across", where it is given, is how many of the tokens are read by those after them.`,
    );
  }
  const mask = Uint8Array.from(listOf(model, run, 'mask', BIT, size ** 2));
  const weights = listOf(model, run, 'attention', WEIGHT, layers * heads * size ** 2);
  return {
    tokens: Array.from({ length: size }, (_, at) => ({
      id: ids[at]!,
      piece: pieces[at]!,
      label: labels[at]!,
      span: null,
      special: special[at]!,
      word: word[at]!,
      ...(across !== undefined && at >= across && { reads: true }),
    })),
    unread: [],
    layers,
    heads,
    ...(across !== undefined && { across }),
    mask,
    attention: weights instanceof Float32Array ? weights : Float32Array.from(weights),
    predictions: [],
  };
}

function listOf<T>(
  model: Name | Side,
  run: Readonly<Record<string, unknown>>,
  name: keyof PlainRun,
  kind: Kind<T>,
  length?: number,
): ArrayLike<T> {
  const list = run[name];
  if (!isList(list)) {
    throw new TypeError(
      `"${model}.${name}" must be an array or a typed array: JSON turns typed arrays into something else, structuredClone() keeps them.`,
    );
  }
  if (length !== undefined && list.length !== length) {
    throw new TypeError(
      `"${model}.${name}" has ${list.length} entries, but the tokens ask for ${length}.`,
    );
  }
  for (let at = 0; at < list.length; at++) {
    if (kind.fits(list[at])) continue;
    throw new TypeError(`Entry ${at} of "${model}.${name}" must be ${kind.words}.`);
  }
  return list as ArrayLike<T>;
}

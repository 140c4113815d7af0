/**
 * Attention masks (Vaswani et al. 2017, section 3.2.3).
 *
 * A mask is a Uint8Array [T, T], row-major, 1 where the token of the row may read the token of the
 * column. The forward pass adds `additive(mask)` to the scaled scores.
 */

/**
 * What a forbidden score is lowered by. −1e4 makes the softmax weight exactly 0 in 32-bit floats
 * and stays finite in the half floats of many phones' GPUs, where −1e9 does not.
 */
export const FORBIDDEN = -1e4;

/** Every token may read every token: [T, T] of ones. */
export function bidirectional(length: number): Uint8Array {
  return new Uint8Array(length * length).fill(1);
}

/** Token i may read tokens 0 to i: the lower triangle of [T, T], diagonal included. */
export function causal(length: number): Uint8Array {
  const mask = new Uint8Array(length * length);
  for (let row = 0; row < length; row++) mask.fill(1, row * length, row * length + row + 1);
  return mask;
}

/** A mask by name; counts and positions are in tokens, specials included, from 0. */
export type MaskSpec =
  | 'bidirectional'
  | 'causal'
  /** The first n tokens read each other both ways; those after them read what came before. */
  | { readonly prefix: number }
  /** Of what the model reads by itself, only tokens fewer than n places away: at most 2n − 1 both ways, n from the left. */
  | { readonly window: number }
  /** What the model reads by itself, but nobody reads this token, not even itself. */
  | { readonly hide: number }
  /** [T, T], row-major, 1 where the row's token may read the column's. */
  | Uint8Array;

/** What keeps a mask that a reader can ask for from being used on a text. */
export type MaskProblem =
  | { readonly kind: 'none'; readonly of: 'prefix' | 'window' }
  | { readonly kind: 'long'; readonly prefix: number; readonly length: number }
  | { readonly kind: 'token'; readonly hide: number; readonly length: number }
  | {
      readonly kind: 'cell';
      readonly row: number;
      readonly column: number;
      readonly length: number;
    }
  | { readonly kind: 'keys'; readonly label: string; readonly row: number };

/** Thrown when a mask cannot be used on a text; the message says why and what to do. */
export class MaskError extends RangeError {
  override name = 'MaskError';

  /** @param problem absent where only a program can ask for such a mask */
  constructor(
    message: string,
    readonly problem?: MaskProblem,
  ) {
    super(message);
  }
}

type Allowed = (row: number, column: number) => boolean;

function fromRule(length: number, allowed: Allowed): Uint8Array {
  return Uint8Array.from({ length: length * length }, (_, cell) =>
    Number(allowed(Math.floor(cell / length), cell % length)),
  );
}

/** A value of any kind, for a sentence: some kinds cannot be turned into a string. */
const shown = (value: unknown): string =>
  typeof value === 'number' ? String(value) : `a value of the type ${typeof value}`;

function count(value: unknown, name: 'prefix' | 'window', length: number, most: number): number {
  if (!Number.isInteger(value) || (value as number) < 1) {
    throw new MaskError(
      `A ${name} is a whole number of tokens, 1 or more, not ${shown(value)}.`,
      value === 0 ? { kind: 'none', of: name } : undefined,
    );
  }
  if ((value as number) > most) {
    throw new MaskError(
      `A ${name} of ${value} is longer than the text: it is read as ${length} tokens.`,
      { kind: 'long', prefix: value as number, length },
    );
  }
  return value as number;
}

/**
 * The mask that a name stands for, [T, T].
 *
 * @param own the mask that the model was trained with.
 * @throws MaskError when the numbers do not fit the text.
 */
export function maskOf(spec: MaskSpec, own: Uint8Array, length: number): Uint8Array {
  if (spec === 'bidirectional') return bidirectional(length);
  if (spec === 'causal') return causal(length);
  if (spec instanceof Uint8Array) {
    if (spec.length === length * length) return spec.map((cell) => (cell ? 1 : 0));
    throw new MaskError(
      `A mask of ${length} tokens has ${length * length} cells, not ${spec.length}: one for each pair, row by row.`,
    );
  }
  if (typeof spec === 'object' && spec !== null) {
    const reads = (row: number, column: number) => own[row * length + column] === 1;
    if ('prefix' in spec) {
      const prefix = count(spec.prefix, 'prefix', length, length);
      return fromRule(length, (row, column) => column < prefix || column <= row);
    }
    if ('window' in spec) {
      const window = count(spec.window, 'window', length, Number.POSITIVE_INFINITY);
      return fromRule(length, (i, j) => Math.abs(i - j) < window && reads(i, j));
    }
    if ('hide' in spec) {
      const { hide } = spec;
      if (!Number.isInteger(hide) || hide < 0 || hide >= length) {
        throw new MaskError(
          `There is no token ${shown(hide)} to hide: the text is read as ${length} tokens, counted from 0.`,
          { kind: 'token', hide, length },
        );
      }
      return fromRule(length, (row, column) => column !== hide && reads(row, column));
    }
  }
  throw new MaskError(
    'A mask is "bidirectional", "causal", { prefix: n }, { window: n }, { hide: position } or a Uint8Array of [T, T].',
  );
}

/** The mask with single cells turned over, [row, column] each. @throws MaskError for no cell. */
export function flipped(
  mask: Uint8Array,
  cells: readonly (readonly [number, number])[],
  length: number,
): Uint8Array {
  const turned = mask.slice();
  for (const [row, column] of cells) {
    const inside = (at: number) => Number.isInteger(at) && at >= 0 && at < length;
    if (!inside(row) || !inside(column)) {
      throw new MaskError(
        `There is no cell ${row}, ${column}: the text is read as ${length} tokens, counted from 0.`,
        { kind: 'cell', row, column, length },
      );
    }
    const at = row * length + column;
    turned[at] = turned[at] ? 0 : 1;
  }
  return turned;
}

/**
 * A softmax over nothing is not defined, so every token needs something to read.
 *
 * @param labels what to call the tokens, T of them.
 * @throws MaskError that names the first token without a key.
 */
export function requireKeys(mask: Uint8Array, labels: readonly string[]): void {
  const length = labels.length;
  for (let row = 0; row < length; row++) {
    if (!mask.subarray(row * length, (row + 1) * length).includes(1)) {
      throw new MaskError(
        `This mask leaves “${labels[row]}” (token ${row}) nothing to read, and the weights of a row must sum to 1: let it read at least one token.`,
        { kind: 'keys', label: labels[row]!, row },
      );
    }
  }
}

/**
 * Pads a mask of [T, T] to [size, size]: nobody may read a padding token. A padding row may read
 * token 0, so that its softmax stays finite; nothing reads what comes of it.
 *
 * @throws RangeError when size is smaller than T.
 */
export function pad(mask: Uint8Array, length: number, size: number): Uint8Array {
  if (size < length) throw new RangeError(`Cannot pad a mask of ${length} tokens to ${size}.`);
  const padded = new Uint8Array(size * size);
  for (let row = 0; row < length; row++) {
    padded.set(mask.subarray(row * length, (row + 1) * length), row * size);
  }
  for (let row = length; row < size; row++) padded[row * size] = 1;
  return padded;
}

/** The term added to the scaled scores: 0 where allowed, {@link FORBIDDEN} elsewhere; same shape. */
export function additive(mask: Uint8Array): Float32Array {
  const added = new Float32Array(mask.length);
  for (let cell = 0; cell < mask.length; cell++) if (!mask[cell]) added[cell] = FORBIDDEN;
  return added;
}

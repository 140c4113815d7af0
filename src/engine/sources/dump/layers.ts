/**
 * Which arrays of a file are attention, of which layer, and how they lie: one name for each layer, or all
 * layers in one array; with the axis of the batch, which is one text, or without; in one piece, or the rows of
 * each step of writing by themselves.
 */
import { type Message, msg } from '#say';
import type { AttentionKind, HeadMatrices } from '../../../model/dump.ts';
import { BYTES, type Dtype, type DumpArray, decode } from './arrays.ts';
import { called, counted, DumpError, shown } from './dumpError.ts';
import { HEADS, TOKENS } from './limits.ts';

const SELF =
  /^(?:attentions?|encoder_attentions|patterns?|arr)(?:[._](\d{1,6}))?(?:[._](\d{1,6}))?$/;
const CROSS = /^cross(?:_attentions?)?(?:[._](\d{1,6}))?(?:[._](\d{1,6}))?$/;

/** TransformerLens' own name of a layer's pattern. */
const HOOK = /^blocks\.(\d{1,6})\.attn\.hook_pattern()$/;

interface Name {
  readonly kind: AttentionKind;
  /** One number for a layer, two for a step and its layer, none for all layers. */
  readonly numbers: readonly number[];
}

function nameOf(name: string): Name | null {
  const found = HOOK.exec(name) ?? SELF.exec(name);
  const [, ...numbers] = found ?? CROSS.exec(name) ?? [name, null];
  if (numbers[0] === null) return null;
  const given = numbers.flatMap((number) => (number ? [Number(number)] : []));
  return { kind: found ? 'self' : 'cross', numbers: given };
}

/** Whether an array of this name is attention. */
export const isAttention = (name: string): boolean => nameOf(name) !== null;

/** Whether it is that of all layers. */
export const isStack = (name: string): boolean => nameOf(name)?.numbers.length === 0;

/** Rows of one layer: all of them, or those of a step of writing. */
interface Band {
  readonly array: DumpArray;
  /** Into the array, in bytes. */
  readonly begin: number;
  readonly heads: number;
  readonly rows: number;
  readonly columns: number;
}

/** How much of a layer is known, and what of. */
type Layer = readonly Band[];

/** Matrices of all heads, as a file holds them. */
export interface Stack extends Omit<HeadMatrices, 'whole'> {
  readonly dtype: Dtype;
  /** How many steps of writing the rows were put together of; 1 for none. */
  readonly steps: number;
}

/** [H, rows, columns] of an array of one layer: its last axes, those before them 1. */
function bandOf(array: DumpArray): Band {
  const { name, shape } = array;
  const [columns = 0, rows = 0, heads = 1, batch = 1, more] = shape.toReversed();
  if (shape.length < 2 || more !== undefined) {
    throw new DumpError(
      msg`${called(name)} has the shape ${shown(shape)}: a layer has the axes [heads, tokens, tokens].`,
    );
  }
  if (batch !== 1) {
    throw new DumpError(
      msg`${called(name)} has the shape ${shown(shape)}, a batch of ${batch}: write one text of it, such as attention[0].`,
    );
  }
  checkSizes(array, [1, heads, rows, columns]);
  return { array, begin: 0, heads, rows, columns };
}

function checkSizes({ name, shape }: DumpArray, [layers, heads, rows, columns]: readonly number[]) {
  const fail = (what: Message): never => {
    throw new DumpError(msg`${called(name)} has the shape ${shown(shape)}: ${what}.`);
  };
  if (shape.includes(0))
    fail(msg`there is nothing in it; write the attention of at least one token`);
  const length = Math.max(rows!, columns!);
  if (length > TOKENS) {
    fail(msg`that is ${length} tokens, and at most ${TOKENS} can be shown; write a shorter text`);
  }
  if (layers! * heads! > HEADS) {
    fail(
      msg`that is ${layers! * heads!} heads, and at most ${HEADS} can be shown; write some layers`,
    );
  }
}

/** The layers of an array of all: [L, H, T, T], [L, 1, H, T, T], or of one layer alone. */
function layersIn(array: DumpArray): Layer[] {
  const { dtype, name, shape } = array;
  if (shape.length < 4) return [[bandOf(array)]];
  const [layers = 0, ...rest] = shape;
  const [heads = 0, rows = 0, columns = 0] = rest.slice(-3);
  if (shape.length > 5 || (rest.length === 4 && rest[0] !== 1)) {
    throw new DumpError(
      msg`${called(name)} has the shape ${shown(shape)}: write [layers, heads, tokens, tokens] of one text.`,
    );
  }
  checkSizes(array, [layers, heads, rows, columns]);
  const size = heads * rows * columns * BYTES[dtype];
  return Array.from({ length: layers }, (_, layer) => [
    { array, begin: layer * size, heads, rows, columns },
  ]);
}

/** What is at 0, 1, 2, …, or from 1 on. @throws DumpError that names what is missing. */
function inOrder<Value>(found: ReadonlyMap<number, Value>, what: 'layer' | 'step'): Value[] {
  const numbers = [...found.keys()].sort((a, b) => a - b);
  const [first = 0] = numbers;
  const from = Math.min(first, 1);
  return numbers.map((number, at) => {
    if (number === from + at) return found.get(number)!;
    throw new DumpError(
      what === 'layer'
        ? msg`There is a layer ${number}, but no layer ${from + at}: write all of them, counted from 0.`
        : msg`There is a step ${number}, but no step ${from + at}: write all of them, counted from 0.`,
    );
  });
}

/** The layers of several arrays, each of one layer, or of one layer at one step. */
function layersOf(arrays: readonly (readonly [DumpArray, Name])[]): Layer[] {
  const layers = new Map<number, Map<number, Band>>();
  for (const [array, { numbers }] of arrays) {
    const layer = numbers.at(-1)!;
    const step = numbers.length > 1 ? numbers[0]! : 0;
    const steps = layers.get(layer) ?? new Map<number, Band>();
    if (steps.has(step)) {
      throw new DumpError(
        msg`${called(array.name)} is not the only array of its layer: write each layer once, under one name.`,
      );
    }
    steps.set(step, bandOf(array));
    layers.set(layer, steps);
  }
  return inOrder(layers, 'layer').map((steps) => inOrder(steps, 'step'));
}

/** @throws DumpError unless the steps of a layer make one triangle, each going on where the last ended. */
function checkSteps(layer: Layer): void {
  let rows = 0;
  for (const band of layer) {
    rows += band.rows;
    if (band.columns === rows) continue;
    throw new DumpError(
      msg`${called(band.array.name)} has the shape ${shown(band.array.shape)}: this step has to read ${counted(rows, 'token')}, those before it and its own. Write the steps of generate() with its ordinary cache.`,
    );
  }
}

const sizeOf = (layer: Layer) => ({
  heads: layer[0]!.heads,
  rows: layer.reduce((sum, band) => sum + band.rows, 0),
  columns: layer.at(-1)!.columns,
});

/**
 * The matrices of one kind in a file; null where it has none.
 *
 * @throws DumpError that names the array which does not fit.
 */
export function stackOf(all: readonly DumpArray[], kind: AttentionKind): Stack | null {
  const arrays = all.flatMap((array) => {
    const name = nameOf(array.name);
    return name?.kind === kind ? [[array, name] as const] : [];
  });
  const [only] = arrays;
  if (!only) return null;
  const isAll = arrays.some(([, { numbers }]) => numbers.length === 0);
  if (isAll && arrays.length > 1) {
    throw new DumpError(
      msg`${called(only[0].name)} is not the only array of its layers: write each layer once, under one name.`,
    );
  }
  const layers = isAll ? layersIn(only[0]) : layersOf(arrays);
  const size = sizeOf(layers[0]!);
  const { dtype } = layers[0]![0]!.array;
  if (layers.length * size.heads > HEADS) {
    throw new DumpError(
      msg`There are ${layers.length * size.heads} heads, and at most ${HEADS} can be shown: write some of the layers.`,
    );
  }
  for (const layer of layers) {
    const own = sizeOf(layer);
    const { name, shape } = layer[0]!.array;
    if (layer.length > 1) checkSteps(layer);
    if (layer.some((band) => band.heads !== size.heads || band.array.dtype !== dtype)) {
      throw new DumpError(
        msg`${called(name)} differs from the first layer in its number of heads or its type: write all layers alike.`,
      );
    }
    if (own.rows !== size.rows || own.columns !== size.columns) {
      throw new DumpError(
        msg`${called(name)} has the shape ${shown(shape)}, but the first layer has ${counted(size.rows, 'row')} of ${size.columns}: write the layers of one text.`,
      );
    }
    if (kind === 'self' && own.rows !== own.columns) {
      throw new DumpError(
        msg`${called(name)} has the shape ${shown(shape)}: attention of a text to itself has as many rows as columns. Attention to another text is written as cross.0 and so on, with query_tokens.`,
      );
    }
  }
  if (size.rows > TOKENS) {
    throw new DumpError(
      msg`There are ${size.rows} tokens, and at most ${TOKENS} can be shown: write a shorter text.`,
    );
  }
  const { heads, rows, columns } = size;
  return {
    ...{ layers: layers.length, heads, rows, columns, dtype, steps: layers[0]!.length },
    async read(layer, head) {
      requireHead({ layers: layers.length, heads }, layer, head);
      const weights = new Float32Array(rows * columns);
      let row = 0;
      for (const band of layers[layer]!) {
        const values = await headOf(band, head);
        for (let own = 0; own < band.rows; own++, row++) {
          const line = values.subarray(own * band.columns, (own + 1) * band.columns);
          weights.set(line, row * columns);
        }
      }
      return weights; // [rows, columns]
    },
  };
}

/** @throws RangeError when there is no such head. */
export function requireHead(
  { layers, heads }: Pick<HeadMatrices, 'layers' | 'heads'>,
  layer: number,
  head: number,
): void {
  const isOne = (at: number, count: number) => Number.isInteger(at) && at >= 0 && at < count;
  if (isOne(layer, layers) && isOne(head, heads)) return;
  throw new RangeError(
    `There is no layer ${layer + 1}, head ${head + 1}: the file has ${layers} layers of ${heads} heads.`,
  );
}

async function headOf({ array, begin, rows, columns }: Band, head: number): Promise<Float32Array> {
  const size = rows * columns * BYTES[array.dtype];
  const from = begin + head * size;
  return decode(array.dtype, await array.bytes(from, from + size));
}

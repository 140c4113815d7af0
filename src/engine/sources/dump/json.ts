/**
 * Attention in a JSON file: an object of the same names as the other formats have, whose arrays are lists of
 * lists. A list with one entry for each layer is what BertViz takes, and one for each step what `generate()`
 * returns.
 */
import { msg } from '#say';
import type { DumpArray, DumpFile } from './arrays.ts';
import { called, DumpError } from './dumpError.ts';
import { isAttention, isStack } from './layers.ts';
import { ARRAYS, HEADS, JSON_TEXT } from './limits.ts';

/** Steps, layers, batch, heads, rows, columns. */
const DEEPEST = 6;

/** Of one layer: batch, heads, rows, columns. */
const OF_A_LAYER = 4;

type Nested = readonly unknown[];

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const help = /[[,:\s](NaN|-?Infinity)\s*[,\]}]/.test(text)
      ? msg`The file holds NaN or Infinity, which JSON has no number for: write null in their place.`
      : msg`The file is cut short or no JSON: write it again with json.dump.`;
    throw new DumpError(help, { cause });
  }
}

/** How deep the first numbers of a list lie. */
function depthOf(value: unknown): number {
  let depth = 0;
  for (let inner = value; Array.isArray(inner) && depth <= DEEPEST; inner = inner[0]) depth++;
  return depth;
}

/** The values of an array of equal rows. @throws DumpError when they are not. */
function arrayOf(name: string, value: Nested): DumpArray {
  const shape: number[] = [];
  for (let inner: unknown = value; Array.isArray(inner); inner = inner[0]) {
    shape.push(inner.length);
    if (shape.length <= OF_A_LAYER) continue;
    throw new DumpError(
      msg`${called(name)} has more than ${OF_A_LAYER} axes: write a list for each layer, of [heads, tokens, tokens].`,
    );
  }
  const long = shape.find((extent) => extent === 0 || extent > HEADS);
  if (long !== undefined) {
    throw new DumpError(
      msg`${called(name)} has a list of ${long} entries: write [heads, tokens, tokens] of one text.`,
    );
  }
  const rows: Nested[] = [];
  // All lengths are known to be right before memory is taken for the values.
  const walk = (list: unknown, axis: number): void => {
    if (!Array.isArray(list) || list.length !== shape[axis]) {
      throw new DumpError(
        msg`${called(name)} has lists of several lengths: its rows need as many numbers as there are tokens, all of them.`,
      );
    }
    if (axis === shape.length - 1) rows.push(list);
    else for (const each of list) walk(each, axis + 1);
  };
  walk(value, 0);
  const width = shape.at(-1)!;
  const values = new Float32Array(rows.length * width);
  for (const [row, list] of rows.entries()) {
    for (let column = 0; column < width; column++) {
      const number = list[column];
      if (typeof number !== 'number' && number !== null) {
        throw new DumpError(
          msg`${called(name)} holds something other than numbers: write its values as numbers, and null for none.`,
        );
      }
      values[row * width + column] = number ?? Number.NaN;
    }
  }
  const bytes = new Uint8Array(values.buffer);
  return { name, dtype: 'F32', shape, bytes: async (from, to) => bytes.subarray(from, to) };
}

/** A list of all layers, or of all steps of all layers, one array for each. */
function* arraysOf(name: string, value: Nested): Generator<DumpArray> {
  const depth = depthOf(value);
  if (!isStack(name) || depth < OF_A_LAYER) {
    yield arrayOf(name, value);
    return;
  }
  for (const [at, each] of value.entries()) {
    const part = `${name}.${at}`;
    const list = Array.isArray(each) ? (each as Nested) : [];
    if (depth < DEEPEST) yield arrayOf(part, list);
    else for (const [layer, own] of list.entries()) yield arrayOf(`${part}.${layer}`, listed(own));
  }
}

const listed = (value: unknown): Nested => (Array.isArray(value) ? value : []);

/** @throws DumpError when it is no JSON of this kind. */
export async function readJsonDump(file: Blob): Promise<DumpFile> {
  if (file.size > JSON_TEXT) {
    throw new DumpError(
      msg`The file has ${Math.ceil(file.size / 2 ** 20)} MB, and of JSON at most ${JSON_TEXT / 2 ** 20} are read: write a safetensors file, which is several times as small.`,
    );
  }
  const value = parsed(await file.text());
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new DumpError(
      msg`The file is JSON without names: write an object of "tokens" and "attentions".`,
    );
  }
  const arrays: DumpArray[] = [];
  const said = new Map<string, unknown>();
  const other: string[] = [];
  for (const [name, part] of Object.entries(value)) {
    if (!isAttention(name)) said.set(name, part);
    else if (!Array.isArray(part)) other.push(name);
    else {
      for (const array of arraysOf(name, part)) {
        if (arrays.length >= ARRAYS) {
          throw new DumpError(
            msg`The file has more than ${ARRAYS} arrays: write one for each layer.`,
          );
        }
        arrays.push(array);
      }
    }
  }
  return { arrays, said, other };
}

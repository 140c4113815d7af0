/** Files of attention for tests: of every format, from arrays that are easy to check by hand. */
import { readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { seeded } from './seeded.ts';
import { safetensorsFile } from './tiny-checkpoint.ts';

export interface TestArray {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

export const singles = (shape: readonly number[], values: ArrayLike<number>): TestArray => ({
  dtype: 'F32',
  shape,
  bytes: new Uint8Array(Float32Array.from(values).buffer),
});

/** Rows that sum to 1, uneven, the same for a seed: [..., rows, columns]. */
export function attention(
  shape: readonly number[],
  { causal = false, seed = 1 }: { readonly causal?: boolean; readonly seed?: number } = {},
): Float32Array {
  const next = seeded(seed);
  const [rows, columns] = shape.slice(-2) as [number, number];
  const values = new Float32Array(shape.reduce((product, extent) => product * extent, 1));
  for (let start = 0; start < values.length; start += columns) {
    const row = (start / columns) % rows;
    const last = causal ? row + columns - rows : columns - 1;
    let sum = 0;
    for (let column = 0; column <= last; column++) {
      values[start + column] = Math.exp(2 * next());
      sum += values[start + column]!;
    }
    for (let column = 0; column <= last; column++) values[start + column]! /= sum;
  }
  return values;
}

/** A safetensors file of these arrays, and strings beside them. */
export function safetensors(
  arrays: Readonly<Record<string, TestArray>>,
  said: Readonly<Record<string, unknown>> = {},
): Blob {
  let at = 0;
  const header: Record<string, unknown> = { __metadata__: said };
  for (const [name, { dtype, shape, bytes }] of Object.entries(arrays)) {
    header[name] = { dtype, shape, data_offsets: [at, at + bytes.length] };
    at += bytes.length;
  }
  const data = new Uint8Array(at);
  at = 0;
  for (const { bytes } of Object.values(arrays)) {
    data.set(bytes, at);
    at += bytes.length;
  }
  return new Blob([safetensorsFile(header, data)]);
}

export const names = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => `t${at}`);

export const said = (count: number, more: Readonly<Record<string, string>> = {}) => ({
  tokens: JSON.stringify(names(count)),
  ...more,
});

/** One array as `np.save` writes it. */
export function npy(descr: string, shape: string, data: Uint8Array, fortran = 'False'): Uint8Array {
  const header = `{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': ${shape}, }`;
  const file = new Uint8Array(10 + header.length + data.length);
  file.set([0x93, ...new TextEncoder().encode('NUMPY'), 1, 0]);
  new DataView(file.buffer).setUint16(8, header.length, true);
  file.set(new TextEncoder().encode(header), 10);
  file.set(data, 10 + header.length);
  return file;
}

/** Strings as NumPy keeps them, four bytes a character: an array, or one alone. */
export function strings(value: string | readonly string[]): Uint8Array {
  const all = typeof value === 'string' ? [value] : value;
  const width = Math.max(1, ...all.map((each) => [...each].length));
  const data = new Uint32Array(all.length * width);
  for (const [at, each] of all.entries()) {
    for (const [unit, character] of [...each].entries()) {
      data[at * width + unit] = character.codePointAt(0)!;
    }
  }
  const shape = typeof value === 'string' ? '()' : `(${all.length},)`;
  return npy(`<U${width}`, shape, new Uint8Array(data.buffer));
}

export const npz = (files: Readonly<Record<string, Uint8Array>>): Blob =>
  new Blob([zipSync(files) as Uint8Array<ArrayBuffer>]);

export const json = (value: unknown): Blob => new Blob([JSON.stringify(value)]);

export const fixture = (name: string): Blob =>
  new Blob([readFileSync(new URL(`../fixtures/dumps/${name}`, import.meta.url))]);

/**
 * Reader of safetensors files (https://github.com/huggingface/safetensors#format): a header (`header.ts`), then
 * the values, little-endian. Nothing in the file is trusted: what is read is checked before use.
 */

import { type Told, told } from '../../text/told.ts';
import { decodeBrainHalves, decodeHalves } from './half.ts';
import {
  type Entry,
  type Header,
  headerEnd,
  PREFIX,
  readHeader,
  SafetensorsError,
  shapeError,
  show,
} from './header.ts';
import { decodeScaled } from './scaled.ts';

export { SafetensorsError };

/** A file that is read part by part. */
export interface FileParts {
  /** In bytes. */
  readonly size: number;
  /** A copy of the bytes from `begin` to before `end`. */
  read(begin: number, end: number): ArrayBuffer;
}

export interface Safetensors {
  readonly header: Header;
  readonly names: readonly string[];
  has(name: string): boolean;
  /** @throws SafetensorsError when a tensor is missing, or has another shape than expected. */
  require(name: string, shape: readonly number[]): void;
  /**
   * The values of a tensor, row-major, as singles; a copy of its own. A matrix in I8 is multiplied by
   * its scales, which the file holds as `<name>.scale`: [rows, blocks], the blocks of a row equally long.
   *
   * @throws SafetensorsError when it is missing, has another shape than expected, a dtype other than
   * F16, BF16, F32 and, for a matrix with scales, I8, or a value that is not finite; and when its scales are
   * missing, do not fit it, or are not all positive and finite.
   */
  read(name: string, shape: readonly number[]): Float32Array<ArrayBuffer>;
}

/**
 * Opens a file. The values of a tensor are read and decoded each time that it is asked for.
 *
 * @throws SafetensorsError when the header or the layout of the file is broken.
 */
export function openSafetensors(whole: ArrayBuffer | FileParts): Safetensors {
  const file = whole instanceof ArrayBuffer ? partsOf(whole) : whole;
  const { size } = file;
  const first = new Uint8Array(file.read(0, Math.min(PREFIX, size)));
  const entries = readHeader(new Uint8Array(file.read(0, headerEnd(first, size))), size);

  function find(name: string): Entry {
    const entry = entries.get(name);
    if (!entry) throw new SafetensorsError(told`The weights lack the tensor ${name}.`, name);
    return entry;
  }

  function required(name: string, shape: readonly number[]): Entry {
    const entry = find(name);
    const other = shapeError(name, entry.shape, shape);
    if (other) throw other;
    return entry;
  }

  function readScaled(name: string, { shape, begin, end }: Entry): Float32Array<ArrayBuffer> {
    const [rows, columns] = shape;
    if (rows === undefined || columns === undefined || shape.length !== 2) {
      throw new SafetensorsError(
        told`${name} has the dtype I8 and the shape ${show(shape)}: only matrices are read from I8.`,
        name,
      );
    }
    const scale = `${name}.scale`;
    const entry = find(scale);
    const [count, blocks] = entry.shape;
    if (entry.shape.length !== 2 || count !== rows || !blocks || columns % blocks !== 0) {
      throw new SafetensorsError(
        told`${scale} has the shape ${show(entry.shape)}: it must divide each row of ${name}, ${show(shape)}, into equal blocks.`,
        scale,
      );
    }
    const scales = decode(file, scale, entry);
    const isGood = (value: number) => value > 0 && Number.isFinite(value);
    check(scale, scales, isGood, told`scales must be positive and finite`);
    return decodeScaled(new Int8Array(file.read(begin, end)), scales);
  }

  return {
    header: entries,
    names: [...entries.keys()],
    has: (name) => entries.has(name),
    require: (name, shape) => void required(name, shape),
    read(name, shape) {
      const entry = required(name, shape);
      const values = entry.dtype === 'I8' ? readScaled(name, entry) : decode(file, name, entry);
      if (!allFinite(values)) check(name, values, Number.isFinite, told`weights must be finite`);
      return values;
    },
  };
}

const partsOf = (file: ArrayBuffer): FileParts => ({
  size: file.byteLength,
  read: (begin, end) => file.slice(begin, end),
});

/** @throws SafetensorsError that names the first value which is not as it must be. */
function check(
  name: string,
  values: Float32Array,
  isGood: (value: number) => boolean,
  rule: Told,
): void {
  // A loop, which takes an eighth of the time of findIndex on millions of values.
  for (let at = 0; at < values.length; at++) {
    if (isGood(values[at]!)) continue;
    throw new SafetensorsError(
      told`${name} holds ${String(values[at])} at index ${at}: ${rule}.`,
      name,
    );
  }
}

/** Of a hundred million values at once: anything times 0 is 0, but for what is not finite. */
function allFinite(values: Float32Array): boolean {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += values[at]! * 0;
  return sum === 0;
}

function decode(file: FileParts, name: string, entry: Entry): Float32Array<ArrayBuffer> {
  const bytes = file.read(entry.begin, entry.end);
  if (entry.dtype === 'F32') return new Float32Array(bytes);
  if (entry.dtype === 'F16') return decodeHalves(new Uint16Array(bytes));
  if (entry.dtype === 'BF16') return decodeBrainHalves(new Uint16Array(bytes));
  throw new SafetensorsError(
    told`${name} has the dtype ${entry.dtype}: only F16, BF16 and F32 are read, and matrices in I8.`,
    name,
  );
}

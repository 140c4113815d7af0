/**
 * Reader of safetensors files (https://github.com/huggingface/safetensors#format): a header (`header.ts`), then
 * the values, little-endian. Nothing in the file is trusted: what is read is checked before use.
 */
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

export interface Safetensors {
  readonly header: Header;
  readonly names: readonly string[];
  has(name: string): boolean;
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

/** Bytes that are read as they are asked for. */
export interface Bytes {
  readonly byteLength: number;
  /** A copy of those from `begin` to before `end`. */
  slice(begin: number, end: number): ArrayBuffer;
}

/**
 * Opens a file. The values of a tensor are decoded when it is read.
 *
 * @param file all of its bytes, or where they are read from each time.
 * @throws SafetensorsError when the header or the layout of the file is broken.
 */
export function openSafetensors(file: Bytes): Safetensors {
  const start = new Uint8Array(file.slice(0, Math.min(PREFIX, file.byteLength)));
  const end = start.length < PREFIX ? start.length : headerEnd(start, file.byteLength);
  const entries = readHeader(new Uint8Array(file.slice(0, end)), file.byteLength);

  function find(name: string): Entry {
    const entry = entries.get(name);
    if (!entry) throw new SafetensorsError(`The weights lack the tensor ${name}.`, name);
    return entry;
  }

  function readScaled(name: string, { shape, begin, end }: Entry): Float32Array<ArrayBuffer> {
    const [rows, columns] = shape;
    if (rows === undefined || columns === undefined || shape.length !== 2) {
      throw new SafetensorsError(
        `${name} has the dtype I8 and the shape ${show(shape)}: only matrices are read from I8.`,
        name,
      );
    }
    const scale = `${name}.scale`;
    const entry = find(scale);
    const [count, blocks] = entry.shape;
    if (entry.shape.length !== 2 || count !== rows || !blocks || columns % blocks !== 0) {
      throw new SafetensorsError(
        `${scale} has the shape ${show(entry.shape)}: it must divide each row of ${name}, ${show(shape)}, into equal blocks.`,
        scale,
      );
    }
    const scales = decode(file, scale, entry);
    const isGood = (value: number) => value > 0 && Number.isFinite(value);
    check(scale, scales, isGood, 'scales must be positive and finite');
    return decodeScaled(new Int8Array(file.slice(begin, end)), scales);
  }

  return {
    header: entries,
    names: [...entries.keys()],
    has: (name) => entries.has(name),
    read(name, shape) {
      const entry = find(name);
      const other = shapeError(name, entry.shape, shape);
      if (other) throw other;
      const values = entry.dtype === 'I8' ? readScaled(name, entry) : decode(file, name, entry);
      check(name, values, Number.isFinite, 'weights must be finite');
      return values;
    },
  };
}

/** @throws SafetensorsError that names the first value which is not as it must be. */
function check(
  name: string,
  values: Float32Array,
  isGood: (value: number) => boolean,
  rule: string,
): void {
  // A loop, which takes an eighth of the time of findIndex on millions of values.
  for (let at = 0; at < values.length; at++) {
    if (isGood(values[at]!)) continue;
    throw new SafetensorsError(`${name} holds ${values[at]} at index ${at}: ${rule}.`, name);
  }
}

function decode(file: Bytes, name: string, entry: Entry): Float32Array<ArrayBuffer> {
  // A copy, because a view would have to be aligned in the file, which its header need not be.
  const bytes = file.slice(entry.begin, entry.end);
  if (entry.dtype === 'F32') return new Float32Array(bytes);
  if (entry.dtype === 'F16') return decodeHalves(new Uint16Array(bytes));
  if (entry.dtype === 'BF16') return decodeBrainHalves(new Uint16Array(bytes));
  throw new SafetensorsError(
    `${name} has the dtype ${entry.dtype}: only F16, BF16 and F32 are read, and matrices in I8.`,
    name,
  );
}

/**
 * One NumPy array as `np.save` writes it (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html):
 * six bytes of magic, two of version, the length of a header, which is a Python dictionary, and the values.
 */
import { type Message, msg } from '#say';
import { BYTES, type Dtype, type DumpArray } from './arrays.ts';
import { called, DumpError, shown } from './dumpError.ts';

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

export const isNpy = (bytes: Uint8Array): boolean => MAGIC.every((byte, at) => bytes[at] === byte);

const DTYPES: Readonly<Record<string, Dtype>> = {
  ...{ '<f8': 'F64', '<f4': 'F32', '<f2': 'F16', '|u1': 'U8' },
};

/** A Python dictionary of the three keys, in any order. */
const DESCR = /'descr'\s*:\s*'([^']{1,20})'/;
const FORTRAN = /'fortran_order'\s*:\s*(True|False)/;
const SHAPE = /'shape'\s*:\s*\(([\d\s,]*)\)/;

/** Of a header, in bytes: that of a plain array has about a hundred. */
const LONGEST = 2 ** 16;

const latin = new TextDecoder('latin1');

interface Header {
  readonly descr: string;
  readonly shape: readonly number[];
  readonly begin: number;
}

function readHeader(name: string, bytes: Uint8Array): Header {
  const fail = (what: Message): never => {
    throw new DumpError(msg`${called(name)} ${what}.`);
  };
  if (!isNpy(bytes) || bytes.byteLength < 12) {
    return fail(msg`is no NumPy array: write the file again with np.savez`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isFirst = bytes[6] === 1;
  const length = isFirst ? view.getUint16(8, true) : view.getUint32(8, true);
  const begin = (isFirst ? 10 : 12) + length;
  if (length > LONGEST)
    return fail(msg`has a header that is not understood: write plain arrays with np.savez`);
  if (begin > bytes.byteLength) return fail(msg`is cut short: write the file again with np.savez`);
  const text = latin.decode(bytes.subarray(isFirst ? 10 : 12, begin));
  const [descr, fortran, shape] = [DESCR, FORTRAN, SHAPE].map((part) => part.exec(text)?.[1]);
  if (descr === undefined || fortran === undefined || shape === undefined) {
    return fail(msg`has a header that is not understood: write plain arrays with np.savez`);
  }
  const extents = shape.split(',').flatMap((part) => (part.trim() ? [Number(part)] : []));
  // The order of an array of one axis, or none, is either.
  if (fortran === 'True' && extents.length > 1) {
    return fail(msg`lies column by column: write np.ascontiguousarray(…) of it`);
  }
  return { descr, shape: extents, begin };
}

/** The values of an array of strings, or of one; null for another array. */
function strings({ descr, shape }: Header, data: Uint8Array): unknown {
  const [, kind, width] = /^[<|]([US])(\d+)$/.exec(descr) ?? [];
  const units = Number(width);
  if (!kind || shape.length > 1) return undefined;
  const size = kind === 'U' ? 4 * units : units;
  const count = shape[0] ?? 1;
  // Any number of strings of no length would fit into nothing.
  if (size === 0 || size * count !== data.byteLength) return undefined;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const all = Array.from({ length: count }, (_, at) => {
    if (kind === 'S') {
      return new TextDecoder()
        .decode(data.subarray(at * size, (at + 1) * size))
        .replace(/\0+$/, '');
    }
    let text = '';
    for (let unit = 0; unit < units; unit++) {
      const code = view.getUint32(at * size + 4 * unit, true);
      text += code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
    }
    return text.replace(/\0+$/, '');
  });
  return shape.length === 0 ? all[0] : all;
}

export type Npy =
  | { readonly array: DumpArray }
  /** A string, a list of them, or a truth. */
  | { readonly value: unknown }
  /** An array of another kind. */
  | { readonly other: true };

/**
 * @param wanted whether it must be an array of numbers.
 * @throws DumpError when it is not what `np.save` writes; or not of numbers, and they are wanted.
 */
export function readNpy(name: string, bytes: Uint8Array, wanted: boolean): Npy {
  const header = readHeader(name, bytes);
  const { descr, shape, begin } = header;
  const data = bytes.subarray(begin);
  const dtype = Object.hasOwn(DTYPES, descr) ? DTYPES[descr] : undefined;
  if (dtype) {
    const needed = shape.reduce((product, extent) => product * extent, BYTES[dtype]);
    if (needed !== data.byteLength) {
      throw new DumpError(
        msg`${called(name)} has ${data.byteLength} bytes of values, but the shape ${shown(shape)} in ${descr} takes ${needed}: write the file again with np.savez.`,
      );
    }
    const of = async (from: number, to: number) => data.subarray(from, to);
    return { array: { name, dtype, shape, bytes: of } };
  }
  if (wanted) {
    throw new DumpError(
      msg`${called(name)} has the NumPy type ${called(descr)}: write it as float32, float16 or uint8 (of 255), such as array.astype("float32").`,
    );
  }
  if (descr === '|b1' && data.byteLength === 1) return { value: data[0] !== 0 };
  if (descr === '|O') {
    throw new DumpError(
      msg`${called(name)} is an array of Python objects, which are not read: write strings, such as np.array(tokens).`,
    );
  }
  const value = strings(header, data);
  return value === undefined ? { other: true } : { value };
}

/**
 * Reader of safetensors files (https://github.com/huggingface/safetensors#format): eight bytes of
 * header length, a JSON header of names, dtypes, shapes and offsets, then the values, little-endian.
 *
 * Nothing in the file is trusted: header, names, shapes, offsets and values are checked before use.
 */
import { decodeHalves } from './half.ts';
import { decodeScaled } from './scaled.ts';

/** Thrown when a file is not what it should be; the message names the tensor where there is one. */
export class SafetensorsError extends Error {
  override name = 'SafetensorsError';
  /** The tensor at fault, or null when the file as a whole is. */
  readonly tensor: string | null;

  constructor(message: string, tensor: string | null = null) {
    super(message);
    this.tensor = tensor;
  }
}

export interface Safetensors {
  readonly names: readonly string[];
  has(name: string): boolean;
  /**
   * The values of a tensor, row-major, as singles; a copy of its own. A matrix in I8 is multiplied by
   * its scales, which the file holds as `<name>.scale`: [rows, blocks], the blocks of a row equally long.
   *
   * @throws SafetensorsError when it is missing, has another shape than expected, a dtype other than
   * F16, F32 and, for a matrix with scales, I8, or a value that is not finite; and when its scales are
   * missing, do not fit it, or are not all positive and finite.
   */
  read(name: string, shape: readonly number[]): Float32Array<ArrayBuffer>;
}

/** Where a tensor lies. */
export interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Into the file. */
  readonly begin: number;
  readonly end: number;
}

/** What a header says of its file. */
export interface Layout {
  readonly entries: ReadonlyMap<string, Entry>;
  /** What else is said, as it stands there; undefined for nothing. */
  readonly metadata: unknown;
}

const PREFIX = 8;

/** The format's own limit on the header. */
const LONGEST_HEADER = 100_000_000;

const BYTES: Readonly<Record<string, number>> = {
  ...{ BOOL: 1, U8: 1, I8: 1, F8_E5M2: 1, F8_E4M3: 1 },
  ...{ U16: 2, I16: 2, F16: 2, BF16: 2 },
  ...{ U32: 4, I32: 4, F32: 4 },
  ...{ U64: 8, I64: 8, F64: 8 },
};

const show = (shape: readonly number[]): string => `[${shape.join(', ')}]`;

/** A header's own value in a sentence, however long or deep it is. */
function brief(value: unknown): string {
  try {
    return (JSON.stringify(value) ?? 'none').slice(0, 100);
  } catch {
    return 'nested too deeply';
  }
}

/** A name in a sentence: in quotes unless it is an ordinary one. */
const called = (name: string): string => (/^[\w./-]{1,100}$/.test(name) ? name : brief(name));

const isSize = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Opens a file. The values of a tensor are decoded when it is read.
 *
 * @throws SafetensorsError when the header or the layout of the file is broken.
 */
export function openSafetensors(file: ArrayBuffer): Safetensors {
  const { entries } = readLayout(file, file.byteLength);

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
    return decodeScaled(new Int8Array(file, begin, end - begin), scales);
  }

  return {
    names: [...entries.keys()],
    has: (name) => entries.has(name),
    read(name, shape) {
      const entry = find(name);
      if (show(entry.shape) !== show(shape)) {
        throw new SafetensorsError(
          `${name} has the shape ${show(entry.shape)}, but the model needs ${show(shape)}.`,
          name,
        );
      }
      const values = entry.dtype === 'I8' ? readScaled(name, entry) : decode(file, name, entry);
      check(name, values, Number.isFinite, 'weights must be finite');
      return values;
    },
  };
}

/**
 * Where everything lies in a file, of which the beginning is enough.
 *
 * @param beginning of the file: its header at least.
 * @param size of the whole file, in bytes.
 * @param what to call the file.
 * @throws SafetensorsError when the header or the layout of the file is broken.
 */
export function readLayout(beginning: ArrayBuffer, size: number, what = 'The weights'): Layout {
  const { json, end } = readHeader(beginning, size, what);
  const { entries, metadata } = readEntries(json, end, size, what);
  checkLayout(entries, end, size, what);
  return { entries, metadata };
}

/** How long a header says it is, in bytes, given the first eight of the file. */
export const headerLength = (beginning: ArrayBuffer): bigint =>
  new DataView(beginning).getBigUint64(0, true);

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

const lower = (what: string): string => what[0]!.toLowerCase() + what.slice(1);

const headerOf = (what: string, is: string): string => `The header of ${lower(what)} ${is}.`;

function readHeader(file: ArrayBuffer, size: number, what: string): { json: string; end: number } {
  if (size < PREFIX) {
    throw new SafetensorsError(`${what} have ${size} bytes: too few for a safetensors file.`);
  }
  const length = headerLength(file);
  if (length > LONGEST_HEADER || Number(length) > size - PREFIX) {
    throw new SafetensorsError(
      `${what} announce a header of ${length} bytes, but have ${size - PREFIX} after its length: the file is cut short or no safetensors file.`,
    );
  }
  const end = PREFIX + Number(length);
  try {
    const json = new TextDecoder('utf-8', { fatal: true }).decode(
      new Uint8Array(file, PREFIX, Number(length)),
    );
    return { json, end };
  } catch {
    throw new SafetensorsError(headerOf(what, 'is not UTF-8'));
  }
}

function readEntries(json: string, dataStart: number, fileEnd: number, what: string): Layout {
  let header: unknown;
  try {
    header = JSON.parse(json);
  } catch {
    throw new SafetensorsError(headerOf(what, 'is not JSON'));
  }
  if (!isRecord(header)) throw new SafetensorsError(headerOf(what, 'is not an object'));
  const twice = repeatedKey(json);
  if (twice !== undefined) {
    throw new SafetensorsError(`${twice} is in the header of ${lower(what)} twice.`, twice);
  }
  const entries = new Map<string, Entry>();
  for (const [name, value] of Object.entries(header)) {
    if (name !== '__metadata__') entries.set(name, readEntry(name, value, dataStart, fileEnd));
  }
  return { entries, metadata: header.__metadata__ };
}

/** The first key with an object for a value that occurs twice: JSON.parse keeps the last silently. */
function repeatedKey(json: string): string | undefined {
  const seen = new Set<string>();
  for (const [, literal, opens] of json.matchAll(/("(?:[^"\\]|\\.)*")(\s*:\s*\{)?/g)) {
    if (opens === undefined) continue;
    const key = JSON.parse(literal!) as string;
    if (seen.has(key)) return key;
    seen.add(key);
  }
  return undefined;
}

function readEntry(name: string, value: unknown, dataStart: number, fileEnd: number): Entry {
  const fail = (what: string): never => {
    throw new SafetensorsError(`${called(name)} ${what}.`, name);
  };
  if (!isRecord(value)) return fail('is not described by an object');
  const { dtype, shape, data_offsets: offsets } = value;
  const bytes = typeof dtype === 'string' ? BYTES[dtype] : undefined;
  if (typeof dtype !== 'string' || bytes === undefined) {
    return fail(`has an unknown dtype, ${brief(dtype)}`);
  }
  if (!Array.isArray(shape) || !shape.every(isSize)) {
    return fail(`has a malformed shape, ${brief(shape)}`);
  }
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isSize)) {
    return fail(`has malformed offsets, ${brief(offsets)}`);
  }
  const [begin, end] = offsets as [number, number];
  const room = fileEnd - dataStart;
  if (begin > end || end > room) {
    return fail(`lies at bytes ${begin} to ${end}, outside of the ${room} bytes of values`);
  }
  const needed = shape.reduce((product, extent) => product * extent, bytes);
  if (end - begin !== needed) {
    return fail(
      `takes ${end - begin} bytes, but the shape ${show(shape)} in ${dtype} takes ${needed}`,
    );
  }
  if (begin % bytes !== 0) return fail(`begins at byte ${begin}, which is not aligned to ${dtype}`);
  return { dtype, shape, begin: dataStart + begin, end: dataStart + end };
}

/** The format allows neither overlaps nor holes between tensors. */
function checkLayout(
  entries: ReadonlyMap<string, Entry>,
  dataStart: number,
  fileEnd: number,
  what: string,
) {
  const inOrder = [...entries].sort(([, a], [, b]) => a.begin - b.begin || a.end - b.end);
  let at = dataStart;
  let before = 'the header';
  for (const [name, { begin, end }] of inOrder) {
    if (begin < at) throw new SafetensorsError(`${name} overlaps ${before}.`, name);
    if (begin > at) {
      throw new SafetensorsError(`There is a hole of ${begin - at} bytes before ${name}.`, name);
    }
    at = end;
    before = name;
  }
  if (at !== fileEnd) {
    throw new SafetensorsError(`${what} end with ${fileEnd - at} bytes that no tensor claims.`);
  }
}

function decode(file: ArrayBuffer, name: string, entry: Entry): Float32Array<ArrayBuffer> {
  // A copy, because a view would have to be aligned in the file, which its header need not be.
  const bytes = file.slice(entry.begin, entry.end);
  if (entry.dtype === 'F32') return new Float32Array(bytes);
  if (entry.dtype === 'F16') return decodeHalves(new Uint16Array(bytes));
  throw new SafetensorsError(
    `${name} has the dtype ${entry.dtype}: only F16 and F32 are read, and matrices in I8.`,
    name,
  );
}

/**
 * The header of a safetensors file (https://github.com/huggingface/safetensors#format): eight bytes of
 * header length, then JSON of names, dtypes, shapes and offsets. It is read by itself, so that a model can be
 * looked at before its weights are fetched.
 *
 * Nothing in it is trusted: header, names, shapes and offsets are checked before use.
 */
import { type Told, ToldError, told } from '../../text/told.ts';

/** Thrown when a file is not what it should be; the message names the tensor where there is one. */
export class SafetensorsError extends ToldError {
  override name = 'SafetensorsError';
  /** The tensor at fault, or null when the file as a whole is. */
  readonly tensor: string | null;

  constructor(said: Told | string, tensor: string | null = null) {
    super(said);
    this.tensor = tensor;
  }
}

export interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Into the file. */
  readonly begin: number;
  readonly end: number;
}

/** Where the tensors of a file lie. */
export type Header = ReadonlyMap<string, Entry>;

/** What a header says of its file. */
export interface Layout {
  readonly entries: Header;
  /** What else is said, as it stands there; undefined for nothing. */
  readonly metadata: unknown;
}

/** What a file holds, in the plural: at the beginning of a sentence, and within one. */
export interface Holder {
  readonly subject: Told;
  readonly within: Told;
}

const WEIGHTS: Holder = { subject: told`The weights`, within: told`the weights` };

/** How many bytes tell the length of the header. */
export const PREFIX = 8;

/** A quarter of the format's own limit: the header of a model of hundreds of layers has a hundredth of it. */
const LONGEST_HEADER = 25_000_000;

const BYTES: Readonly<Record<string, number>> = {
  ...{ BOOL: 1, U8: 1, I8: 1, F8_E5M2: 1, F8_E4M3: 1 },
  ...{ U16: 2, I16: 2, F16: 2, BF16: 2 },
  ...{ U32: 4, I32: 4, F32: 4 },
  ...{ U64: 8, I64: 8, F64: 8 },
};

export const show = (shape: readonly number[]): string => `[${shape.join(', ')}]`;

/** What is wrong with a tensor of another shape than the model needs; null when it has that shape. */
export function shapeError(
  name: string,
  found: readonly number[],
  needed: readonly number[],
): SafetensorsError | null {
  if (show(found) === show(needed)) return null;
  return new SafetensorsError(
    told`${name} has the shape ${show(found)}, but the model needs ${show(needed)}.`,
    name,
  );
}

/** A header's own value in a sentence, however long or deep it is. */
function brief(value: unknown): string | Told {
  try {
    return JSON.stringify(value)?.slice(0, 100) ?? told`none`;
  } catch {
    return told`nested too deeply`;
  }
}

/** A name in a sentence: in quotes unless it is an ordinary one. */
export const called = (name: string): string =>
  /^[\w./-]{1,100}$/.test(name) ? name : JSON.stringify(name).slice(0, 100);

const isSize = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The length that a file's first {@link PREFIX} bytes say its header has, whether it can or not. */
export const headerLength = (first: Uint8Array): bigint =>
  new DataView(first.buffer, first.byteOffset).getBigUint64(0, true);

/**
 * How many bytes of a file its header ends after.
 *
 * @param first the first {@link PREFIX} bytes at least.
 * @param size of the whole file, in bytes.
 * @throws SafetensorsError when no header can be so long.
 */
export function headerEnd(first: Uint8Array, size: number, what: Holder = WEIGHTS): number {
  if (first.length < PREFIX) {
    throw new SafetensorsError(
      told`${what.subject} have ${first.length} bytes: too few for a safetensors file.`,
    );
  }
  const length = headerLength(first);
  if (length > LONGEST_HEADER || Number(length) > size - PREFIX) {
    throw new SafetensorsError(
      told`${what.subject} announce a header of ${String(length)} bytes, but have ${size - PREFIX} after its length: the file is cut short or no safetensors file.`,
    );
  }
  return PREFIX + Number(length);
}

/**
 * The header alone.
 *
 * @param start the file from its beginning, up to {@link headerEnd} at least.
 * @param size of the whole file, in bytes.
 * @throws SafetensorsError when the header or the layout of the file is broken.
 */
export const readHeader = (start: Uint8Array, size: number): Header =>
  readLayout(start, size).entries;

/** The same with what else the header says. @param what the file holds, as the subject of a sentence */
export function readLayout(start: Uint8Array, size: number, what: Holder = WEIGHTS): Layout {
  const end = headerEnd(start, size, what);
  let json: string;
  try {
    json = new TextDecoder('utf-8', { fatal: true }).decode(start.subarray(PREFIX, end));
  } catch {
    throw new SafetensorsError(told`The header of ${what.within} is not UTF-8.`);
  }
  const layout = readEntries(json, end, size, what);
  checkLayout(layout.entries, end, size, what);
  return layout;
}

function readEntries(json: string, dataStart: number, fileEnd: number, what: Holder): Layout {
  let header: unknown;
  try {
    header = JSON.parse(json);
  } catch {
    throw new SafetensorsError(told`The header of ${what.within} is not JSON.`);
  }
  if (!isRecord(header)) {
    throw new SafetensorsError(told`The header of ${what.within} is not an object.`);
  }
  const twice = repeatedKey(json);
  if (twice !== undefined) {
    throw new SafetensorsError(told`${twice} is in the header of ${what.within} twice.`, twice);
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
  const fail = (what: Told): never => {
    throw new SafetensorsError(told`${called(name)} ${what}.`, name);
  };
  if (!isRecord(value)) return fail(told`is not described by an object`);
  const { dtype, shape, data_offsets: offsets } = value;
  const bytes = typeof dtype === 'string' ? BYTES[dtype] : undefined;
  if (typeof dtype !== 'string' || bytes === undefined) {
    return fail(told`has an unknown dtype, ${brief(dtype)}`);
  }
  if (!Array.isArray(shape) || !shape.every(isSize)) {
    return fail(told`has a malformed shape, ${brief(shape)}`);
  }
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isSize)) {
    return fail(told`has malformed offsets, ${brief(offsets)}`);
  }
  const [begin, end] = offsets as [number, number];
  const room = fileEnd - dataStart;
  if (begin > end || end > room) {
    return fail(told`lies at bytes ${begin} to ${end}, outside of the ${room} bytes of values`);
  }
  const needed = shape.reduce((product, extent) => product * extent, bytes);
  if (end - begin !== needed) {
    return fail(
      told`takes ${end - begin} bytes, but the shape ${show(shape)} in ${dtype} takes ${needed}`,
    );
  }
  if (begin % bytes !== 0)
    return fail(told`begins at byte ${begin}, which is not aligned to ${dtype}`);
  return { dtype, shape, begin: dataStart + begin, end: dataStart + end };
}

/** The format allows neither overlaps nor holes between tensors. */
function checkLayout(entries: Header, dataStart: number, fileEnd: number, what: Holder) {
  const inOrder = [...entries].sort(([, a], [, b]) => a.begin - b.begin || a.end - b.end);
  let at = dataStart;
  let before: string | Told = told`the header`;
  for (const [name, { begin, end }] of inOrder) {
    if (begin < at) throw new SafetensorsError(told`${name} overlaps ${before}.`, name);
    if (begin > at) {
      throw new SafetensorsError(
        told`There is a hole of ${begin - at} bytes before ${name}.`,
        name,
      );
    }
    at = end;
    before = name;
  }
  if (at !== fileEnd) {
    throw new SafetensorsError(
      told`${what.subject} end with ${fileEnd - at} bytes that no tensor claims.`,
    );
  }
}

/** Files that something happened to on their way: bits turned over, ends cut off, parts put in or replaced. */
import fc from 'fast-check';

/** Turns single bits over, at up to eight places. */
export function flippedBits(
  bytes: Uint8Array,
  from = 0,
  to = bytes.length,
): fc.Arbitrary<Uint8Array> {
  const place = fc.integer({ min: from * 8, max: to * 8 - 1 });
  return fc.array(place, { minLength: 1, maxLength: 8 }).map((places) => {
    const copy = bytes.slice();
    for (const at of places) copy[at >> 3]! ^= 1 << (at & 7);
    return copy;
  });
}

/** The first part of the bytes. */
export function truncated(bytes: Uint8Array): fc.Arbitrary<Uint8Array> {
  return fc.nat(bytes.length - 1).map((end) => bytes.slice(0, end));
}

const DEEP = 50_000;

/** What JSON allows, and what only looks like it. */
const PARTS = [
  ...[
    'null',
    '-1',
    '0',
    '1e9',
    '1e400',
    '0.5',
    '9007199254740993',
    'true',
    '""',
    '"x"',
    '[]',
    '{}',
  ],
  ...['{"__proto__":{}}', '"__proto__":1,', ',', ':', '}', ']', '"', '\\', '\\u0000', '\ud800'],
  ...['['.repeat(DEEP), `${'['.repeat(DEEP)}${']'.repeat(DEEP)}`, 'NaN', 'Infinity', '<html>'],
];

/** A text with a part put in, in place of up to 40 characters. */
export function spliced(text: string): fc.Arbitrary<string> {
  return fc
    .tuple(fc.nat(text.length), fc.nat(40), fc.constantFrom(...PARTS))
    .map(([at, cut, part]) => text.slice(0, at) + part + text.slice(at + cut));
}

type Path = readonly (string | number)[];

/** The paths of all values, the deepest last; of long lists only the first few and the last. */
function pathsOf(json: unknown, path: Path = []): Path[] {
  if (typeof json !== 'object' || json === null) return [path];
  const all = Object.keys(json);
  const keys = all.length > 12 ? [...all.slice(0, 6), ...all.slice(-2)] : all;
  const below = keys.flatMap((key) =>
    pathsOf((json as Record<string, unknown>)[key], [...path, key]),
  );
  return [path, ...below];
}

function replaced(json: unknown, path: Path, value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const copy = (Array.isArray(json) ? [...json] : { ...(json as object) }) as Record<
    string,
    unknown
  >;
  copy[key] = replaced(copy[key], rest, value);
  return copy;
}

/** Stands for a list as deep as a large file can hold: JSON.parse reads it, recursion does not. */
const DEEPLY = '@deep@';

const STRANGE: readonly unknown[] = [
  ...[
    null,
    true,
    -1,
    0,
    1,
    2,
    3,
    0.5,
    1e9,
    2 ** 53,
    1e308,
    1e-320,
    '',
    'x',
    'é\n',
    'a'.repeat(5000),
  ],
  ...[[], {}, [[]], [null], Array.from({ length: 300 }, () => 7)],
];

/** The value with one of its own, at any depth, gone or replaced by a strange one. */
function altered(json: unknown): fc.Arbitrary<unknown> {
  const paths = pathsOf(json);
  return fc
    .tuple(
      fc.constantFrom(...paths),
      fc.oneof(
        { weight: 8, arbitrary: fc.constantFrom(...STRANGE) },
        { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 1 }) },
        { weight: 1, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: fc.constant(DEEPLY) },
      ),
    )
    .map(([path, value]) => replaced(json, path, value));
}

/** A JSON file, mutated in every way: as a value, as a text and as bytes. */
export function mutatedJson(json: unknown): fc.Arbitrary<string> {
  const text = JSON.stringify(json);
  const bytes = new TextEncoder().encode(text);
  const asText = (changed: Uint8Array) => new TextDecoder().decode(changed);
  return fc.oneof(
    { weight: 4, arbitrary: altered(json).map((value) => writtenOut(value)) },
    { weight: 2, arbitrary: spliced(text) },
    { weight: 2, arbitrary: flippedBits(bytes).map(asText) },
    { weight: 1, arbitrary: truncated(bytes).map(asText) },
  );
}

function writtenOut(value: unknown): string {
  const text = JSON.stringify(value) ?? '';
  return text.replace(JSON.stringify(DEEPLY), `${'['.repeat(DEEP)}${']'.repeat(DEEP)}`);
}

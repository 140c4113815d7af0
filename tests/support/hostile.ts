/** Values that a stranger may hand to an API: anything, what nearly fits, and what bites. */
import fc from 'fast-check';

/** Any plain or exotic value of JavaScript. */
export const anyValue: fc.Arbitrary<unknown> = fc.anything({
  maxDepth: 2,
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
});

function throwing(error: unknown): object {
  const refuse = () => {
    throw error;
  };
  return new Proxy(Object.create(null) as object, {
    get: refuse,
    has: refuse,
    ownKeys: refuse,
    getOwnPropertyDescriptor: refuse,
    getPrototypeOf: refuse,
  });
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

function circle(): object {
  const around: Record<string, unknown> = { text: 'a' };
  around.inspect = around;
  around.mask = { left: around };
  return around;
}

const getter = (name: string, error: unknown): object =>
  Object.defineProperty({ text: 'the cat' }, name, {
    enumerable: true,
    get() {
      throw error;
    },
  });

/** Another value at every look. */
const shifting = (): object => {
  let looks = 0;
  return {
    get text() {
      return looks++ === 0 ? 'the cat' : looks;
    },
  };
};

function detached(): Uint8Array {
  const array = new Uint8Array(16);
  structuredClone(array.buffer, { transfer: [array.buffer] });
  return array;
}

const NAMES = ['text', 'pair', 'backend', 'inspect', 'mask', 'ablate', 'index', 'tokens', 'seed'];

const BITES: Readonly<Record<string, () => unknown>> = {
  'a proxy that throws': () => throwing(new Error('No.')),
  'a proxy that throws a string': () => throwing('a string, thrown'),
  'a proxy that throws nothing': () => throwing(undefined),
  'a revoked proxy': revoked,
  'a circle': circle,
  'another text at every look': shifting,
  ...Object.fromEntries(
    NAMES.flatMap((name) => [
      [`a ${name} that throws`, () => getter(name, new TypeError('getter'))],
      [`a ${name} that throws a number`, () => getter(name, 7)],
    ]),
  ),
  'the longest array': () => new Array(2 ** 32 - 1),
  'many zeros': () => new Array(50_000).fill(0),
  'a length and nothing else': () => ({ length: 2 ** 53 }),
  'toString that is a number': () => ({ toString: 1, valueOf: 1 }),
  'toString that throws': () => ({
    toString() {
      throw new Error('No.');
    },
  }),
  'a function': () => () => undefined,
  'a symbol': () => Symbol('s'),
  'a promise that rejects': () => {
    const promise = Promise.reject(new Error('Unasked.'));
    promise.catch(() => undefined);
    return promise;
  },
  'a weak map': () => new WeakMap(),
  'a detached array': detached,
};

/** The name of a value that bites: the tool that draws values would be bitten by the value itself. */
class Bite {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** Values that throw, cycle, change, or are larger than they look; by name, until they are {@link baked}. */
export const hostile: fc.Arbitrary<unknown> = fc
  .constantFrom(...Object.keys(BITES))
  .map((name) => new Bite(name));

/** The value with what bites in the places of its names. */
export function baked(value: unknown): unknown {
  if (value instanceof Bite) return BITES[value.name]!();
  if (Array.isArray(value)) return value.map(baked);
  if (typeof value !== 'object' || value === null) return value;
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, own]) => [name, baked(own)]));
}

/** Mostly what fits, at times anything, at times what bites. */
export const nearly = (fits: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 6, arbitrary: fits },
    { weight: 2, arbitrary: anyValue },
    { weight: 1, arbitrary: hostile },
  );

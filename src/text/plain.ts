/** What a stranger hands in, as data of our own: nothing in it throws, or changes between two looks. */

/**
 * A deep copy, as it would travel to a worker: without getters, proxies or methods of its own.
 *
 * @param what what the value is called in a sentence, such as `"mask"`.
 * @throws TypeError when it cannot be read or copied.
 */
export function plainCopy<Value>(value: Value, what: string): Value {
  return encoding(() => structuredClone(value), what);
}

/**
 * Copies of the named properties, those that are not undefined; each is looked at once.
 *
 * @throws TypeError that names a property that cannot be read or copied.
 */
export function plainParts<Name extends string>(
  value: object,
  names: readonly Name[],
): Partial<Record<Name, unknown>> {
  const parts: Partial<Record<Name, unknown>> = {};
  for (const name of names) {
    const part = encoding(
      () => structuredClone((value as Record<Name, unknown>)[name]),
      JSON.stringify(name),
    );
    if (part !== undefined) parts[name] = part;
  }
  return parts;
}

function encoding<Value>(read: () => Value, what: string): Value {
  try {
    return read();
  } catch {
    throw new TypeError(
      `${what} cannot be read: give plain values, without functions, symbols, proxies or getters that throw.`,
    );
  }
}

/** At most this much of a stranger's string is shown back. */
const QUOTED = 40;

/** What to call a value of any kind in a sentence: a string in quotes, anything else by its kind. */
export function nameOf(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (typeof value === 'object') return Array.isArray(value) ? 'an array' : 'an object';
  if (typeof value !== 'string') return `a ${typeof value}`;
  return JSON.stringify(value.length > QUOTED ? `${value.slice(0, QUOTED)}…` : value);
}

/** The same, but a number by itself: where a number was right, but not this one. */
export function amountOf(value: unknown): string {
  return typeof value === 'number' ? String(value) : nameOf(value);
}

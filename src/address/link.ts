/**
 * A table of parameters in an address: what it reads as, how it is written, and what of it was not
 * understood. What is long stands behind a `#` instead (see encoding.ts).
 */
import { type Message, msg } from '#say';
import { partsOf, readParams, writeParams } from './encoding.ts';
import type { Parameter, Table, ValuesOf } from './parameter.ts';

/** What `?query#fragment` asks for, and fallbacks where it is silent or not understood. */
export function readValues<Parameters extends Table>(
  table: Parameters,
  params: URLSearchParams,
): ValuesOf<Parameters> {
  const read = Object.entries(table).map(([name, { parse, fallback }]) => {
    const given = params.get(name);
    return [name, (given === null ? null : parse(given)) ?? fallback];
  });
  return Object.fromEntries(read);
}

/** What a parameter of a link says; null for its fallback, of which a link says nothing. */
export function written<Value>(
  { isSame, write, fallback }: Parameter<Value>,
  value: Value,
): string | null {
  return isSame(value, fallback) ? null : write(value);
}

/** The address of values, `?query#fragment`; empty when all are what they are without it. */
export function writeValues<Parameters extends Table>(
  table: Parameters,
  values: ValuesOf<Parameters>,
): string {
  const params = new URLSearchParams();
  for (const [name, parameter] of Object.entries(table)) {
    const text = written(parameter, values[name]);
    if (text !== null) params.set(name, text);
  }
  const { search, hash } = writeParams(params);
  return search + hash;
}

/** At most this much of a stranger's parameter is shown back. */
const QUOTED = 40;

const shortened = (value: string): string =>
  value.length > QUOTED ? `${value.slice(0, QUOTED).toWellFormed()}…` : value;

/** What an address asks for that cannot be done, one sentence each; empty when all was understood. */
export function refusals(table: Table, address: string): Message[] {
  const params = readParams(partsOf(address));
  const unknown: string[] = [];
  const problems: Message[] = [];
  for (const name of new Set(params.keys())) {
    if (!Object.hasOwn(table, name)) {
      unknown.push(`“${shortened(name)}”`);
      continue;
    }
    const [first = '', ...more] = params.getAll(name);
    if (more.length > 0) {
      problems.push(msg`The link gives “${shortened(name)}” twice: the first is used.`);
    }
    const { parse, hint } = table[name]!;
    if (parse(first) === null) {
      problems.push(
        msg`The link's “${name}” is “${shortened(first)}”, but must be ${hint}: it was ignored.`,
      );
    }
  }
  if (unknown.length > 0) {
    const shown = unknown.slice(0, 3).join(', ');
    problems.push(
      unknown.length > 3
        ? msg`The link has parts that this page does not know, and ignored: ${shown} and more.`
        : msg`The link has parts that this page does not know, and ignored: ${shown}.`,
    );
  }
  return problems;
}

/** A parameter of a link: how it is read, written and refused, and what it is where a link is silent. */
import type { Message } from '#say';

/** The values that a parameter can be given, and how a link spells them. */
export interface Kind<Value> {
  /** Null for what it cannot be. */
  parse(text: string): Value | null;
  write(value: Value): string;
  /** What it is, as a refusal says it: goes on after "must be". */
  readonly hint: Message | string;
  isSame(a: Value, b: Value): boolean;
}

export interface Parameter<Value> extends Kind<Value> {
  /** What it is where a link does not say it: never written. */
  readonly fallback: Value;
  /** What becomes of it when another text is read; it stays, where this is not said. */
  onNewText?(value: Value): Value;
}

/** Parameters by the names that links have for them. */
export type Table = Readonly<Record<string, Parameter<unknown>>>;

export type ValueOf<Each> = Each extends Parameter<infer Value> ? Value : never;

export type ValuesOf<Parameters extends Table> = {
  readonly [Name in keyof Parameters]: ValueOf<Parameters[Name]>;
};

/** @param fallback may be what no link can say, such as null for none */
export function parameter<Value, const Fallback>(
  kind: Kind<Value>,
  fallback: Fallback,
  onNewText?: (value: Value | Fallback) => Value | Fallback,
): Parameter<Value | Fallback> {
  return {
    hint: kind.hint,
    fallback,
    parse: (text) => kind.parse(text),
    write: (value) => kind.write(value as Value),
    isSame: (a, b) =>
      Object.is(a, b) || (a !== null && b !== null && kind.isSame(a as Value, b as Value)),
    ...(onNewText && { onNewText }),
  };
}

/** A parameter that points at places of the text: of another text it says nothing. */
export function pointing<Value, const Fallback>(
  kind: Kind<Value>,
  fallback: Fallback,
): Parameter<Value | Fallback> {
  return parameter(kind, fallback, () => fallback);
}

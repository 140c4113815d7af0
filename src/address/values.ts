/** Values of the address that several parameters share: how each is read, written and bounded. */
import { createParser } from 'nuqs/server';
import { type HeadChoice, sameHead } from '../analysis/attention/head.ts';

/** What is read of a text, in UTF-16 units: no sentence of 126 tokens is longer. */
export const MAX_TEXT = 2000;

/** Two numbers such as `9.2`. */
export function pairOf(value: string): [number, number] | null {
  const match = /^(\d{1,3})\.(\d{1,3})$/.exec(value);
  return match ? [Number(match[1]), Number(match[2])] : null;
}

export const textUpTo = (most: number) =>
  createParser<string>({
    parse: (value) => (value.length <= most ? value.toWellFormed() : null),
    serialize: (value) => value.slice(0, most).toWellFormed(),
  });

export const wholeIn = (least: number, most: number) =>
  createParser<number>({
    parse: (value) =>
      /^\d{1,6}$/.test(value) && Number(value) >= least && Number(value) <= most
        ? Number(value)
        : null,
    serialize: String,
  });

export const numberIn = (least: number, most: number) =>
  createParser<number>({
    parse: (value) =>
      /^\d{1,4}(\.\d{1,4})?$/.test(value) && Number(value) >= least && Number(value) <= most
        ? Number(value)
        : null,
    serialize: (value) => String(Number(value.toFixed(4))),
  });

function headOf(value: string): HeadChoice | null {
  const pair = pairOf(value);
  return pair && pair[0] >= 1 && pair[1] >= 1 ? { layer: pair[0] - 1, head: pair[1] - 1 } : null;
}

const headText = ({ layer, head }: HeadChoice) => `${layer + 1}.${head + 1}`;

/** Counted from 1 in the address: `2.3` is the second layer's third head. */
export const head = createParser<HeadChoice>({ parse: headOf, serialize: headText, eq: sameHead });

/** Several heads, `1.2,3.4`. */
export const headList = (most: number) =>
  createParser<readonly HeadChoice[]>({
    parse: (value) => {
      const list = value.split(',').map(headOf);
      const known = list.filter((choice) => choice !== null);
      return known.length === list.length && known.length <= most ? known : null;
    },
    serialize: (list) => list.map(headText).join(','),
    eq: (a, b) => a.length === b.length && a.every((choice, i) => sameHead(choice, b[i]!)),
  });

/** A value for the address: none where it is the usual one. */
export function unless<Value>(usual: Value, value: Value): Value | null {
  return value === usual ? null : value;
}

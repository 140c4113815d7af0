/** A message taken apart: its words, what stands in its slots, and what its tags are about. */
import type { Named } from '../sentences/phrase.ts';
import type { Message, Slots } from './message.ts';

export type Part = string | Named | { readonly tag: string; readonly parts: readonly Part[] };

/** Stand for slots while tags are looked for, so that no token is taken for a tag. */
const FIRST = 0xe000;
const MARKS = /[\uE000-\uF8FF]/;

const TAG = /<([a-zA-Z][a-zA-Z0-9]*)>([\s\S]*?)<\/\1>/;

/** @throws RangeError when a slot has no value. */
export function partsOf(message: Message, slots: Slots = {}): readonly Part[] {
  const values: (readonly (string | Named)[])[] = [];
  const marked = message.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = slots[name];
    if (value === undefined)
      throw new RangeError(`Nothing is known for “${name}” of “${message}”.`);
    values.push(typeof value === 'object' ? value : [String(value)]);
    return String.fromCharCode(FIRST + values.length - 1);
  });
  const filled = (text: string): Part[] => {
    const parts: Part[] = [];
    let rest = text;
    for (let at = rest.search(MARKS); at >= 0; at = rest.search(MARKS)) {
      if (at > 0) parts.push(rest.slice(0, at));
      parts.push(...values[rest.charCodeAt(at) - FIRST]!);
      rest = rest.slice(at + 1);
    }
    return rest === '' ? parts : [...parts, rest];
  };
  const split = (text: string): Part[] => {
    const found = TAG.exec(text);
    if (!found) return filled(text);
    const [whole, tag, inner] = found;
    return [
      ...filled(text.slice(0, found.index)),
      { tag: tag!, parts: split(inner!) },
      ...split(text.slice(found.index + whole.length)),
    ];
  };
  return split(marked);
}

/** The same as plain text. */
export function plainText(parts: readonly Part[]): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      if ('tag' in part) return plainText(part.parts);
      return 'token' in part ? part.token : part.text;
    })
    .join('');
}

/** The names of a message's slots. */
export const slotNames = (message: Message): string[] =>
  [...message.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);

/** The tags that a message has. */
export const tagNames = (message: Message): string[] =>
  [...message.matchAll(/<([a-zA-Z][a-zA-Z0-9]*)>/g)].map(([, name]) => name!);

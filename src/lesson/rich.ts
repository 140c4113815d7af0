/** A message taken apart: its words, what stands in its slots, and what its tags are about. */
import { partsOf as saidParts } from '#say';
import type { Named, Phrase } from '../sentences/phrase.ts';
import type { Message } from './message.ts';

export type Part = string | Named | { readonly tag: string; readonly parts: readonly Part[] };

const TAG = /<(\/?)([a-zA-Z]+)>/;

const isPhrase = (part: string | Named | Phrase): part is Phrase => Array.isArray(part);

/** In the language of this moment. No token is taken for a tag. */
export function partsOf(message: Message): readonly Part[] {
  /** What the tags that are open hold so far, the innermost last. */
  const open: { readonly tag: string; readonly parts: Part[] }[] = [{ tag: '', parts: [] }];
  const place = (part: Part) => {
    if (part !== '') open.at(-1)!.parts.push(part);
  };
  for (const said of saidParts(message)) {
    for (const part of isPhrase(said) ? said : [said]) {
      if (typeof part !== 'string' || isPhrase(said)) {
        place(part);
        continue;
      }
      const [first, ...rest] = part.split(TAG);
      place(first!);
      for (let at = 0; at < rest.length; at += 3) {
        const [end, tag, text] = rest.slice(at, at + 3);
        if (end) place(open.length > 1 ? open.pop()! : '');
        else open.push({ tag: tag!, parts: [] });
        place(text!);
      }
    }
  }
  return open[0]!.parts;
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

/** The tags that a message has. */
export const tagNames = (message: Message): string[] =>
  [...message.strings.join('').matchAll(/<([a-zA-Z]+)>/g)].map(([, name]) => name!);

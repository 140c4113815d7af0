/**
 * What an example says of itself, as a sentence. A note is written whole: `{left}` and `{right}` stand for the
 * head that the example opens with in that model, `{it@9}` for the word "it" at position 9 of the left
 * model's tokens.
 */
import type { HeadChoice } from '../analysis/attention/head.ts';
import type { Side } from '../text/token.ts';
import { headName } from './names.ts';
import type { Phrase } from './phrase.ts';

const NAMED = /\{(?:(left|right)|([^{}@]+)@(\d+))\}/g;

export function noteOf(note: string, heads: Readonly<Record<Side, HeadChoice>>): Phrase {
  const phrase: Phrase[number][] = [];
  let end = 0;
  for (const { 0: whole, 1: side, 2: token, 3: position, index } of note.matchAll(NAMED)) {
    phrase.push(note.slice(end, index));
    end = index + whole.length;
    if (token !== undefined) {
      phrase.push({ token, at: { side: 'left', position: Number(position) } });
    } else {
      const head = heads[side as Side];
      phrase.push({ text: headName(head), side: side as Side, head });
    }
  }
  return [...phrase, note.slice(end)];
}

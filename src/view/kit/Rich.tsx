/**
 * A message as elements: what is in its slots stands where the language has it, and its tags are elements of
 * the page:
 *
 *     <Rich of={msg`It mixes the <em>values</em> of ${token}.`} as={{ em: (text) => <em>{text}</em> }} />
 *
 * A tag that is not told what becomes of it is a term of the glossary, and explained where it stands:
 *
 *     <Rich of={msg`A <mask>mask</mask> is added to the scores.`} />
 */
import { cloneElement, type ReactElement, type ReactNode } from 'react';
import { type Message, partsOf } from '../../language/say.ts';
import { Term } from './Term.tsx';

interface Props {
  readonly of: Message<ReactElement>;
  /** What becomes of what stands in each tag; of a term's, by itself. */
  readonly as?: Readonly<Record<string, (content: ReactNode) => ReactElement>>;
}

const TAG = /<(\/?)(\w+)>/;

const termOf = (id: string) => (word: ReactNode) => <Term id={id}>{word}</Term>;

export function Rich({ of, as = {} }: Props) {
  /** What the elements that are open hold so far, the innermost last. */
  const open: ReactNode[][] = [[]];
  let key = 0;
  function place(node: ReactElement) {
    open.at(-1)!.push(cloneElement(node, { key: key++ }));
  }
  for (const part of partsOf(of)) {
    if (typeof part !== 'string') {
      place(part);
      continue;
    }
    const [first, ...rest] = part.split(TAG);
    open.at(-1)!.push(first);
    for (let at = 0; at < rest.length; at += 3) {
      const [end, name, text] = rest.slice(at, at + 3);
      if (end) place((as[name!] ?? termOf(name!))(open.pop()));
      else open.push([]);
      open.at(-1)!.push(text);
    }
  }
  return <>{open[0]}</>;
}

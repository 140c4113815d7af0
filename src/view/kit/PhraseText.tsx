/** A sentence with its tokens set apart, each in its own writing direction; what it names may be pressed. */
import { useState } from 'react';
import type { Named, Phrase } from '../../sentences/phrase.ts';
import { ActButton, type ActOf } from './act.tsx';
import { Term } from './Term.tsx';
import { Verbatim } from './Verbatim.tsx';

/** What no line is to end within: letters and marks, but for a script that may break anywhere. */
const TOUCHING_AFTER = /^[^\s\p{Script=Han}]*/u;
const TOUCHING_BEFORE = /[^\s\p{Script=Han}]*$/u;

interface Props {
  readonly phrase: Phrase;
  readonly actOf?: ActOf;
}

export function PhraseText({ phrase, actOf }: Props) {
  /** The one of the acting words that Tab comes to; arrow keys walk them. */
  const [stop, setStop] = useState(0);
  const acts = phrase.map((part) => (typeof part !== 'string' && actOf?.(part)) || null);
  const last = acts.filter((act) => act !== null).length - 1;
  let acting = 0;
  /** A string in three: what touches the acting word before it, what stands alone, what touches the one after it. */
  const cut = (index: number): readonly [string, string, string] => {
    const part = phrase[index];
    if (typeof part !== 'string') return ['', '', ''];
    const start = acts[index - 1] ? TOUCHING_AFTER.exec(part)![0] : '';
    const rest = part.slice(start.length);
    const end = acts[index + 1] ? TOUCHING_BEFORE.exec(rest)![0] : '';
    return [start, rest.slice(0, rest.length - end.length), end];
  };
  return (
    <>
      {phrase.map((part, index) => {
        if (typeof part === 'string') return cut(index)[1];
        const act = acts[index];
        // biome-ignore lint/suspicious/noArrayIndexKey: a phrase is rendered whole and never reordered
        if (!act) return <Word key={index} part={part} />;
        const nth = acting++;
        return (
          // Where a press changes the sentence, the keyboard stays with the word in that place.
          <span key={`act ${nth}`} className="act-whole">
            {cut(index - 1)[2]}
            <ActButton
              act={act}
              isStop={nth === Math.min(stop, last)}
              onFocus={() => setStop(nth)}
              around={wordsAround}
            >
              <Word part={part} />
            </ActButton>
            {cut(index + 1)[0]}
          </span>
        );
      })}
    </>
  );
}

const wordsAround = ({ parentElement }: HTMLElement) =>
  parentElement!.parentElement!.querySelectorAll<HTMLElement>(':scope > .act-whole > .act');

function Word({ part }: { part: Named }) {
  if ('token' in part) return <Verbatim className="quoted">{part.token}</Verbatim>;
  if ('term' in part) return <Term id={part.term}>{part.text}</Term>;
  return <span>{part.text}</span>;
}

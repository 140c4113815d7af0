/** A sentence with its tokens set apart, each in its own writing direction; what it names may be pressed. */
import { useState } from 'react';
import type { Named, Phrase } from '../../sentences/phrase.ts';
import { ActButton, type ActOf } from './act.tsx';
import { Verbatim } from './Verbatim.tsx';

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
  return (
    <>
      {phrase.map((part, index) => {
        if (typeof part === 'string') return part;
        const act = acts[index];
        // biome-ignore lint/suspicious/noArrayIndexKey: a phrase is rendered whole and never reordered
        if (!act) return <Word key={index} part={part} />;
        const nth = acting++;
        return (
          // Where a press changes the sentence, the keyboard stays with the word in that place.
          <ActButton
            key={`act ${nth}`}
            act={act}
            isStop={nth === Math.min(stop, last)}
            onFocus={() => setStop(nth)}
            around={wordsAround}
          >
            <Word part={part} />
          </ActButton>
        );
      })}
    </>
  );
}

const wordsAround = ({ parentElement }: HTMLElement) =>
  parentElement!.querySelectorAll<HTMLElement>(':scope > .act');

function Word({ part }: { part: Named }) {
  if ('token' in part) return <Verbatim className="quoted">{part.token}</Verbatim>;
  return <span>{part.text}</span>;
}

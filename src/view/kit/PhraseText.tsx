/** A sentence with its tokens set apart, each in its own writing direction; what it names may be pressed. */
import { type KeyboardEvent, useState } from 'react';
import type { Named, Phrase } from '../../sentences/phrase.ts';
import { Verbatim } from './Verbatim.tsx';

/** What pressing a named part does. */
export interface Act {
  readonly title: string;
  readonly isOn: boolean;
  press(): void;
}

/** Null for a part that is only named. */
export type ActOf = (part: Named) => Act | null;

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
          <button
            key={`act ${nth}`}
            type="button"
            className="act"
            title={act.title}
            aria-pressed={act.isOn}
            tabIndex={nth === Math.min(stop, last) ? 0 : -1}
            onFocus={() => setStop(nth)}
            onKeyDown={walk}
            onClick={act.press}
          >
            <Word part={part} />
          </button>
        );
      })}
    </>
  );
}

function Word({ part }: { part: Named }) {
  if ('token' in part) return <Verbatim className="quoted">{part.token}</Verbatim>;
  return <span>{part.text}</span>;
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/** To the acting word before or after this one in the sentence. */
function walk(event: KeyboardEvent<HTMLButtonElement>) {
  const step = STEPS[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const button = event.currentTarget;
  const words = [...button.parentElement!.querySelectorAll<HTMLElement>(':scope > .act')];
  words[words.indexOf(button) + step]?.focus();
}

/** A message of the lesson on the page: its terms explained, its tokens set apart, its looks to be pressed. */
import { Fragment, type ReactNode } from 'react';
import { termOf } from '../../lesson/glossary.ts';
import type { Message } from '../../lesson/message.ts';
import { type Part, partsOf, plainText } from '../../lesson/rich.ts';
import { LOOK_NAMES, type LookName } from '../../lesson/step.ts';
import { Term } from '../kit/Term.tsx';
import { Verbatim } from '../kit/Verbatim.tsx';
import { LessonLink } from './LessonLink.tsx';
import { ModelsLink } from './ModelsLink.tsx';

/** What the words of a look do. */
export interface Looking {
  /** Whether there is something to be seen. */
  has(name: LookName): boolean;
  readonly strong: LookName | null;
  press(name: LookName): void;
}

interface Props {
  readonly message: Message;
  readonly looking?: Looking;
}

export function Say({ message, looking }: Props) {
  return <Parts parts={partsOf(message)} looking={looking ?? null} />;
}

/** The same as plain text. */
export const sayText = (message: Message): string => plainText(partsOf(message));

const isLook = (tag: string): tag is LookName => (LOOK_NAMES as readonly string[]).includes(tag);

function Parts({ parts, looking }: { parts: readonly Part[]; looking: Looking | null }) {
  return (
    <>
      {parts.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a message is rendered whole and never reordered
        <Fragment key={at}>{partOf(part, looking)}</Fragment>
      ))}
    </>
  );
}

function partOf(part: Part, looking: Looking | null): ReactNode {
  if (typeof part === 'string') return part;
  if (!('tag' in part)) {
    if ('token' in part) return <Verbatim className="quoted">{part.token}</Verbatim>;
    return <span>{part.text}</span>;
  }
  const { tag } = part;
  const inner = <Parts parts={part.parts} looking={looking} />;
  if (isLook(tag)) {
    if (!looking?.has(tag)) return inner;
    return (
      <button
        type="button"
        className="look"
        data-look={tag}
        aria-pressed={looking.strong === tag}
        onClick={() => looking.press(tag)}
      >
        {inner}
      </button>
    );
  }
  if (tag === 'i') return <i>{inner}</i>;
  if (tag === 'models') return <ModelsLink>{inner}</ModelsLink>;
  if (tag === 'glossary') return <LessonLink place="words">{inner}</LessonLink>;
  return termOf(tag) ? <Term id={tag}>{inner}</Term> : inner;
}

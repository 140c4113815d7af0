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
      {parts.map((_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a message is rendered whole and never reordered
        <Fragment key={at}>{gluedOf(parts, at, looking)}</Fragment>
      ))}
    </>
  );
}

/** What does not begin a line. */
const CLOSING = /^[\p{Pe}\p{Pf}\p{Po}]+/u;

/** Whether a part is a button. */
const isPressed = (part: Part | undefined): boolean =>
  typeof part === 'object' &&
  'tag' in part &&
  (isLook(part.tag) || part.tag === 'models' || termOf(part.tag) !== null);

/** A part with the marks that close it, without those that close the part before. */
function gluedOf(parts: readonly Part[], at: number, looking: Looking | null): ReactNode {
  const [before, part, after] = [parts[at - 1], parts[at]!, parts[at + 1]];
  if (typeof part === 'string') return isPressed(before) ? part.replace(CLOSING, '') : part;
  const own = partOf(part, looking);
  const closing = isPressed(part) && typeof after === 'string' && CLOSING.exec(after)?.[0];
  return closing ? (
    <span className="glued">
      {own}
      {closing}
    </span>
  ) : (
    own
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

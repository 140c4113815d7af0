/** A text with what a model wrote into it, piece by piece in reading order. */
import { opensWord, spell } from '../../analysis/prediction/spell.ts';
import type { Filling } from './fillBlanks.ts';
import type { Writing } from './writeOn.ts';

export type Segment =
  | { readonly kind: 'typed'; readonly key: string; readonly text: string }
  | { readonly kind: 'blank'; readonly key: string }
  | {
      readonly kind: 'written';
      readonly key: string;
      /** Which of the written tokens, in the order of writing, from 0. */
      readonly nth: number;
      readonly label: string;
      readonly spaced: boolean;
    }
  | {
      /** The end of the text, where the model drew it: after as many written tokens. */
      readonly kind: 'end';
      readonly key: string;
      readonly nth: number;
    };

/** The part of the text that the model read, what it wrote after it, and the end of the text, where it drew that. */
export function writtenSegments({ text, trace, start, written, last }: Writing): Segment[] {
  const typed = text.slice(0, readEnd(trace.tokens.slice(0, start)));
  return [
    { kind: 'typed', key: 'typed', text: typed === '' ? trace.tokens[0]!.label : typed },
    ...trace.tokens.slice(start).map(
      ({ label, piece }, nth): Segment => ({
        kind: 'written',
        key: String(nth),
        nth,
        label,
        spaced: opensWord(piece),
      }),
    ),
    ...(last ? [{ kind: 'end', key: 'end', nth: written.length } as const] : []),
  ];
}

/** The text that was written. */
export function writtenText({ text, trace, start }: Writing): string {
  const typed = text.slice(0, readEnd(trace.tokens.slice(0, start)));
  return `${typed}${spell(trace.tokens.slice(start).map(({ piece }) => piece))}`.trimStart();
}

/** The text with its blanks, and what was put there. */
export function filledSegments({ asked, trace, filled, open }: Filling): Segment[] {
  const segments: Segment[] = [];
  let at = 0;
  const upTo = (end: number) => {
    // A space before a blank is not of the text: whether there is one depends on what is filled in.
    const text = asked.slice(at, end).trimEnd();
    if (text !== '') segments.push({ kind: 'typed', key: `typed ${at}`, text });
  };
  for (const index of placesOf({ filled, open })) {
    const { span, label, piece } = trace.tokens[index]!;
    upTo(span!.start);
    const nth = filled.findIndex((each) => each.index === index);
    const key = String(index);
    segments.push(
      nth === -1 || open.includes(index)
        ? { kind: 'blank', key }
        : { kind: 'written', key, nth, label, spaced: opensWord(piece) },
    );
    at = span!.end;
  }
  upTo(readEnd(trace.tokens));
  return segments;
}

/** The text that the filled blanks make. */
export function filledText({ asked, trace, filled, open }: Filling): string {
  let text = '';
  let at = 0;
  for (const index of placesOf({ filled, open })) {
    const { span, piece } = trace.tokens[index]!;
    const isOpen = open.includes(index);
    // A part of a word or a punctuation mark joins what is before it.
    const before = asked.slice(at, span!.start);
    const joins = !isOpen && !opensWord(piece);
    text += joins ? before.trimEnd() : before;
    text += isOpen ? asked.slice(span!.start, span!.end) : spell([piece]).trimStart();
    at = span!.end;
  }
  return (text + asked.slice(at, readEnd(trace.tokens))).trimStart();
}

function placesOf({ filled, open }: Pick<Filling, 'filled' | 'open'>): number[] {
  return [...new Set([...filled.map(({ index }) => index), ...open])].sort((a, b) => a - b);
}

/** Where the text ends that these tokens are of. */
function readEnd(tokens: Writing['trace']['tokens']): number {
  return tokens.findLast(({ span }) => span !== null)?.span?.end ?? 0;
}

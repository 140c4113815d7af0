/** Texts with tokens written into them, by hand. */
import { describe, expect, it } from 'vitest';
import type { Filling } from '../../../src/experiments/write/fillBlanks.ts';
import {
  filledSegments,
  filledText,
  type Segment,
  writtenSegments,
  writtenText,
} from '../../../src/experiments/write/segments.ts';
import type { Writing } from '../../../src/experiments/write/writeOn.ts';
import type { Span } from '../../../src/text/token.ts';
import { uniformComparison } from '../../support/comparison.ts';

const { left, right } = uniformComparison('x');
const token = (piece: string, span: Span | null) => ({
  ...right.tokens[1]!,
  piece,
  label: piece.replace('Ġ', ''),
  span,
});
const shown = (segments: readonly Segment[]) =>
  segments
    .map((each) => {
      if (each.kind === 'typed') return each.text;
      if (each.kind === 'end') return ' <end>';
      return each.kind === 'blank' ? ' __' : `${each.spaced ? ' ' : ''}<${each.label}>`;
    })
    .join('');

describe('What GPT wrote', () => {
  const writing = (text: string, typed: number, pieces: readonly string[]): Writing => ({
    text,
    trace: {
      ...right,
      tokens: [
        right.tokens[0]!,
        ...(typed > 0 ? [token('Ġx', { start: 0, end: typed })] : []),
        ...pieces.map((piece) => token(piece, null)),
      ],
    },
    written: [],
    start: typed > 0 ? 2 : 1,
    ending: 'count',
    last: null,
  });

  it('goes on from the part that was read', () => {
    const of = writing('A dog [MASK] home', 5, ['Ġran', 's', '.']);
    expect(shown(writtenSegments(of))).toBe('A dog <ran><s><.>');
    expect(writtenText(of)).toBe('A dog rans.');
  });

  it('ends where the end was drawn, which is none of the written tokens', () => {
    const last = { id: 0, p: 1, rank: 1, bits: 0, drawn: 1, among: 1, considered: [] };
    const of = { ...writing('A dog', 5, ['Ġran']), last };
    expect(shown(writtenSegments(of))).toBe('A dog <ran> <end>');
    expect(writtenText(of)).toBe('A dog ran');
  });

  it('begins a text of its own where there is none', () => {
    expect(writtenText(writing('  ', 0, ['ĠOnce']))).toBe('Once');
  });
});

describe('What BERT filled in', () => {
  const asked = 'A [MASK] ran [MASK] [MASK].';
  const spans = [
    { start: 2, end: 8 },
    { start: 13, end: 19 },
    { start: 20, end: 26 },
  ] as const;
  const filling = (pieces: readonly (string | null)[]): Filling => {
    const places = pieces.map((piece, i) => token(piece ?? '[MASK]', spans[i]!));
    const [cls, , sep] = left.tokens as [never, never, never];
    const draft = { p: 1, rank: 1, bits: 0, drawn: 1, among: 1, considered: [], later: null };
    const index = [2, 4, 5];
    return {
      text: asked,
      asked,
      appended: false,
      trace: {
        ...left,
        tokens: [
          cls,
          token('ĠA', { start: 0, end: 1 }),
          places[0]!,
          token('Ġran', { start: 9, end: 12 }),
          places[1]!,
          places[2]!,
          token('.', { start: 26, end: 27 }),
          sep,
        ],
      },
      filled: index.flatMap((at, i) => (pieces[i] ? [{ ...draft, id: 1, index: at }] : [])),
      open: index.filter((_, i) => !pieces[i]),
    };
  };

  it('stands where the blanks were, with the text around it', () => {
    expect(shown(filledSegments(filling(['Ġdog', null, null])))).toBe('A <dog> ran __ __.');
    expect(filledText(filling(['Ġdog', null, 'Ġfast']))).toBe('A dog ran [MASK] fast.');
  });

  it('joins what is before it where it is part of a word', () => {
    const of = filling(['Ġdog', 'Ġout', 'side']);
    expect(shown(filledSegments(of))).toBe('A <dog> ran <out><side>.');
    expect(filledText(of)).toBe('A dog ran outside.');
  });
});

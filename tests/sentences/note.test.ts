import { describe, expect, it } from 'vitest';
import { noteOf, otherHeads } from '../../src/sentences/note.ts';
import { plain } from '../../src/sentences/phrase.ts';

const HEADS = { left: { layer: 1, head: 0 }, right: { layer: 3, head: 2 } };

it('puts heads and tokens into a note, each saying what it is', () => {
  expect(noteOf({ note: 'In {left}, “{it@9}” reads; not in {right}.', opens: HEADS })).toEqual([
    'In ',
    { text: 'layer 2, head 1', side: 'left', head: HEADS.left },
    ', “',
    { token: 'it', at: { side: 'left', position: 9 } },
    '” reads; not in ',
    { text: 'layer 4, head 3', side: 'right', head: HEADS.right },
    '.',
  ]);
});

it('leaves a note that names nothing as it is', () => {
  expect(plain(noteOf({ note: 'A mail to a@9 {and} more.', opens: HEADS }))).toBe(
    'A mail to a@9 {and} more.',
  );
});

const OTHER = { layer: 0, head: 0 };

describe('while other heads are chosen than a note speaks of', () => {
  const both = { note: 'In {left}; not in {right}.', opens: HEADS };

  it('says of one model which it is, to be pressed', () => {
    const said = otherHeads(both, { ...HEADS, right: OTHER });
    expect(plain(said)).toBe(' To see this, choose layer 4, head 3.');
    expect(said).toContainEqual({ text: 'layer 4, head 3', side: 'right', head: HEADS.right });
  });

  it('says of both models which they are', () => {
    expect(plain(otherHeads(both, { left: OTHER, right: OTHER }))).toBe(
      ' To see this, choose layer 2, head 1 and layer 4, head 3.',
    );
  });

  it('says nothing of a model whose head the note does not name, and nothing where all are chosen', () => {
    const one = { note: 'In {left}.', opens: HEADS };
    expect(otherHeads(one, { ...HEADS, right: OTHER })).toEqual([]);
    expect(otherHeads(both, HEADS)).toEqual([]);
  });
});

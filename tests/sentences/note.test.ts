import { expect, it } from 'vitest';
import { noteOf } from '../../src/sentences/note.ts';
import { plain } from '../../src/sentences/phrase.ts';

const HEADS = { left: { layer: 1, head: 0 }, right: { layer: 3, head: 2 } };

it('puts heads and tokens into a note, each saying what it is', () => {
  expect(noteOf('In {left}, “{it@9}” reads; not in {right}.', HEADS)).toEqual([
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
  expect(plain(noteOf('A mail to a@9 {and} more.', HEADS))).toBe('A mail to a@9 {and} more.');
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { difference, wordDifference } from '../../src/text/difference.ts';

const made = (before: string, { start, removed, inserted }: ReturnType<typeof difference>) =>
  before.slice(0, start) + inserted + before.slice(start + removed.length);

it('is what is taken out and what is put in', () => {
  expect(difference('The cat sat', 'The dog sat')).toEqual({
    start: 4,
    removed: 'cat',
    inserted: 'dog',
  });
  expect(difference('aa', 'aaa')).toEqual({ start: 2, removed: '', inserted: 'a' });
  expect(difference('same', 'same')).toEqual({ start: 4, removed: '', inserted: '' });
  expect(difference('', 'مرحبا')).toEqual({ start: 0, removed: '', inserted: 'مرحبا' });
});

it('takes words whole, without the marks beside them', () => {
  expect(wordDifference('too tired.', 'too tried.')).toEqual({
    start: 4,
    removed: 'tired',
    inserted: 'tried',
  });
  expect(wordDifference('too tired.', 'too [MASK].')).toMatchObject({
    removed: 'tired',
    inserted: '[MASK]',
  });
});

it('parts no emoji: two that share half of their code are two', () => {
  expect(difference('a🙂b', 'a🙃b')).toEqual({ start: 1, removed: '🙂', inserted: '🙃' });
  expect(difference('x\u{1F642}', 'x\u{1F542}')).toMatchObject({ start: 1 });
});

it('makes the second text of the first, whatever they are, from well-formed parts', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 12 });
  const alike = fc.string({ unit: fc.constantFrom('a', ' ', '🙂', '🙃', '👩‍👩‍👧'), maxLength: 8 });
  fc.assert(
    fc.property(fc.oneof(fc.tuple(text, text), fc.tuple(alike, alike)), ([before, after]) => {
      for (const found of [difference(before, after), wordDifference(before, after)]) {
        expect(made(before, found)).toBe(after);
        expect(found.removed.isWellFormed() && found.inserted.isWellFormed()).toBe(true);
      }
    }),
  );
});

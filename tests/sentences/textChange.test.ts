import { expect, it } from 'vitest';
import { plain } from '../../src/sentences/phrase.ts';
import { textChange } from '../../src/sentences/textChange.ts';

const said = (now: string, then: string, example: string | null = null) =>
  plain(textChange(now, then, example));

it('names the word that a blank has taken out', () => {
  expect(said('The [MASK] sat', 'The cat sat')).toBe('bring back “cat”');
});

it('names what was written after the text', () => {
  expect(said('The cat sat on it', 'The cat sat')).toBe('take out “on it”');
});

it('names the word that was taken out of an example, and an example that was left by its title', () => {
  const animal = 'The animal was too tired.';
  expect(said('The animal was too [MASK].', animal, 'Who is tired?')).toBe('bring back “tired”');
  expect(said(`${animal} It slept.`, animal, 'Who is tired?')).toBe('take out “It slept.”');
  expect(said(animal, animal, 'Who is tired?')).toBe('bring back the example “Who is tired?”');
});

it('names an example by its title, and an empty text as one', () => {
  expect(said('Mine', 'The animal', 'Who is tired?')).toBe(
    'bring back the example “Who is tired?”',
  );
  expect(said('Mine', ' \n')).toBe('empty the text');
  expect(said('', 'Mine')).toBe('bring back “Mine”');
});

it('names the whole text where only white space differs', () => {
  expect(said('a  b', 'a b')).toBe('bring back “a b”');
});

it('shortens what is long, and parts no emoji', () => {
  expect(said('', '🙂'.repeat(2000))).toBe(`bring back “${'🙂'.repeat(32)}…”`);
  expect(said('', 'word '.repeat(400))).toBe('bring back “word word word word word word wo…”');
});

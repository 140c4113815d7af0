import { expect, it } from 'vitest';
import { align, type Placed } from '../../../src/analysis/attention/align.ts';
import { traceFile } from '../../support/preset.ts';

const special = (piece: string): Placed => ({ piece, special: true, word: null, span: null });
const CLS = special('[CLS]');
const SEP = special('[SEP]');
const START = special('<|endoftext|>');

/** Words of one token each, three characters and a space apart. */
const words = (...pieces: string[]): Placed[] =>
  pieces.map((piece, word) => ({
    piece,
    special: false,
    word,
    span: { start: 4 * word, end: 4 * word + 3 },
  }));

it('pairs the words, and the special tokens that open the reading; [SEP] has no partner', () => {
  const left = [CLS, ...words('the', 'cat', 'sat'), SEP];
  const right = [START, ...words('the', 'cat', 'sat')];
  expect([...align(left, right)]).toEqual([0, 1, 2, 3, -1]);
  expect([...align(right, left)]).toEqual([0, 1, 2, 3]);
});

it('pairs what closes both readings in one spelling, as two encoders end in [SEP]', () => {
  const whole = [CLS, ...words('the', 'cat', 'sat'), SEP];
  const pieces = [CLS, ...words('the', 'ca', 'sat').slice(0, 2), SEP];
  expect([...align(whole, whole)]).toEqual([0, 1, 2, 3, 4]);
  expect([...align(whole, pieces)]).toEqual([0, 1, 2, -1, 3]);
  expect([...align(pieces, whole)]).toEqual([0, 1, 2, 4]);
  expect([...align(whole, [special('<s>'), ...words('the'), special('</s>')])]).toEqual([
    0, 1, -1, -1, -1,
  ]);
  expect([...align([CLS, SEP], [CLS, SEP])]).toEqual([0, 1]);
});

it('finds the second text of a pair behind the [SEP] in the middle, where indices part', () => {
  const [a, b] = [words('the', 'cat'), words('the', 'cat', 'it', 'sat').slice(2)];
  const left = [CLS, ...a, SEP, ...b, SEP];
  const right = [START, ...a, ...b];
  expect([...align(left, right)]).toEqual([0, 1, 2, -1, 3, 4, -1]);
  expect([...align(right, left)]).toEqual([0, 1, 2, 4, 5]);
});

it('leaves what GPT has not read without a partner', () => {
  const left = [CLS, ...words('the', 'cat', '[MASK]', 'off'), SEP];
  expect([...align(left, [START, ...words('the', 'cat')])]).toEqual([0, 1, 2, -1, -1, -1]);
});

it('goes by the place in the text, not by the spelling alone', () => {
  const all = words('a', 'rose', 'is', 'a', 'rose');
  const withoutFirst = all.slice(2);
  expect([...align(all, withoutFirst)]).toEqual([-1, -1, 0, 1, 2]);
});

it('pairs the bytes of one character in their order, though all stand at one place', () => {
  const bytes = ['ðŁ', 'ĺ', 'Ģ'].map(
    (piece): Placed => ({ piece, special: false, word: 0, span: { start: 0, end: 2 } }),
  );
  expect([...align([CLS, ...bytes, SEP], [START, ...bytes])]).toEqual([0, 1, 2, 3, -1]);
});

it('manages without offsets, by word and spelling', () => {
  const bare = (tokens: Placed[]) =>
    tokens.map(({ piece, special, word }) => ({ piece, special, word }));
  const left = bare([CLS, ...words('the', 'the', 'cat'), SEP]);
  expect([...align(left, bare([START, ...words('the', 'the')]))]).toEqual([0, 1, 2, -1, -1]);
});

it('pairs one stretch of text, however either vocabulary spells it', () => {
  expect([...align(words('Ġcat', 'Ġsat'), words('cat', 'sat'))]).toEqual([0, 1]);
});

it('does not pair other bytes of one character, nor other spellings without offsets', () => {
  const bytes = (...pieces: string[]) =>
    pieces.map((piece): Placed => ({ piece, special: false, word: 0, span: { start: 0, end: 2 } }));
  expect([...align(bytes('ðŁ', 'ĺ', 'Ģ'), bytes('ð', 'Łĺ', 'Ģ'))]).toEqual([-1, -1, 2]);
  const bare = (piece: string): Placed => ({ piece, special: false, word: 0 });
  expect([...align([bare('cat')], [bare('cab')])]).toEqual([-1]);
});

it('pairs only the opening tokens where there is no text at all', () => {
  expect([...align([CLS, SEP], [START])]).toEqual([0, -1]);
  expect([...align([START], [CLS, SEP])]).toEqual([0]);
});

it.each(['animal-tired', 'quotes', 'blank-middle', 'repeat'])(
  'pairs tokens of one spelling and one place in the example %s',
  (id) => {
    const { left, right } = traceFile(id);
    const partners = align(left.tokens, right.tokens);
    expect(partners[0]).toBe(0);
    expect([...partners].filter((partner) => partner >= 0)).toHaveLength(right.tokens.length);
    for (const [position, partner] of partners.entries()) {
      if (position === 0 || partner < 0) continue;
      expect(right.tokens[partner]).toEqual(left.tokens[position]);
    }
  },
);

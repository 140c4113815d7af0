/** Values derived by hand. */
import { describe, expect, it } from 'vitest';
import type { Guess, Surprisals } from '../../../src/analysis/prediction/surprisals.ts';
import { surpriseReadout, surpriseSentence } from '../../../src/experiments/words/sentences.ts';
import { plain } from '../../../src/sentences/phrase.ts';
import { token } from '../../analysis/traces.ts';
import { MODELS } from '../../support/models.ts';

const READERS = {
  filler: { side: 'left', model: MODELS.left },
  writer: { side: 'right', model: MODELS.right },
} as const;

const guess = (bits: number, rank = 7): Guess => ({
  p: 2 ** -bits,
  bits,
  rank,
  first: { id: 1, piece: 'Ġcow', label: 'cow', p: 0.5 },
});

const tokens = [
  token('[CLS]', true),
  token('dogs'),
  token('[MASK]'),
  token('ran'),
  token('[SEP]', true),
];

const found: Surprisals = {
  tokens,
  read: 2,
  guesses: {
    right: [null, guess(9), null, null, null],
    left: [null, guess(2, 1), null, guess(4, 1234), null],
  },
  done: 2,
  total: 2,
};

describe('Surprisals', () => {
  it('are told by what stands out', () => {
    expect(plain(surpriseSentence(found, READERS))).toBe(
      'From the left, GPT is most surprised by dogs (9.0 bits); from both sides, BERT by ran (4.0 bits). Between the two, most is gained at dogs: 9.0 bits from the left, 2.0 bits from both sides.',
    );
  });

  it('say nothing of BERT until it is through, and of GPT where it read nothing', () => {
    expect(plain(surpriseSentence({ ...found, done: 1 }, READERS))).toBe(
      'From the left, GPT is most surprised by dogs (9.0 bits).',
    );
    const right = tokens.map(() => null);
    const alone = { ...found, guesses: { ...found.guesses, right } };
    expect(plain(surpriseSentence(alone, READERS))).toBe(
      'From both sides, BERT is most surprised by ran (4.0 bits).',
    );
  });

  it('claim no gain where there is none', () => {
    const left = found.guesses.left.with(1, guess(9.04));
    expect(
      plain(surpriseSentence({ ...found, guesses: { ...found.guesses, left } }, READERS)),
    ).toBe(
      'From the left, GPT is most surprised by dogs (9.0 bits); from both sides, BERT by dogs (9.0 bits).',
    );
  });

  it('are read token by token, with rank and first guess', () => {
    expect(plain(surpriseReadout(found, READERS, 1))).toBe(
      'dogs from the left, to GPT: 9.0 bits, rank 7 of 8,192; its first guess is cow. From both sides, to BERT: 2.0 bits, its first guess.',
    );
    expect(plain(surpriseReadout(found, READERS, 3))).toMatch(
      /not read, because GPT stops at the blank.*rank 1,234 of 8,192/,
    );
    const left = tokens.map(() => null);
    const early = { ...found, guesses: { ...found.guesses, left } };
    expect(plain(surpriseReadout(early, READERS, 1))).toContain('to BERT: not computed yet');
  });

  it('have no number of GPT’s for a token that is none of its own', () => {
    const right = tokens.map(() => null);
    const cut = { ...found, read: 5, guesses: { ...found.guesses, right } };
    expect(plain(surpriseReadout(cut, READERS, 1))).toMatch(
      /^dogs from the left, to GPT: no number, because GPT cuts it into other tokens\. From both/,
    );
  });

  it('are not there for what is no word, and that is said', () => {
    expect(plain(surpriseReadout(found, READERS, 0))).toContain('is not part of the text');
    expect(plain(surpriseReadout(found, READERS, 2))).toContain('is a blank');
    expect(plain(surpriseReadout(found, READERS, 9))).toBe('There is no token there.');
  });
});

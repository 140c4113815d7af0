import { describe, expect, it } from 'vitest';
import {
  addedSentence,
  doubtSentence,
  slotNotes,
} from '../../../src/experiments/slot/sentences.ts';
import { plain } from '../../../src/sentences/phrase.ts';
import type { Token } from '../../../src/text/token.ts';
import { token } from '../../analysis/traces.ts';

const NAMES = { filler: 'BERT', writer: 'GPT' };

/** Words apart by spaces, their pieces by `|`, between [CLS] and [SEP]. */
function tokensOf(text: string): Token[] {
  const words = text
    .split(' ')
    .flatMap((parts, word) => parts.split('|').map((label) => ({ ...token(label), word })));
  return [token('[CLS]', true), ...words, token('[SEP]', true)];
}

describe('What is said of a word', () => {
  it('is that all of its pieces are taken out, which are named', () => {
    const tokens = tokensOf("did|n't eat|. [MASK]|s");
    const [note] = slotNotes(NAMES, tokens, 2).map(plain);
    expect(note).toContain("didn't is 2 tokens to the models: did, n't. All of them are taken out");
    expect(slotNotes(NAMES, tokens, 1).map(plain)[0]).toBe(note);
    const [long] = slotNotes(NAMES, tokensOf('a b|c|d|e|f|g|h e'), 3).map(plain);
    expect(long).toContain('bcdefgh is 7 tokens to the models: b, c, d, e, f and 2 more. All');
  });

  it('is that one side is empty', () => {
    const tokens = tokensOf('a dog ran');
    expect(slotNotes(NAMES, tokens, 1).map(plain)).toEqual([
      expect.stringMatching(/^Nothing .* left/),
    ]);
    expect(slotNotes(NAMES, tokens, 2)).toEqual([]);
    expect(slotNotes(NAMES, tokens, 3).map(plain)).toEqual([
      expect.stringMatching(/^Nothing .* right/),
    ]);
  });
});

describe('What the right side added', () => {
  const tokens = tokensOf('the dog saw the cat');
  const said = (left: number, right: number, position = 2) =>
    plain(
      addedSentence(tokens, position, { name: 'BERT', bits: left }, { name: 'GPT', bits: right }),
    );

  it('is told with its sign, in bits and as a ratio', () => {
    expect(said(3, 8)).toBe(
      'From both sides, dog surprises BERT 5.0 bits less than it surprises GPT from the left: BERT holds it about 32 times as probable as GPT does.',
    );
    expect(said(4, 3)).toBe(
      'Even from both sides, dog surprises BERT 1.0 bit more than it surprises GPT from the left: GPT holds it about 2.0 times as probable as BERT does.',
    );
  });

  it('can be nothing', () => {
    expect(said(3, 3.04)).toBe(
      'dog is as unexpected to BERT, from both sides, as to GPT from the left.',
    );
  });

  it('names one of several alike', () => {
    expect(said(3, 8, 4)).toContain('the second the surprises BERT');
  });

  it('is also a matter of doubt', () => {
    expect(doubtSentence({ name: 'BERT', entropy: 1 }, { name: 'GPT', entropy: 3 })).toBe(
      'BERT is as undecided as among 2.0 equally likely tokens, GPT as among 8.0.',
    );
  });
});

import { describe, expect, it } from 'vitest';
import {
  added,
  addedSentence,
  doubtSentence,
  firstSlot,
  gptReaches,
  piecesOf,
  slotNotes,
  slotProblem,
  tellingWord,
} from '../../../src/analysis/prediction/slot.ts';
import type { Filling, TokenScore } from '../../../src/analysis/prediction/tokenScore.ts';
import { plain } from '../../../src/sentences/phrase.ts';
import type { Token } from '../../../src/text/token.ts';
import { token } from '../traces.ts';

/** Words apart by spaces, their pieces by `|`, between [CLS] and [SEP]. */
function tokensOf(text: string): Token[] {
  const words = text
    .split(' ')
    .flatMap((parts, word) => parts.split('|').map((label) => ({ ...token(label), word })));
  return [token('[CLS]', true), ...words, token('[SEP]', true)];
}

const first = (text: string) => {
  const tokens = tokensOf(text);
  const found = firstSlot(tokens);
  return found && [tokens[found.position]!.label, found.reason];
};

describe('The slot to begin with', () => {
  it('is the longest content word, the first of equal ones', () => {
    expect(first("the animal did|n't cross the street because it was tired|.")).toEqual([
      'animal',
      'the longest content word',
    ]);
  });

  it('is the blank of the text where there is one', () => {
    expect(first('the elephant ate [MASK] and [MASK]|.')).toEqual([
      '[MASK]',
      'the blank of the text',
    ]);
  });

  it('is a word of one token rather than a longer one, that rather than a function word', () => {
    expect(first('under a hippo|potamus slept')?.[0]).toBe('slept');
    expect(first('because a hippo|pot')).toEqual(['hippo', 'the longest word of several tokens']);
  });

  it('makes do with what there is', () => {
    expect(first('it was')).toEqual(['was', 'the longest word']);
    expect(first('because')).toEqual(['because', 'the longest word']);
    expect(first('?|!!')).toEqual(['!!', 'the longest of what there is']);
    expect(firstSlot([token('[CLS]', true), token('[SEP]', true)])).toBeNull();
  });
});

describe('The pieces of a word', () => {
  const tokens = tokensOf("did|n't eat|. [MASK]|s");

  it('may leave out one place', () => {
    const tokens = tokensOf('dog elephant');
    expect(tellingWord(tokens)).toMatchObject({ position: 2 });
    expect(tellingWord(tokens, 2)).toMatchObject({ position: 1 });
    expect(tellingWord(tokensOf('dog'), 1)).toBeNull();
  });

  it('are its tokens, without punctuation and blanks', () => {
    expect(piecesOf(tokens, 1)).toEqual([1, 3]);
    expect(piecesOf(tokens, 2)).toEqual([1, 3]);
    expect(piecesOf(tokens, 3)).toEqual([3, 4]);
    expect(piecesOf(tokens, 4)).toEqual([4, 5]);
    expect(piecesOf(tokens, 6)).toEqual([6, 7]);
  });

  it('are one for specials, and for places outside of the text', () => {
    expect(piecesOf(tokens, 0)).toEqual([0, 1]);
    expect(piecesOf(tokens, 99)).toEqual([99, 100]);
  });

  it('are all taken out, and named', () => {
    const [note] = slotNotes(tokens, 2).map(plain);
    expect(note).toContain("didn't is 2 tokens to the models: did, n't. All of them are taken out");
    expect(slotNotes(tokens, 1).map(plain)[0]).toBe(note);
    const [long] = slotNotes(tokensOf('a b|c|d|e|f|g|h e'), 3).map(plain);
    expect(long).toContain('bcdefgh is 7 tokens to the models: b, c, d, e, f and 2 more. All');
  });
});

describe('What is said of a place', () => {
  const tokens = tokensOf('a dog ran');

  it('is why it cannot be taken out, and what to do', () => {
    expect(plain(slotProblem(tokens, 0)!)).toMatch(
      /^\[CLS\] is not part of the text.*Choose a word/,
    );
    expect(plain(slotProblem(tokens, 4)!)).toMatch(/^\[SEP\] is not part of the text/);
    expect(plain(slotProblem(tokens, null)!)).toMatch(/type one above/);
    expect(plain(slotProblem(tokens, 9)!)).toMatch(/type one above/);
    expect(slotProblem(tokens, 2)).toBeNull();
  });

  it('is that one side is empty', () => {
    expect(slotNotes(tokens, 1).map(plain)).toEqual([expect.stringMatching(/^Nothing .* left/)]);
    expect(slotNotes(tokens, 2)).toEqual([]);
    expect(slotNotes(tokens, 3).map(plain)).toEqual([expect.stringMatching(/^Nothing .* right/)]);
  });

  it('depends on how far GPT reads: up to the first blank, which it predicts', () => {
    const right = { tokens: tokensOf('a dog').slice(0, 3) };
    expect([1, 2, 3, 4].map((position) => gptReaches(right, position))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });
});

describe('What the right side added', () => {
  const tokens = tokensOf('the dog saw the cat');
  const at = (bits: number): TokenScore => ({ p: 2 ** -bits, rank: 2, bits });
  const said = (left: number, right: number, position = 2) =>
    plain(addedSentence(tokens, position, at(left), at(right)));

  it('is surprisal from the left minus surprisal from both sides', () => {
    expect(added(at(3), at(8))).toBe(5);
    expect(added(at(8), at(3))).toBe(-5);
  });

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
    const of = (entropy: number): Filling => ({
      entropy,
      distribution: new Float32Array(),
      top: [],
      vocabulary: 8,
      real: null,
    });
    expect(doubtSentence(of(1), of(3))).toBe(
      'BERT is as undecided as among 2.0 equally likely tokens, GPT as among 8.0.',
    );
  });
});

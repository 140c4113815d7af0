import { describe, expect, it } from 'vitest';
import {
  added,
  firstSlot,
  piecesOf,
  reaches,
  startingWord,
  tellingWord,
} from '../../../src/analysis/prediction/slot.ts';
import type { TokenScore } from '../../../src/analysis/prediction/tokenScore.ts';
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
      'content',
    ]);
  });

  it('is the blank of the text where there is one', () => {
    expect(first('the elephant ate [MASK] and [MASK]|.')).toEqual(['[MASK]', 'blank']);
  });

  it('is a word of one token rather than a longer one, that rather than a function word', () => {
    expect(first('under a hippo|potamus slept')?.[0]).toBe('slept');
    expect(first('because a hippo|pot')).toEqual(['hippo', 'pieces']);
  });

  it('makes do with what there is', () => {
    expect(first('it was')).toEqual(['was', 'word']);
    expect(first('because')).toEqual(['because', 'word']);
    expect(first('?|!!')).toEqual(['!!', 'anything']);
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
});

describe('How far GPT reads', () => {
  it('is up to the first blank, which it predicts', () => {
    const right = { tokens: tokensOf('a dog').slice(0, 3) };
    expect([1, 2, 3, 4].map((position) => reaches(right, position))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });
});

describe('What the right side added', () => {
  const at = (bits: number): TokenScore => ({ p: 2 ** -bits, rank: 2, bits });

  it('is surprisal from the left minus surprisal from both sides', () => {
    expect(added(at(3), at(8))).toBe(5);
    expect(added(at(8), at(3))).toBe(-5);
  });
});

describe('The word that experiments begin with', () => {
  const tokens = tokensOf('the small elephant ran home');

  it('is the one that is held', () => {
    expect(startingWord(tokens, 1)).toBe(1);
  });

  it('is the most telling one where none is, or a token that is no word', () => {
    expect(startingWord(tokens, null)).toBe(3);
    expect(startingWord(tokens, 0)).toBe(3);
    expect(startingWord([...tokens, token('[MASK]')], 6)).toBe(3);
  });

  it('is one that both models have read, where there is one', () => {
    expect(startingWord(tokens, null, 3)).toBe(2);
    expect(startingWord(tokens, null, 1)).toBe(3);
    expect(startingWord([token('[CLS]', true), token('[SEP]', true)], null)).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { spreadOf } from '../../../src/experiments/leak/measure.ts';
import {
  changeText,
  leakSentence,
  placeSentence,
} from '../../../src/experiments/leak/sentences.ts';
import { plain } from '../../../src/sentences/phrase.ts';
import { uniformComparison } from '../../support/comparison.ts';

describe('A change', () => {
  it('is written so that only 0 reads as 0', () => {
    expect([0, 1e-9, 0.0005, 0.0125, 0.0996, 0.42, 1.5].map(changeText)).toEqual([
      '0',
      '<0.001',
      '0.001',
      '0.013',
      '0.10',
      '0.42',
      '1.50',
    ]);
    expect(changeText(Number.POSITIVE_INFINITY)).toBe('∞');
    expect(changeText(Number.NaN)).toBe('not a number');
  });
});

describe('The sentence of a leak', () => {
  const { tokens } = uniformComparison('the dog saw the cat').left; // [CLS] … [SEP]
  const word = { changed: [3], word: 'bit' };

  it('says that nothing moved to the left, over how much', () => {
    const changes = Float64Array.of(0, 0, 0, 1, 0.5, 0, 0);
    const sentence = leakSentence('GPT', tokens, 1, word, spreadOf(changes, 7, [3]));
    expect(plain(sentence)).toBe(
      'Putting bit in the place of saw moves 2 of 4 places from there on in GPT, and none to the left: the largest change there, over 3 places and 1 layer, is exactly 0.',
    );
  });

  it('names the place to the left that moved most', () => {
    const changes = Float64Array.of(0.1, 0.2, 0.3, 1, 1, 1, 1);
    const sentence = leakSentence('BERT', tokens, 1, word, spreadOf(changes, 7, [3]));
    expect(plain(sentence)).toBe(
      'Putting bit in the place of saw moves all 4 places from there on in BERT, and all 3 places to the left: by up to 0.30, at dog after layer 1.',
    );
  });

  it('names an order by the token that it begins with', () => {
    const changes = Float64Array.of(0, 0, 0, 0, 1, 1, 0);
    const order = { changed: [4, 5], word: null };
    const sentence = leakSentence('GPT', tokens, 1, order, spreadOf(changes, 7, [4, 5]));
    expect(plain(sentence)).toMatch(
      /^Putting the tokens from the second the on into another order moves 2 of 3 places/,
    );
  });

  it('tells one place in words, without rounding it to nothing', () => {
    const place = { position: 2, layer: 1 };
    expect(plain(placeSentence(tokens, { ...place, change: 0 }, []))).toBe(
      'dog has not moved at all after layer 2.',
    );
    expect(plain(placeSentence(tokens, { ...place, change: 2e-7 }, [2]))).toBe(
      'dog, whose token was changed, has moved by 2e-7 of its length after layer 2.',
    );
  });
});

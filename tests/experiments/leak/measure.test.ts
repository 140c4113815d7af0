import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changeText,
  inkOf,
  relativeChange,
  spreadOf,
} from '../../../src/experiments/leak/measure.ts';
import { leakSentence, placeSentence } from '../../../src/experiments/leak/sentences.ts';
import { plain } from '../../../src/sentences/phrase.ts';
import { uniformComparison } from '../../support/comparison.ts';

describe('The relative change of hidden states', () => {
  it('is the length of the difference over the length of the state before', () => {
    // (3, 4) of length 5 moves by (0, 5) and by (3, 4); (0, 2) stays.
    const before = Float32Array.of(3, 4, 3, 4, 0, 2);
    const after = Float32Array.of(3, 9, 6, 8, 0, 2);
    expect([...relativeChange(before, after, 2)]).toEqual([1, 1, 0]);
    expect([...relativeChange(before, Float32Array.of(3, 4, 3, 4, 3, 6), 2)]).toEqual([0, 0, 2.5]);
  });

  it('is exactly 0 only for states that are the same, number by number', () => {
    const before = Float32Array.of(1, 0);
    expect(relativeChange(before, Float32Array.of(1, 2 ** -149), 2)[0]).toBe(2 ** -149);
    expect(relativeChange(before, Float32Array.of(1, 0), 2)[0]).toBe(0);
  });

  it('of a state that was nothing is infinite, or none', () => {
    const nothing = Float32Array.of(0, 0);
    expect(relativeChange(nothing, Float32Array.of(0, 1), 2)[0]).toBe(Number.POSITIVE_INFINITY);
    expect(relativeChange(nothing, nothing, 2)[0]).toBe(0);
  });

  it('keeps what is not a number, and refuses states that do not match', () => {
    const change = relativeChange(Float32Array.of(1, 1), Float32Array.of(Number.NaN, 1), 2);
    expect(change[0]).toBeNaN();
    expect(() => relativeChange(Float32Array.of(1, 1), Float32Array.of(1), 1)).toThrow(RangeError);
    expect(() => relativeChange(Float32Array.of(1), Float32Array.of(1), 2)).toThrow(RangeError);
  });
});

describe('The spread of a change', () => {
  // 2 layers of 4 tokens; token 2 was changed.
  const changes = Float64Array.of(0, 0, 1, 0.5, 0, 0.25, 1.5, 0.125);

  it('counts the places that moved on either side, in any layer', () => {
    const { leftMoved, leftCount, rightMoved, rightCount } = spreadOf(changes, 4, [2]);
    expect([leftMoved, leftCount, rightMoved, rightCount]).toEqual([1, 2, 2, 2]);
  });

  it('finds the largest change to the left', () => {
    expect(spreadOf(changes, 4, [2]).left).toEqual({ layer: 1, position: 1, change: 0.25 });
    expect(spreadOf(changes, 4, [3, 1]).left).toEqual({ layer: 0, position: 0, change: 0 });
    expect(spreadOf(changes, 4, [0]).left).toBeNull();
  });

  it('takes what is not a number for the largest', () => {
    const broken = changes.with(4, Number.NaN);
    expect(spreadOf(broken, 4, [2]).left?.change).toBeNaN();
    expect(spreadOf(broken, 4, [2]).leftMoved).toBe(2);
  });
});

describe('The scale of changes', () => {
  it('is none for exactly 0, faint for the least change, and full from 1 on', () => {
    expect(inkOf(0)).toBe(0);
    expect(inkOf(1e-30)).toBeCloseTo(0.12, 12);
    expect(inkOf(0.001)).toBeCloseTo(0.12, 12);
    // Two of three decades: 0.12 + 0.88 · 2/3.
    expect(inkOf(0.1)).toBeCloseTo(0.12 + (0.88 * 2) / 3, 12);
    expect(inkOf(1)).toBeCloseTo(1, 12);
    expect(inkOf(7)).toBe(inkOf(1));
    expect(inkOf(Number.NaN)).toBeNaN();
  });

  it('never falls as a change grows', () => {
    const change = fc.double({ min: 0, max: 4, noNaN: true });
    fc.assert(fc.property(change, change, (a, b) => a > b || inkOf(a) <= inkOf(b)));
  });

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
    const sentence = leakSentence('right', tokens, 1, word, spreadOf(changes, 7, [3]));
    expect(plain(sentence)).toBe(
      'Putting bit in the place of saw moves 2 of 4 places from there on in GPT, and none to the left: the largest change there, over 3 places and 1 layer, is exactly 0.',
    );
  });

  it('names the place to the left that moved most', () => {
    const changes = Float64Array.of(0.1, 0.2, 0.3, 1, 1, 1, 1);
    const sentence = leakSentence('left', tokens, 1, word, spreadOf(changes, 7, [3]));
    expect(plain(sentence)).toBe(
      'Putting bit in the place of saw moves all 4 places from there on in BERT, and all 3 places to the left: by up to 0.30, at dog after layer 1.',
    );
  });

  it('names an order by the token that it begins with', () => {
    const changes = Float64Array.of(0, 0, 0, 0, 1, 1, 0);
    const order = { changed: [4, 5], word: null };
    const sentence = leakSentence('right', tokens, 1, order, spreadOf(changes, 7, [4, 5]));
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

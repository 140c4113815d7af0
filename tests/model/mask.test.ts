import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  additive,
  bidirectional,
  causal,
  FORBIDDEN,
  flipped,
  MaskError,
  maskOf,
  pad,
  requireKeys,
} from '../../src/model/mask.ts';

describe('masks', () => {
  it('lets every token read every token when bidirectional', () => {
    expect([...bidirectional(2)]).toEqual([1, 1, 1, 1]);
  });

  it('lets a token read itself and what came before when causal', () => {
    expect([...causal(3)]).toEqual([1, 0, 0, 1, 1, 0, 1, 1, 1]);
  });

  it('forbids padding keys and keeps one key legal in padding rows', () => {
    expect([...pad(causal(2), 2, 3)]).toEqual([1, 0, 0, 1, 1, 0, 1, 0, 0]);
    expect(() => pad(causal(3), 3, 2)).toThrow('Cannot pad a mask of 3 tokens to 2.');
  });

  it('adds nothing where reading is allowed and a half-float-safe penalty elsewhere', () => {
    expect([...additive(causal(2))]).toEqual([0, FORBIDDEN, 0, 0]);
    expect(Math.abs(FORBIDDEN)).toBeLessThan(65504);
    expect(Math.fround(Math.exp(FORBIDDEN))).toBe(0);
  });
});

describe('A mask by name', () => {
  const own = causal(4);
  const both = bidirectional(4);

  it('reads a prefix both ways and the rest from the left', () => {
    expect([...maskOf({ prefix: 2 }, own, 4)]).toEqual(
      [
        [1, 1, 0, 0],
        [1, 1, 0, 0],
        [1, 1, 1, 0],
        [1, 1, 1, 1],
      ].flat(),
    );
    expect(maskOf({ prefix: 1 }, both, 4)).toEqual(causal(4));
    expect(maskOf({ prefix: 4 }, own, 4)).toEqual(bidirectional(4));
  });

  it('reads fewer than n places away in a window, of what the model reads by itself', () => {
    expect([...maskOf({ window: 2 }, own, 4)]).toEqual(
      [
        [1, 0, 0, 0],
        [1, 1, 0, 0],
        [0, 1, 1, 0],
        [0, 0, 1, 1],
      ].flat(),
    );
    expect([...maskOf({ window: 2 }, both, 4)]).toEqual(
      [
        [1, 1, 0, 0],
        [1, 1, 1, 0],
        [0, 1, 1, 1],
        [0, 0, 1, 1],
      ].flat(),
    );
    expect(maskOf({ window: 99 }, own, 4)).toEqual(own);
  });

  it('hides a token from all, itself included', () => {
    const hidden = maskOf({ hide: 1 }, both, 4);
    for (let row = 0; row < 4; row++) {
      expect([...hidden.subarray(row * 4, row * 4 + 4)]).toEqual([1, 0, 1, 1]);
    }
  });

  it('may be given cell by cell, any number other than 0 allowing', () => {
    expect([...maskOf(new Uint8Array([1, 0, 7, 1]), causal(2), 2)]).toEqual([1, 0, 1, 1]);
  });

  it('with its cells turned over twice is itself', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { maxLength: 8 }), (cells) => {
        expect(flipped(flipped(own, cells, 4), cells, 4)).toEqual(own);
      }),
    );
    expect([...flipped(causal(2), [[0, 1]], 2)]).toEqual([1, 1, 1, 1]);
    expect([...causal(2)]).toEqual([1, 0, 1, 1]);
  });

  it.each([
    [{ window: 0 }, 'A window is a whole number of tokens, 1 or more, not 0.'],
    [{ window: 1.5 }, '1 or more, not 1.5'],
    [{ window: Number.NaN }, '1 or more, not NaN'],
    [{ prefix: 0 }, 'A prefix is a whole number of tokens, 1 or more, not 0.'],
    [{ prefix: 5 }, 'A prefix of 5 is longer than the text: it is read as 4 tokens.'],
    [{ hide: 4 }, 'There is no token 4 to hide: the text is read as 4 tokens'],
    [{ hide: -1 }, 'There is no token -1 to hide'],
    [new Uint8Array(9), 'A mask of 4 tokens has 16 cells, not 9'],
    ['upside-down', 'A mask is "bidirectional", "causal"'],
    [{}, 'A mask is "bidirectional", "causal"'],
    [null, 'A mask is "bidirectional", "causal"'],
  ])('%j is refused with a sentence', (spec, sentence) => {
    const make = () => maskOf(spec as never, own, 4);
    expect(make).toThrow(MaskError);
    expect(make).toThrow(sentence);
  });

  it('has no cells outside', () => {
    expect(() => flipped(own, [[0, 4]], 4)).toThrow('There is no cell 0, 4');
    expect(() => flipped(own, [[0.5, 1]], 4)).toThrow('There is no cell 0.5, 1');
  });

  it('that leaves a token nothing to read is refused, and the token is named', () => {
    const labels = ['<|endoftext|>', 'the', 'cat', 'sat'];
    expect(() => requireKeys(maskOf({ hide: 0 }, own, 4), labels)).toThrow(
      'This mask leaves “<|endoftext|>” (token 0) nothing to read',
    );
    expect(() =>
      requireKeys(
        flipped(
          own,
          [
            [2, 0],
            [2, 1],
            [2, 2],
          ],
          4,
        ),
        labels,
      ),
    ).toThrow('leaves “cat” (token 2) nothing to read, and the weights of a row must sum to 1');
    expect(() => requireKeys(own, labels)).not.toThrow();
  });
});

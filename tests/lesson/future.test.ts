/** Who could know the answer under a mask, at once or by way of another. */
import { describe, expect, it } from 'vitest';
import { knowsNext } from '../../src/lesson/future.ts';
import { bidirectional, causal } from '../../src/model/mask.ts';

describe('the answer', () => {
  it('is known to all where everything is open, and to none under the causal mask', () => {
    expect(knowsNext(bidirectional(4), 1)).toEqual([true, true, true]);
    expect(knowsNext(causal(4), 12)).toEqual([false, false, false]);
  });

  it('is learned at once from the next word itself', () => {
    const mask = Uint8Array.from([1, 1, 0, 1, 1, 0, 1, 1, 1]);
    expect(knowsNext(mask, 1)).toEqual([true, false]);
  });

  it('is learned in a second layer from a word that has read it in the first', () => {
    // The first word may read the third, which may read the second.
    const mask = Uint8Array.from([1, 0, 1, 0, 1, 0, 0, 1, 1]);
    expect(knowsNext(mask, 1)).toEqual([false, false]);
    expect(knowsNext(mask, 2)).toEqual([true, false]);
  });

  it('is nobody’s in a text of one token', () => {
    expect(knowsNext([1], 4)).toEqual([]);
  });
});

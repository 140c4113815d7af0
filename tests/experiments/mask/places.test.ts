import { describe, expect, it } from 'vitest';
import type { PlacedCell } from '../../../src/analysis/attention/pointed.ts';
import {
  countedIn,
  maskIn,
  paintedIn,
  sharedStart,
  turned,
} from '../../../src/experiments/mask/places.ts';
import { cutsSentence } from '../../../src/experiments/mask/sentences.ts';
import { uniformComparison } from '../../support/comparison.ts';
import { cutDifferently } from '../../support/cutDifferently.ts';
import { swapped } from '../../support/pairs.ts';

// BERT: [CLS] the cats sat [SEP]. GPT: <|endoftext|> the ca ts sat.
const cut = cutDifferently();
const stopped = cutDifferently('the cats [MASK] sat');
const alike = uniformComparison('the cats sat');

const at = (row: number, column: number, side?: 'right'): PlacedCell => ({
  ...{ row, column },
  ...(side && { side }),
});

describe('a mask that is for both models', () => {
  const inRight = (mask: Parameters<typeof maskIn>[0]) => maskIn(mask, cut.left, cut.right);

  it('hides the same word, wherever it stands among a model’s tokens', () => {
    expect(inRight({ hide: 2 })).toEqual({ hide: 2 });
    expect(inRight({ hide: 3 })).toEqual({ hide: 4 });
    expect(maskIn({ hide: 4 }, cut.right, cut.left)).toEqual({ hide: 3 });
  });

  it('opens as much of the text both ways, up to the last piece of a word', () => {
    expect(inRight({ prefix: 1 })).toEqual({ prefix: 1 });
    expect(inRight({ prefix: 3 })).toEqual({ prefix: 4 });
    expect(maskIn({ prefix: 3 }, cut.right, cut.left)).toEqual({ prefix: 3 });
  });

  it('is the same where it has no place', () => {
    for (const mask of [null, 'causal', { window: 2 }] as const) expect(inRight(mask)).toBe(mask);
  });

  it('stays a number that the other model refuses where that has no such token', () => {
    expect(inRight({ hide: 4 })).toEqual({ hide: 5 });
    expect(inRight({ prefix: 5 })).toEqual({ prefix: 6 });
    expect(inRight({ hide: 99 })).toEqual({ hide: 99 });
    expect(inRight({ prefix: 0 })).toEqual({ prefix: 0 });
  });

  it('is set by the same numbers for two that cut the text alike', () => {
    for (const n of [0, 1, 2, 3, 4, 5]) {
      expect(maskIn({ hide: n }, alike.left, alike.right)).toEqual({ hide: n });
      expect(maskIn({ prefix: n }, alike.left, alike.right)).toEqual({ prefix: n });
    }
  });

  it('is counted by the model that reads all of the text, or by the only one that it is for', () => {
    expect(countedIn(stopped, 'both').side).toBe('left');
    expect(countedIn(swapped(stopped), 'both').side).toBe('right');
    expect(countedIn(cut, 'right').side).toBe('right');
  });

  it('reaches as far as all have read', () => {
    const both = [cut.left, cut.right];
    expect(sharedStart(cut.left, both)).toBe(4);
    expect(sharedStart(cut.right, both)).toBe(5);
    expect(sharedStart(cut.left, [cut.left])).toBe(5);
    expect(sharedStart(stopped.left, [stopped.left, stopped.right])).toBe(3);
  });

  it('says what of it holds for both', () => {
    expect(cutsSentence(alike)).toBeNull();
    expect(cutsSentence(cut)).toMatch(/^BERT and GPT cut this text into different tokens: /);
  });
});

describe('a cell that is turned over', () => {
  it('is every cell of the other model that stands there', () => {
    expect(paintedIn(cut, [at(3, 1)], 'right')).toEqual([at(4, 1)]);
    expect(paintedIn(cut, [at(2, 1)], 'right')).toEqual([at(2, 1), at(3, 1)]);
    expect(paintedIn(cut, [at(2, 1, 'right'), at(3, 1, 'right')], 'left')).toEqual([at(2, 1)]);
  });

  it('is none of a model that has no such tokens, or has not read them', () => {
    expect(paintedIn(cut, [at(4, 1), at(1, 9)], 'right')).toEqual([]);
    expect(paintedIn(stopped, [at(4, 1)], 'right')).toEqual([]);
    expect(paintedIn(stopped, [at(4, 1)], 'left')).toEqual([at(4, 1)]);
  });

  it('is turned back in either model', () => {
    const once = turned(cut, [], { ...at(3, 1), side: 'right' });
    expect(once).toEqual([at(3, 1, 'right')]);
    expect(turned(cut, once, { ...at(2, 1), side: 'left' })).toEqual([]);
    expect(turned(cut, [at(2, 1)], { ...at(3, 1), side: 'right' })).toEqual([]);
  });

  it('is said in the first model’s tokens where that has them', () => {
    expect(turned(cut, [], { ...at(4, 1), side: 'right' })).toEqual([at(3, 1)]);
  });
});

import { describe, expect, it } from 'vitest';
import { windowWidth } from '../../../src/experiments/mask/measure.ts';
import { maskNote } from '../../../src/experiments/mask/sentences.ts';
import { bidirectional, causal, maskOf } from '../../../src/model/mask.ts';
import { MODELS } from '../../support/models.ts';

const left = (count: number) => ({ model: MODELS.left, mask: bidirectional(count) }) as const;
const right = (count: number) => ({ model: MODELS.right, mask: causal(count) }) as const;

/** The most that any token reads, counted. */
function widest(mask: Uint8Array): number {
  const count = Math.sqrt(mask.length);
  const rows = Array.from({ length: count }, (_, row) =>
    mask.subarray(row * count, (row + 1) * count).reduce((sum, cell) => sum + cell, 0),
  );
  return Math.max(...rows);
}

describe('What is said of a window', () => {
  it('is for each model what its tokens then read, counted in the mask', () => {
    for (const count of [2, 3, 5, 8, 13]) {
      for (let window = 1; window <= count + 2; window++) {
        for (const { mask } of [left(count), right(count)]) {
          expect(windowWidth(window, mask)).toBe(widest(maskOf({ window }, mask, count)));
        }
      }
    }
  });

  it('names the sides that each model reads', () => {
    expect(maskNote({ window: 3 }, left(9))).toBe(
      'BERT: a token reads at most 5 tokens, itself and 2 on either side.',
    );
    expect(maskNote({ window: 3 }, right(9))).toBe(
      'GPT: a token reads at most 3 tokens, itself and the 2 before it.',
    );
    expect(maskNote({ window: 1 }, left(9))).toBe('BERT: a token reads only itself.');
  });
});

describe('What is said of the other masks', () => {
  it('says of a prefix what becomes of the tokens after it, too', () => {
    expect(maskNote({ prefix: 4 }, left(9))).toBe(
      'BERT: the first 4 tokens read each other both ways; every later one reads only itself and what came before it.',
    );
    expect(maskNote({ prefix: 1 }, right(9))).toBe(
      'GPT: every token reads only itself and what came before it, as ever.',
    );
  });

  it('says of a hidden word that it does not even read itself, which the mask bears out', () => {
    expect(maskNote({ hide: 2 }, left(4))).toBe(
      'BERT: no token reads it, not even itself; it still reads the others.',
    );
    expect(maskNote({ hide: 2 }, right(4))).toContain('it still reads the others before it.');
    const { mask } = right(4);
    expect([...maskOf({ hide: 2 }, mask, 4).subarray(8, 12)]).toEqual([1, 1, 0, 0]);
  });

  it('is nothing where the number does not fit what the model reads', () => {
    for (const mask of [{ window: 0 }, { prefix: 0 }, { prefix: 5 }, { hide: 4 }]) {
      expect(maskNote(mask, right(4))).toBeNull();
    }
  });
});

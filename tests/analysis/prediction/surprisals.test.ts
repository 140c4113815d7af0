/** Values derived by hand. */
import { describe, expect, it } from 'vitest';
import {
  type Guess,
  measurable,
  type Surprisals,
  sumOf,
} from '../../../src/analysis/prediction/surprisals.ts';
import { token } from '../traces.ts';

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
  it('are of the tokens of the text, not of specials and blanks', () => {
    expect(measurable(tokens)).toEqual([1, 3]);
    expect(measurable([token('[CLS]', true), token('[SEP]', true)])).toEqual([]);
  });

  it('add up over what was measured', () => {
    expect(sumOf(found.guesses.left)).toEqual({ count: 2, bits: 6, mean: 3 });
    expect(sumOf(found.guesses.right)).toEqual({ count: 1, bits: 9, mean: 9 });
    expect(sumOf([null])).toEqual({ count: 0, bits: 0, mean: null });
  });
});

import { describe, expect, it } from 'vitest';
import {
  cellsIn,
  inFirst,
  type PlacedCell,
  placeIn,
  pointedIn,
  rowIn,
  stopIn,
} from '../../../src/analysis/attention/pointed.ts';
import type { Comparison } from '../../../src/model/trace.ts';
import type { Token } from '../../../src/text/token.ts';
import { uniformComparison } from '../../support/comparison.ts';

const alike = uniformComparison('the unhappy cat');

const special = (label: string): Token => ({ ...alike.left.tokens[0]!, label, piece: label });

const part = (piece: string, word: number, start: number): Token => ({
  ...alike.left.tokens[1]!,
  ...{ piece, label: piece, word, span: { start, end: start + piece.length } },
});

/** A model that has the word whole, beside one that cuts it in two. */
const CUT: Comparison = {
  ...alike,
  left: {
    ...alike.left,
    tokens: [special('[CLS]'), part('unhappy', 0, 0), part('cat', 1, 8), special('[SEP]')],
  },
  right: {
    ...alike.right,
    tokens: [special('<s>'), part('un', 0, 0), part('happy', 0, 2), part('cat', 1, 8)],
  },
};

const at = (row: number, column = row, side?: 'right'): PlacedCell => ({
  ...{ row, column },
  ...(side && { side }),
});

describe('what is pointed at', () => {
  it('is the token at the same place of the text, whatever position it has in the other model', () => {
    expect(pointedIn(CUT, at(2, 0))).toEqual({ left: at(2, 0), right: at(3, 0) });
    expect(pointedIn(CUT, at(3, 0, 'right'))).toEqual({ left: at(2, 0), right: at(3, 0) });
  });

  it('is the first token of a word that the other model cuts in two, and the whole of its parts', () => {
    expect(pointedIn(CUT, at(1))).toEqual({ left: at(1), right: at(1) });
    expect(pointedIn(CUT, at(2, 2, 'right'))).toEqual({ left: at(1), right: at(2) });
  });

  it('is nowhere in a model that has no such token', () => {
    const pointed = pointedIn(CUT, at(3));
    expect(pointed).toEqual({ left: at(3), right: { row: null, column: null } });
    expect(rowIn(pointed, 'left')).toBe(3);
    expect(rowIn(pointed, 'right')).toBeNull();
    expect(rowIn(null, 'left')).toBeNull();
  });

  it('is nothing past the end of the text', () => {
    expect(pointedIn(CUT, at(4, 0))).toBeNull();
    expect(pointedIn(CUT, at(0, 4, 'right'))).toBeNull();
  });

  it('is the one model’s alone where there is no other', () => {
    expect(pointedIn({ ...CUT, left: null }, at(3))).toEqual({ left: at(3), right: at(3) });
    expect(pointedIn({ ...CUT, left: null, right: null }, at(0))).toBeNull();
  });
});

describe('where a model stops', () => {
  const stopped: Comparison = {
    ...CUT,
    right: {
      ...CUT.right!,
      tokens: CUT.right!.tokens.slice(0, 3),
      unread: CUT.right!.tokens.slice(3),
    },
  };

  it('is said in the tokens of either', () => {
    expect(stopIn(stopped, 'right')).toBe(3);
    expect(stopIn(stopped, 'left')).toBe(2);
    expect(stopIn({ ...stopped, left: null }, 'right')).toBe(3);
  });

  it('is nowhere where all of the text is read, or the model that stops is not there', () => {
    expect(stopIn(CUT, 'left')).toBeNull();
    expect(stopIn({ ...stopped, right: null }, 'left')).toBeNull();
    expect(stopIn({ ...stopped, left: null }, 'left')).toBeNull();
  });
});

describe('the tokens at one place of the text', () => {
  it('are all that the other model has there, and by one its first', () => {
    expect(cellsIn(CUT, at(1, 0), 'right')).toEqual([at(1, 0), at(2, 0)]);
    expect(cellsIn(CUT, at(1, 0), 'left')).toEqual([at(1, 0)]);
    expect(cellsIn(CUT, at(3, 0), 'right')).toEqual([]);
    expect(cellsIn(CUT, at(9, 0), 'left')).toEqual([]);
    expect(placeIn(CUT.left!, 1, CUT.right!)).toBe(1);
    expect(placeIn(CUT.left!, 3, CUT.right!)).toBeNull();
  });

  it('are of one word: the second text of a pair is counted from its own beginning', () => {
    const [cls, un] = CUT.right!.tokens;
    const again = { ...un!, word: 7 };
    const left = { ...CUT.left!, tokens: [cls!, again] };
    const right = { ...CUT.right!, tokens: [cls!, CUT.left!.tokens[1]!, { ...again, piece: 'u' }] };
    expect(placeIn(left, 1, right)).toBe(2);
  });
});

describe('a cell that is held', () => {
  it('is said in the first model’s tokens where that has them', () => {
    expect(inFirst(CUT, at(3, 0, 'right'))).toEqual(at(2, 0));
    expect(inFirst(CUT, { ...at(2), side: 'left' })).toEqual(at(2));
  });

  it('says its side where the first model has no such token', () => {
    expect(inFirst(CUT, at(2, 0, 'right'))).toEqual(at(2, 0, 'right'));
  });
});

import { describe, expect, it } from 'vitest';
import {
  bySide,
  lackingIn,
  maskedPair,
  rolesIn,
  whoCan,
  whoCannot,
  whoIsCut,
  wholeReader,
  whoStops,
} from '../../src/analysis/abilities.ts';
import { uniformComparison } from '../support/comparison.ts';
import { swapped, twice } from '../support/pairs.ts';

const usual = uniformComparison('a cat sat');
const other = swapped(usual);
const fillers = twice(usual, 'left');
const writers = twice(usual, 'right');

describe('who can', () => {
  it('is asked of the models, wherever they stand', () => {
    expect(whoCan(usual, 'fillsBlanks')).toBe(usual.left);
    expect(whoCan(other, 'fillsBlanks')).toBe(other.right);
    expect(whoCan(usual, 'writes')).toBe(usual.right);
    expect(whoCan(other, 'writes')).toBe(other.left);
    expect(whoCan(other, 'nextSentence')).toBe(other.right);
    expect(whoCannot(other, 'causal')).toBe(other.right);
  });

  it('is the left one of two that can, and nobody of two that cannot', () => {
    expect(whoCan(fillers, 'fillsBlanks')).toBe(fillers.left);
    expect(whoCan(fillers, 'writes')).toBeNull();
    expect(whoCannot(fillers, 'causal')).toBe(fillers.left);
    expect(whoCannot(writers, 'causal')).toBeNull();
  });

  it('says what is lacking of what is needed', () => {
    expect(lackingIn(usual, ['writes', 'fillsBlanks', 'nextSentence'])).toEqual([]);
    expect(lackingIn(other, ['writes', 'fillsBlanks', 'nextSentence'])).toEqual([]);
    expect(lackingIn(writers, ['writes', 'fillsBlanks', 'nextSentence'])).toEqual([
      'fillsBlanks',
      'nextSentence',
    ]);
    expect(lackingIn(fillers, [])).toEqual([]);
  });
});

it('finds a filler beside a writer, and a masked model beside an open one, only where there are both', () => {
  expect(rolesIn(other)).toEqual({ filler: other.right, writer: other.left });
  expect(rolesIn(fillers)).toBeNull();
  expect(rolesIn(writers)).toBeNull();
  expect(maskedPair(usual)).toEqual({ masked: usual.right, open: usual.left });
  expect(maskedPair(other)).toEqual({ masked: other.left, open: other.right });
  expect(maskedPair(fillers)).toBeNull();
  expect(maskedPair(writers)).toBeNull();
});

it('knows who stops before the end of the text, and who reads all of it', () => {
  const stopped = { ...usual, right: { ...usual.right, unread: usual.right.tokens.slice(-1) } };
  expect(whoStops(usual)).toBeNull();
  expect(whoStops(stopped)).toBe(stopped.right);
  const left = swapped(stopped);
  expect(whoStops(left)).toBe(left.left);
  expect([wholeReader(usual), wholeReader(stopped)]).toEqual([usual.left, usual.left]);
  expect(wholeReader(left)).toBe(left.right);
});

it('knows which one a text is cut for beside attention from a file', () => {
  const { model } = usual.left;
  const file = { ...usual.left, model: { ...model, can: { ...model.can, live: false as const } } };
  expect(whoIsCut({ ...usual, left: file })).toBe(usual.right);
  expect([whoIsCut(usual), whoIsCut({ ...usual, left: null })]).toEqual([null, null]);
});

it('puts what belongs to two models at their places', () => {
  expect(bySide([usual.left, 'a'], [usual.right, 'b'])).toEqual({ left: 'a', right: 'b' });
  expect(bySide([other.right, 'a'], [other.left, 'b'])).toEqual({ left: 'b', right: 'a' });
});

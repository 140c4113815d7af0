import { expect, it } from 'vitest';
import type { Counterpart, Counterparts } from '../../src/analysis/between/counterparts.ts';
import { difference } from '../../src/analysis/between/difference.ts';
import { largestDifferences } from '../../src/analysis/between/largestDifferences.ts';
import { rightShare } from '../../src/analysis/between/rightShare.ts';
import { causal } from '../../src/model/mask.ts';
import {
  counterpartSentence,
  coverageSentence,
  differenceReadout,
  futureSentence,
  likeness,
  points,
  rightSentence,
} from '../../src/sentences/match.ts';
import { plain } from '../../src/sentences/phrase.ts';
import { BERT, FIRST, GPT, token } from '../analysis/traces.ts';

const HEADS = { left: FIRST, right: FIRST };

const readout = (row: number, column: number, hide = false, right = GPT, left = BERT) =>
  plain(differenceReadout(left, right, HEADS, { row, column }, hide));

it('says what both heads read, and by how many points they differ', () => {
  expect(readout(2, 2)).toBe(
    'slept reads 12.5% from itself in BERT, 25.0% in GPT: 12.5 points more in GPT.',
  );
  expect(readout(2, 1)).toBe('slept reads 50.0% from it in BERT, 50.0% in GPT: the same in both.');
});

it('names the first token as each model has it', () => {
  expect(readout(1, 0)).toBe(
    'it reads 12.5% from [CLS] in BERT, 75.0% from <|endoftext|> in GPT: 62.5 points more in GPT.',
  );
});

it('says why a cell cannot be compared, with what BERT reads there', () => {
  expect(readout(1, 2)).toBe(
    'it reads 12.5% from slept in BERT; GPT forbids this: slept comes later.',
  );
  expect(readout(1, 3)).toBe('it reads 50.0% from [SEP] in BERT; GPT has no [SEP].');
  expect(readout(3, 1)).toBe('[SEP] reads 25.0% from it in BERT; GPT has no [SEP].');
  expect(readout(4, 0)).toBe('BERT has no token there.');
  const stopped = {
    ...GPT,
    tokens: GPT.tokens.slice(0, 2),
    unread: [token('slept')],
    mask: causal(2),
  };
  expect(readout(2, 1, false, stopped)).toBe(
    'slept reads 50.0% from it in BERT; GPT has not read slept: it stops at the blank.',
  );
});

it('says what the reader has hidden, with its numbers all the same', () => {
  expect(readout(1, 0, true)).toMatch(/62\.5 points more in GPT, hidden by the filter\.$/);
  expect(readout(1, 3, true)).toMatch(/GPT has no \[SEP\], hidden by the filter\.$/);
});

it('says so when BERT’s own mask is closed', () => {
  const masked = { ...BERT, mask: causal(4) };
  expect(readout(1, 2, false, GPT, masked)).toBe(
    'BERT’s mask forbids it to read slept; GPT forbids this: slept comes later.',
  );
});

it('rounds points without making something of nothing, or nothing of something', () => {
  expect([0.087, -0.01, 0.0001, 0, Number.NaN].map(points)).toEqual([
    '8.7 points',
    '1.0 point',
    'less than 0.1 points',
    '0.0 points',
    'not a number of points',
  ]);
});

it('lists the largest differences first, without those that are hidden or nothing', () => {
  const found = difference(BERT, GPT, HEADS);
  const cells = (isHidden: (position: number) => boolean) =>
    largestDifferences(found, 3, isHidden).map(({ cell, value }) => [cell.row, cell.column, value]);
  expect(cells(() => false)).toEqual([
    [0, 0, -0.75],
    [1, 0, -0.625],
    [2, 0, -0.125],
  ]);
  expect(cells((position) => position === 0)).toEqual([[2, 2, -0.125]]);
});

it('says how much of BERT’s reading GPT could not do, beside what any head would read there', () => {
  // 1.625 of 4 rows; 1 of 4 on [SEP]; 1.5 of 4 if read equally.
  expect(rightSentence(BERT, FIRST, rightShare(BERT, FIRST))).toBe(
    'In layer 1, head 1, BERT’s tokens send 40.6% of their reading to the right, of which 25.0% to special tokens. Reading everything equally would send 37.5%.',
  );
});

it('measures GPT’s future on its weights, so that a leak would be told', () => {
  expect(futureSentence(GPT)).toMatch(/exactly 0/);
  const leaking = { ...GPT, attention: Float32Array.of(0.5, 0.5, 0, 0, 1, 0, 0, 0, 1) };
  expect(futureSentence(leaking)).toMatch(/leaks.*50\.0%/);
});

const of = (head: number, score: number | null, chance: number | null): Counterpart => ({
  choice: { layer: 1, head },
  score,
  chance,
  above: score !== null && chance !== null && score > chance,
  rows: 4,
  covered: 1,
});
const list = (...ranked: Counterpart[]): Counterparts => ({
  ranked,
  rows: 4,
  covered: 0.31,
  comparable: true,
});
const sentence = (found: Counterparts) =>
  counterpartSentence({ from: 'BERT', to: 'GPT' }, FIRST, found);

it('names the counterpart with its score and its chance level', () => {
  expect(sentence(list(of(0, 0.83, 0.41), of(1, 0.7, 0.5)))).toBe(
    'BERT’s layer 1, head 1 reads most like GPT’s layer 2, head 1 (0.83; chance 0.41).',
  );
});

it('passes over a higher score that is not above its own chance level, and says so', () => {
  expect(sentence(list(of(0, 0.83, 0.85), of(1, 0.7, 0.5)))).toBe(
    'BERT’s layer 1, head 1 reads most like GPT’s layer 2, head 2 (0.70; chance 0.50); layer 2, head 1 scores more (0.83; chance 0.85), but not more than chance.',
  );
});

it('says when nothing is above chance, and when nothing can be compared', () => {
  expect(sentence(list(of(0, 0.6, 0.7)))).toBe(
    'BERT’s layer 1, head 1 has no counterpart above chance: the nearest is GPT’s layer 2, head 1 (0.60; chance 0.70).',
  );
  const unread = { ...list(of(0, null, null)), covered: 0.004, comparable: false };
  expect(sentence(unread)).toMatch(/no counterpart here: only 0\.4% of its reading/);
  expect(coverageSentence({ to: 'GPT' }, unread)).toBe('');
  expect(sentence(list(of(0, null, null)))).toMatch(/GPT’s heads read too little where both/);
  expect(sentence({ ...list(of(0, null, null)), rows: 0 })).toMatch(/cannot be compared/);
});

it('rounds a score without making all of it', () => {
  expect([1, 0.996, 0.834, 0.001, 0].map(likeness)).toEqual([
    '1.00',
    '>0.99',
    '0.83',
    '<0.01',
    '0.00',
  ]);
});

it('says how much of the head was compared', () => {
  const found = list(of(0, 0.83, 0.41), of(1, 0.4, 0.5));
  expect(coverageSentence({ to: 'GPT' }, found)).toBe(
    'The 4 rows with a choice are compared, over 31.0% of what they read: what GPT may read too. Above chance: 1 of 2 heads.',
  );
  expect(coverageSentence({ to: 'BERT' }, { ...found, rows: 1, covered: 0.9999999 })).toMatch(
    /^The one row with a choice is compared, over all that they read\./,
  );
  expect(coverageSentence({ to: 'BERT' }, { ...found, rows: 0 })).toBe('');
});

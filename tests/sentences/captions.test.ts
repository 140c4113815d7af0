import { expect, it } from 'vitest';
import { attentionViewOf } from '../../src/analysis/attention/attentionView.ts';
import { PLAIN_VIEW_OPTIONS } from '../../src/analysis/attention/viewOptions.ts';
import { bidirectional } from '../../src/model/mask.ts';
import type { HeldTrace } from '../../src/model/trace.ts';
import { caption, maskSentence, namedReadout, readout } from '../../src/sentences/captions.ts';
import { nameOf, plain } from '../../src/sentences/phrase.ts';
import { BERT, FIRST, GPT, token, trace } from '../analysis/traces.ts';
import { pointedAt } from '../support/pointedAt.ts';

const HEADS = { left: FIRST, right: FIRST };

function attentionViews(
  left: HeldTrace,
  right: HeldTrace,
  heads = HEADS,
  viewOptions = PLAIN_VIEW_OPTIONS,
) {
  return {
    left: attentionViewOf(left, heads.left, viewOptions),
    right: attentionViewOf(right, heads.right, viewOptions),
  };
}

const said = (...args: Parameters<typeof caption>) => plain(caption(...args));

it('says what a row reads most in both models', () => {
  expect(said(attentionViews(BERT, GPT), pointedAt(1, 0), false)).toBe(
    'In layer 1, head 1, it reads most from [SEP] (50%) in BERT; GPT may only look left, and reads most from <|endoftext|> (75%).',
  );
});

it('names both heads when they differ', () => {
  const two = trace(
    'right',
    ['<|endoftext|>', 'it', 'slept'],
    [
      [
        [1, 0, 0],
        [0.75, 0.25, 0],
        [0.25, 0.5, 0.25],
      ],
      [
        [1, 0, 0],
        [0.25, 0.75, 0],
        [0.25, 0.5, 0.25],
      ],
    ],
  );
  const heads = { left: FIRST, right: { layer: 0, head: 1 } };
  expect(said(attentionViews(BERT, two, heads), pointedAt(1, 0), false)).toBe(
    'In BERT’s layer 1, head 1, it reads most from [SEP] (50%); in GPT’s layer 1, head 2, it may only look left, and reads most from itself (75%).',
  );
});

it('says how much the hidden special tokens take, and does not renormalise', () => {
  expect(said(attentionViews(BERT, GPT), pointedAt(1, 0), true)).toBe(
    'In layer 1, head 1, it reads most from itself (25%, besides 63% from hidden tokens) in BERT; GPT may only look left, and reads most from itself (25%, besides 75% from hidden tokens).',
  );
});

it('says so when GPT has not come to the word yet', () => {
  const stopped = { ...GPT, tokens: GPT.tokens.slice(0, 2), unread: [token('slept')] };
  const short = {
    ...stopped,
    mask: Uint8Array.of(1, 0, 1, 1),
    attention: Float32Array.of(1, 0, 0.5, 0.5),
  };
  expect(said(attentionViews(BERT, short), pointedAt(2, 0), false)).toMatch(
    /; GPT has not read it yet: it stops at the blank\.$/,
  );
  const onlyLeft = { left: { row: 3, column: 0 }, right: { row: null, column: 0 } };
  expect(said(attentionViews(BERT, short), onlyLeft, false)).toMatch(/; GPT has no token there\.$/);
});

it('describes whole heads when nothing is in focus', () => {
  expect(said(attentionViews(BERT, GPT), null, false)).toMatch(
    /^In layer 1, head 1, BERT’s tokens .+; GPT’s, which may only look left, .+\.$/,
  );
});

it('describes the one model that has arrived by itself', () => {
  const alone = (row: number | null, trace: HeldTrace) =>
    said(
      { left: null, right: null, [trace.side]: attentionViewOf(trace, FIRST) },
      row === null ? null : pointedAt(row, 0),
      false,
    );
  expect(alone(null, BERT)).toMatch(/^In layer 1, head 1, BERT’s tokens .+\.$/);
  expect(alone(1, GPT)).toMatch(/^In layer 1, head 1, it reads most from .+ \(\d+%\) in GPT\.$/);
  const short = { ...GPT, unread: [token('well')] };
  expect(alone(3, short)).toBe('In layer 1, head 1, GPT has not read that token.');
});

it('does not say that a model looks left only when its mask does not', () => {
  const leaking = { ...GPT, mask: bidirectional(3) };
  expect(said(attentionViews(BERT, leaking), null, false)).not.toMatch(/left/);
  expect(said(attentionViews(BERT, leaking), pointedAt(1, 0), false)).not.toMatch(/left/);
});

it.each([
  [BERT, { row: 2, column: 1 }, false, 'slept reads 50.0% from it.'],
  [BERT, { row: 1, column: 1 }, false, 'it reads 25.0% from itself.'],
  [BERT, { row: 1, column: 3 }, true, 'it reads 50.0% from [SEP], hidden by the filter.'],
  [GPT, { row: 1, column: 2 }, false, 'GPT forbids this: slept comes later.'],
  [GPT, { row: 3, column: 0 }, false, 'GPT has no token there.'],
  [
    { ...GPT, unread: [token('well')] },
    { row: 3, column: 0 },
    false,
    'GPT has not read well yet: it stops at the blank.',
  ],
])('reads a cell out in words (%#)', (side, cell, hide, sentence) => {
  expect(plain(readout(attentionViewOf(side, FIRST), cell, hide))).toBe(sentence);
});

it('says when a forbidden weight leaks through', () => {
  const leaking = { ...GPT, attention: Float32Array.of(1, 0, 0, 0.5, 0.25, 0.25, 0.25, 0.5, 0.25) };
  expect(plain(readout(attentionViewOf(leaking, FIRST), { row: 1, column: 2 }, false))).toBe(
    'GPT forbids this: slept comes later. Yet 25.0% leaks through.',
  );
});

it('tells alike tokens apart by their order', () => {
  const tokens = ['the', 'cat', 'the'].map((label) => token(label));
  expect(plain(nameOf(tokens, 2))).toBe('the second the');
  expect(plain(nameOf(tokens, 1))).toBe('cat');
});

it('says what a mask lets through from its values', () => {
  expect(maskSentence(BERT)).toMatch(/^All 16 pairs are open/);
  expect(maskSentence(GPT)).toMatch(
    /^6 of 9 pairs are open: a token may read itself and what came/,
  );
  const other = { ...GPT, mask: Uint8Array.of(1, 1, 0, 1, 1, 0, 1, 1, 1) };
  expect(maskSentence(other)).toMatch(/^7 of 9 pairs are open, in a pattern that is neither/);
});

it('names the model of a cell where nothing else does, once', () => {
  const { left, right } = attentionViews(BERT, GPT);
  const named = (...args: Parameters<typeof namedReadout>) => plain(namedReadout(...args));
  expect(named(left, { row: 1, column: 0 }, false)).toMatch(/^BERT: it reads .+% from \[CLS\]\.$/);
  expect(named(right, { row: 0, column: 1 }, false)).toBe('GPT forbids this: it comes later.');
  expect(named(right, { row: 9, column: 0 }, false)).toBe('GPT has no token there.');
});

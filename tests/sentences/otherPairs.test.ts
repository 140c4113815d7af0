/** What is said of two models the other way round, and of two of one kind. */

import { describe, expect, it } from 'vitest';
import { type AttentionView, attentionViewOf } from '../../src/analysis/attention/attentionView.ts';
import type { Cell } from '../../src/analysis/attention/cell.ts';
import { rightShare } from '../../src/analysis/between/rightShare.ts';
import type { FullComparison, HeldTrace } from '../../src/model/trace.ts';
import { caption, readout } from '../../src/sentences/captions.ts';
import { differenceReadout, futureSentence, rightSentence } from '../../src/sentences/match.ts';
import { plain } from '../../src/sentences/phrase.ts';
import type { Side } from '../../src/text/token.ts';
import { BERT, FIRST, GPT } from '../analysis/traces.ts';
import { swapped, twice } from '../support/pairs.ts';
import { inBoth } from '../support/pointedAt.ts';

type Both = Pick<FullComparison<HeldTrace>, Side>;

const usual: Both = { left: BERT, right: GPT };
const viewsOf = ({ left, right }: Both): Readonly<Record<Side, AttentionView>> => ({
  left: attentionViewOf(left, FIRST),
  right: attentionViewOf(right, FIRST),
});
const said = (pair: Both, focus: Cell | null = null) =>
  plain(caption(viewsOf(pair), focus && inBoth(focus), false));

describe('The caption', () => {
  it('says of each model what its mask allows, wherever it stands', () => {
    expect(said(usual)).toMatch(/BERT’s tokens .*; GPT’s, which may only look left, /);
    expect(said(swapped(usual))).toMatch(/GPT’s, which may only look left, tokens .*; BERT’s /);
    expect(said(twice(usual, 'left'))).not.toContain('look left');
    expect(said(twice(usual, 'right'))).toMatch(/look left.*look left/);
  });

  it('says of a row what each model reads there', () => {
    const at = { row: 1, column: 1 };
    expect(said(usual, at)).toBe(
      'In layer 1, head 1, it reads most from [SEP] (50%) in BERT; GPT may only look left, and reads most from <|endoftext|> (75%).',
    );
    expect(said(swapped(usual), at)).toBe(
      'In layer 1, head 1, it reads most from <|endoftext|> (75%) in GPT, which may only look left; BERT reads most from [SEP] (50%).',
    );
  });

  it('says so where the left model stops at a blank', () => {
    const [first, second, slept] = GPT.tokens;
    const stopped = {
      ...GPT,
      tokens: [first!, second!],
      unread: [slept!],
      mask: Uint8Array.of(1, 0, 1, 1),
      attention: Float32Array.of(1, 0, 0.75, 0.25),
    };
    expect(said(swapped({ left: BERT, right: stopped }), { row: 2, column: 2 })).toBe(
      'In layer 1, head 1, slept is not read yet by GPT, which stops at the blank; BERT reads most from it (50%).',
    );
  });

  it('of one model names that model', () => {
    const { left } = viewsOf(swapped(usual));
    expect(plain(caption({ left: null, right: left }, null, false))).toMatch(
      /^In layer 1, head 1, GPT’s tokens /,
    );
    expect(plain(readout(left, { row: 1, column: 2 }, false))).toBe(
      'GPT forbids this: slept comes later.',
    );
  });
});

describe('The difference', () => {
  const heads = { left: FIRST, right: FIRST };

  it('is of the model that stands left less the one that stands right', () => {
    const { left, right } = swapped(usual);
    expect(plain(differenceReadout(left, right, heads, { row: 1, column: 0 }, false))).toBe(
      'it reads 75.0% from <|endoftext|> in GPT, 12.5% from [CLS] in BERT: 62.5 points more in GPT.',
    );
    expect(plain(differenceReadout(left, right, heads, { row: 1, column: 2 }, false))).toBe(
      'GPT’s mask forbids it to read slept; it reads 12.5% in BERT.',
    );
  });
});

it('measures what one model cannot see on whichever reads to the right', () => {
  const { left, right } = swapped(usual);
  expect(rightSentence(right, FIRST, rightShare(right, FIRST))).toMatch(
    /BERT’s tokens send 40\.6%/,
  );
  expect(futureSentence(left)).toMatch(/^GPT sends exactly 0/);
});

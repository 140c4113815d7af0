import { describe, expect, it } from 'vitest';
import {
  boundaryOf,
  hiddenCells,
  notRead,
  readAcross,
  sentencesOf,
} from '../../../src/experiments/pair/measure.ts';
import { bidirectional, causal } from '../../../src/model/mask.ts';
import type { HeldTrace } from '../../../src/model/trace.ts';
import type { Token } from '../../../src/text/token.ts';
import { MODELS } from '../../support/models.ts';

const word = (label: string, start = 0): Token => ({
  id: 7,
  piece: label,
  label,
  span: { start, end: start + label.length },
  special: false,
  word: 0,
});
const added = (piece: string): Token => ({ ...word(piece), span: null, special: true, word: null });

// [CLS] a [SEP] b [SEP], and <|endoftext|> a b.
const BERT = [added('[CLS]'), word('a'), added('[SEP]'), word('b'), added('[SEP]')];
const GPT = [added('<|endoftext|>'), word('a'), word('b')];

function trace(side: 'left' | 'right', tokens: Token[], weights: number[]): HeldTrace {
  return {
    side,
    model: MODELS[side],
    tokens,
    unread: [],
    layers: 1,
    heads: 1,
    mask: (side === 'left' ? bidirectional : causal)(tokens.length),
    attention: Float32Array.from(weights),
    predictions: [],
  };
}

describe('the sentence of each token', () => {
  it('changes at BERT’s first [SEP], in GPT’s tokens too', () => {
    expect(boundaryOf(BERT)).toBe(2);
    expect(sentencesOf(BERT, 2)).toEqual([null, 0, null, 1, null]);
    expect(sentencesOf(GPT, 2)).toEqual([null, 0, 1]);
  });

  it('is not misled by a [SEP] that was typed', () => {
    const typed = { ...word('[SEP]'), piece: '[SEP]' };
    expect(boundaryOf([added('[CLS]'), typed, added('[SEP]'), word('b'), added('[SEP]')])).toBe(2);
  });
});

it('hides what is not within, or not across, and of special tokens either', () => {
  const sentences = [null, 0, 1] as const;
  expect([...hiddenCells(sentences, 'all')]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0]);
  expect([...hiddenCells(sentences, 'within')]).toEqual([1, 1, 1, 1, 0, 1, 1, 1, 0]);
  expect([...hiddenCells(sentences, 'across')]).toEqual([1, 1, 1, 1, 1, 0, 1, 0, 1]);
});

describe('the share that goes across', () => {
  it('is what one sentence’s tokens read from the other’s, specials apart', () => {
    const rows = [
      [0.2, 0.2, 0.2, 0.2, 0.2],
      [0.1, 0.2, 0.1, 0.5, 0.1],
      [0.2, 0.2, 0.2, 0.2, 0.2],
      [0.1, 0.25, 0.15, 0.4, 0.1],
      [0.2, 0.2, 0.2, 0.2, 0.2],
    ];
    const both = trace('left', BERT, rows.flat());
    const sentences = sentencesOf(BERT, 2);
    const back = readAcross(both, sentences, 1)!;
    expect(back.values[0]).toBeCloseTo(0.25, 6);
    expect(back.baseline).toBeCloseTo(1 / 5, 6);
    expect(readAcross(both, sentences, 0)!.values[0]).toBeCloseTo(0.5, 6);
  });

  it('is nothing ahead in GPT, where the mask lets nothing through', () => {
    const left = trace('right', GPT, [1, 0, 0, 0.5, 0.5, 0, 0.25, 0.5, 0.25]);
    const sentences = sentencesOf(GPT, 2);
    expect(readAcross(left, sentences, 0)).toEqual({ values: [0], baseline: 0 });
    expect(readAcross(left, sentences, 1)).toEqual({ values: [0.5], baseline: 1 / 3 });
  });

  it('is not defined where there is no token to read from', () => {
    const stopped = trace('right', GPT.slice(0, 2), [1, 0, 0.5, 0.5]);
    expect(readAcross(stopped, sentencesOf(stopped.tokens, 2), 1)).toBeNull();
  });
});

it('tells the end of a text that did not fit', () => {
  expect(notRead('a bc def ', [word('a'), word('bc', 2)])).toBe('def');
  expect(notRead('a bc ', [word('a'), word('bc', 2)])).toBeNull();
});

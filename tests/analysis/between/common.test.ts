/** Two tokenizers that cut words differently: BERT knows `cats` whole, GPT `ca` and `ts`; numbers by hand. */
import { describe, expect, it } from 'vitest';
import { align, areCutAlike, sameStretch } from '../../../src/analysis/attention/align.ts';
import { commonOf } from '../../../src/analysis/between/common.ts';
import { counterparts } from '../../../src/analysis/between/counterparts.ts';
import { difference } from '../../../src/analysis/between/difference.ts';
import { bidirectional, causal } from '../../../src/model/mask.ts';
import type { HeldTrace } from '../../../src/model/trace.ts';
import { differenceReadout, wordsSentence } from '../../../src/sentences/match.ts';
import { plain } from '../../../src/sentences/phrase.ts';
import type { Encoding, Side } from '../../../src/text/token.ts';
import { loadTokenizer } from '../../../src/text/tokenizer.ts';
import { encodeBoth, MODELS } from '../../support/models.ts';
import { tinyTokenizerConfig, tinyTokenizerJson } from '../../support/tiny-tokenizer.ts';

const tokenizerOf = (...words: string[]) =>
  loadTokenizer(tinyTokenizerJson(words), tinyTokenizerConfig);
const one = tokenizerOf('Ġthe', 'Ġcats', 'Ġsat');
const other = tokenizerOf('Ġthe', 'Ġca', 'ts', 'Ġsa');

const { bert, gpt } = encodeBoth(one, 'the cats sat', null, other);
const labels = ({ tokens }: Encoding) => tokens.map(({ label }) => label);

/** One head that reads everything that its mask allows evenly. */
function evenly(side: Side, { tokens, unread }: Encoding): HeldTrace {
  const size = tokens.length;
  const mask = (side === 'left' ? bidirectional : causal)(size);
  const attention = Float32Array.from(mask, (open, at) =>
    open ? 1 / (side === 'left' ? size : Math.floor(at / size) + 1) : 0,
  );
  return {
    ...{ side, model: MODELS[side], tokens, unread, layers: 1, heads: 1, mask, attention },
    predictions: [],
  };
}

const left = evenly('left', bert);
const right = evenly('right', gpt);
const heads = { left: { layer: 0, head: 0 }, right: { layer: 0, head: 0 } };

describe('tokens of two tokenizers', () => {
  it('are cut differently here', () => {
    expect(labels(bert)).toEqual(['[CLS]', 'the', 'cats', 'sat', '[SEP]']);
    expect(labels(gpt)).toEqual(['<|endoftext|>', 'the', 'ca', 'ts', 'sa', 't']);
  });

  it('meet by their place in the text; what is cut elsewhere has no partner', () => {
    expect([...align(bert.tokens, gpt.tokens)]).toEqual([0, 1, -1, -1, -1]);
    expect([...align(gpt.tokens, bert.tokens)]).toEqual([0, 1, -1, -1, -1, -1]);
    expect(areCutAlike(bert.tokens, gpt.tokens)).toBe(false);
    expect(areCutAlike(bert.tokens, bert.tokens)).toBe(true);
    const same = encodeBoth(one, 'the cats', null, tokenizerOf('Ġthe', 'Ġcats'));
    expect(areCutAlike(same.bert.tokens, same.gpt.tokens)).toBe(true);
  });

  it('stand for one stretch of text, of as many tokens as either needs', () => {
    expect(sameStretch(bert.tokens, [2, 3], gpt.tokens)).toEqual([2, 4]);
    expect(sameStretch(gpt.tokens, [4, 6], bert.tokens)).toEqual([3, 4]);
    expect(sameStretch(gpt.tokens, [2, 3], bert.tokens)).toBeNull();
    expect(sameStretch(bert.tokens, [1, 2], gpt.tokens)).toEqual([1, 2]);
  });
});

describe('two readings that are cut differently', () => {
  const common = commonOf(left, right);

  it('meet word by word, and say so', () => {
    expect(common.unit).toBe('words');
    expect(common.right.tokens.map(({ label }) => label)).toEqual([
      '<|endoftext|>',
      'the',
      'cats',
      'sat',
    ]);
    expect(wordsSentence({ left, right })).toBe(
      'BERT and GPT cut this text into different tokens, so they are compared word by word.',
    );
    expect(commonOf(left, left).unit).toBe('tokens');
    expect(wordsSentence({ left, right: left })).toBeNull();
    expect(commonOf(left, right)).toBe(common);
  });

  it('differ over the words that both may read, not over tokens that are others', () => {
    const { size, shared, values } = difference(left, right, heads);
    expect(size).toBe(5);
    // biome-ignore format: a matrix
    expect([...shared]).toEqual([
      1, 0, 0, 0, 0,
      1, 1, 0, 0, 0,
      1, 1, 1, 0, 0,
      1, 1, 1, 1, 0,
      0, 0, 0, 0, 0,
    ]);
    // BERT reads 1/5 of everything. GPT’s “cats”: rows of 1/3 and 1/4, so 7/24 from the start and from
    // “the”, and (1/3 + 2/4) / 2 from itself; “sat”: rows of 1/5 and 1/6, so 11/60, and 22/60 from “cats”.
    expect(values[10]).toBeCloseTo(1 / 5 - 7 / 24, 6);
    expect(values[12]).toBeCloseTo(1 / 5 - 5 / 12, 6);
    expect(values[16]).toBeCloseTo(1 / 5 - 11 / 60, 6);
    expect(values[17]).toBeCloseTo(1 / 5 - 22 / 60, 6);
  });

  it('are told by their words', () => {
    const cell = { row: 3, column: 2 };
    expect(plain(differenceReadout(left, right, heads, cell, false))).toBe(
      'sat reads 20.0% from cats in BERT, 36.7% in GPT: 16.7 points more in GPT.',
    );
  });

  it('have counterparts over their words', () => {
    // Rows with a choice: “the” of 2 keys, “cats” of 3, “sat” of 4.
    const { rows, ranked } = counterparts({ left, right }, 'left', heads.left);
    expect(rows).toBe(3);
    expect(ranked[0]!.rows).toBe(3);
  });
});

import { describe, expect, it } from 'vitest';
import {
  attentionViewOf,
  onAttentionView,
  onTokens,
  placeOf,
  positionOf,
} from '../../../src/analysis/attention/attentionView.ts';
import { overallMean } from '../../../src/analysis/attention/average.ts';
import { headWeights } from '../../../src/analysis/attention/head.ts';
import { SUBJECTS, UNITS } from '../../../src/analysis/attention/viewOptions.ts';
import { causal } from '../../../src/model/mask.ts';
import type { HeldTrace } from '../../../src/model/trace.ts';
import { caption, readout } from '../../../src/sentences/captions.ts';
import { viewName } from '../../../src/sentences/names.ts';
import { plain } from '../../../src/sentences/phrase.ts';
import type { Token } from '../../../src/text/token.ts';
import { expectClose } from '../../support/close.ts';
import { inBoth, pointedAt } from '../../support/pointedAt.ts';
import { PRESETS } from '../presets.ts';
import { BERT, FIRST, GPT, token, trace } from '../traces.ts';

const part = (label: string, word: number): Token => ({ ...token(label), word });

/** GPT stops at a blank: "<|endoftext|> did|n't" are read, "[MASK] to|day" are not. */
const STOPPED: HeldTrace = {
  ...trace(
    'right',
    ['<|endoftext|>', 'did', "n't"],
    [
      [
        [1, 0, 0],
        [0.5, 0.5, 0],
        [0.25, 0.25, 0.5],
      ],
    ],
  ),
  tokens: [token('<|endoftext|>', true), part('did', 0), part("n't", 0)],
  unread: [part('[MASK]', 1), part('to', 2), part('day', 2)],
};

describe('a sight', () => {
  it('of one head is the model’s own numbers, uncopied', () => {
    const attentionView = attentionViewOf(BERT, FIRST);
    expect(attentionView.weights.buffer).toBe(BERT.attention.buffer);
    expect(attentionView.mask).toBe(BERT.mask);
    expect(viewName(attentionView)).toBe('layer 1, head 1');
  });

  it('follows the layer of the chosen head', () => {
    const [, comparison] = PRESETS[0]!;
    const choice = { layer: 1, head: 2 };
    const attentionView = attentionViewOf(comparison.left, choice, {
      of: 'layer',
      by: 'tokens',
    });
    const heads = [0, 1, 2, 3].map((head) => headWeights(comparison.left, { layer: 1, head }));
    expect(comparison.left.heads).toBe(4);
    const mean = attentionView.weights.map((_, at) =>
      heads.reduce((sum, head) => sum + head[at]! / 4, 0),
    );
    expectClose('the mean of layer 2', attentionView.weights, mean, { absolute: 1e-6 });
    expect(viewName(attentionView)).toBe('mean of layer 2');
  });

  it('makes a mean of all heads once for a trace', () => {
    const all = { of: 'all', by: 'tokens' } as const;
    expect(attentionViewOf(BERT, FIRST, all).weights).toBe(
      attentionViewOf(BERT, FIRST, all).weights,
    );
    expect([...attentionViewOf(BERT, FIRST, all).weights]).toEqual([...overallMean(BERT)]);
  });

  it('word by word has the words that were read, and those that were not', () => {
    const attentionView = attentionViewOf(STOPPED, FIRST, { of: 'head', by: 'words' });
    expect(attentionView.tokens.map(({ label }) => label)).toEqual(['<|endoftext|>', "didn't"]);
    expect(attentionView.unread.map(({ label }) => label)).toEqual(['[MASK]', 'today']);
    expect([...attentionView.mask]).toEqual([...causal(2)]);
    // (0.5 + 0.25) / 2 and ((0.5) + (0.25 + 0.5)) / 2.
    expect([...attentionView.weights]).toEqual([1, 0, 0.375, 0.625]);
  });

  it('merges words after a rollout, not before', () => {
    const attentionView = attentionViewOf(STOPPED, FIRST, { of: 'rollout', by: 'words' });
    // ½A + ½I has the rows (1,0,0), (¼,¾,0), (⅛,⅛,¾): (¼ + ⅛) / 2 of the first token.
    expect([...attentionView.weights]).toEqual([1, 0, 0.1875, 0.8125]);
  });
});

describe('places on a sight and positions in the text', () => {
  const words = attentionViewOf(STOPPED, FIRST, { of: 'head', by: 'words' });

  it('are the same token by token', () => {
    const cell = { row: 5, column: 2 };
    expect(onAttentionView(attentionViewOf(STOPPED, FIRST), cell)).toEqual(cell);
    expect(onTokens(attentionViewOf(STOPPED, FIRST), cell)).toEqual(cell);
  });

  it('lead from any token of a word to it, and back to its first', () => {
    expect([0, 1, 2, 3, 4, 5].map((at) => placeOf(words, at))).toEqual([0, 1, 1, 2, 3, 3]);
    expect([0, 1, 2, 3].map((at) => positionOf(words, at))).toEqual([0, 1, 3, 4]);
  });

  it('are none where the model has no such token', () => {
    expect(onAttentionView(words, { row: null, column: 2 })).toEqual({ row: null, column: 1 });
  });
});

describe('sentences', () => {
  it('say that rollout is an estimate', () => {
    const viewOptions = { of: 'rollout', by: 'tokens' } as const;
    const attentionViews = {
      left: attentionViewOf(BERT, FIRST, viewOptions),
      right: attentionViewOf(GPT, FIRST, viewOptions),
    };
    const cell = { row: 1, column: 0 };
    // Half of 0.125.
    expect(plain(readout(attentionViews.left, cell, false))).toBe(
      'it reads 6.3% from [CLS], as rollout estimates.',
    );
    expect(plain(caption(attentionViews, inBoth(cell), false))).toMatch(
      /^In rollout, an estimate, it reads most/,
    );
    expect(plain(caption(attentionViews, null, false))).toMatch(
      /^In rollout, an estimate, BERT’s tokens/,
    );
  });

  it('say what was averaged', () => {
    const viewOptions = { of: 'layer', by: 'tokens' } as const;
    const attentionViews = {
      left: attentionViewOf(BERT, FIRST, viewOptions),
      right: attentionViewOf(GPT, FIRST, viewOptions),
    };
    expect(plain(caption(attentionViews, pointedAt(1, 0), false))).toMatch(
      /^In the mean of layer 1, it reads most from \[SEP\]/,
    );
    expect(plain(readout(attentionViews.left, { row: 1, column: 3 }, true))).toBe(
      'it reads 50.0% from [SEP], on average, hidden by the filter.',
    );
  });

  it('say that words are looked at, and name them whole', () => {
    const viewOptions = { of: 'head', by: 'words' } as const;
    const left: HeldTrace = {
      ...BERT,
      tokens: [BERT.tokens[0]!, part('it', 0), part('slept', 1), BERT.tokens[3]!],
    };
    const attentionViews = {
      left: attentionViewOf(left, FIRST, viewOptions),
      right: attentionViewOf(STOPPED, FIRST, viewOptions),
    };
    expect(plain(caption(attentionViews, pointedAt(1, 0), false))).toMatch(
      /^Word by word, in layer 1, head 1, it reads most from \[SEP\]/,
    );
    expect(plain(readout(attentionViews.right, { row: 3, column: 0 }, false))).toBe(
      'GPT has not read today yet: it stops at the blank.',
    );
    expect(plain(readout(attentionViews.right, { row: 9, column: 0 }, false))).toBe(
      'GPT has no word there.',
    );
  });
});

describe.each(PRESETS)('through every lens, the real models reading %s', (_, comparison) => {
  const lenses = SUBJECTS.flatMap((of) => UNITS.map((by) => ({ of, by })));

  it.each(lenses)('keep their rows at 1 and their masks shut: $of by $by', (viewOptions) => {
    for (const run of [comparison.left, comparison.right]) {
      const { weights, mask, tokens } = attentionViewOf(run, FIRST, viewOptions);
      const { length } = tokens;
      const sums = tokens.map((__, row) =>
        weights.subarray(row * length, (row + 1) * length).reduce((a, b) => a + b, 0),
      );
      expectClose('row sums', sums, new Array(length).fill(1), { absolute: 1e-5 });
      expect(weights.filter((weight, at) => !mask[at] && weight !== 0)).toHaveLength(0);
    }
  });

  it('have the same words at the same places', () => {
    const [left, right] = [comparison.left, comparison.right].map((run) =>
      attentionViewOf(run, FIRST, { of: 'head', by: 'words' }),
    );
    const labels = (attentionView: typeof left) =>
      [...attentionView!.tokens, ...attentionView!.unread].map(({ label }) => label).slice(1);
    expect(labels(left).slice(0, -1)).toEqual(labels(right));
  });
});

/** What the experiments give to keep: the numbers of their findings, whole, each once. */
import { describe, expect, it } from 'vitest';
import type { Draft } from '../../src/analysis/prediction/drawing.ts';
import type { Surprisals } from '../../src/analysis/prediction/surprisals.ts';
import {
  keepAccuracy,
  keepHeldOut,
  keepLoss,
} from '../../src/experiments/classify/keepLearning.ts';
import type { Learning, Trained } from '../../src/experiments/classify/run.ts';
import { keepRanked } from '../../src/experiments/copy/keepCopying.ts';
import { copyingHeads } from '../../src/experiments/copy/measure.ts';
import { keepRanking, keepShift } from '../../src/experiments/heads/keepHeads.ts';
import { keepLeak } from '../../src/experiments/leak/keepLeak.ts';
import { keepChange, keepMask } from '../../src/experiments/mask/keepMask.ts';
import { keepAcross, keepCosts } from '../../src/experiments/pair/keepPair.ts';
import { readAcross, sentencesOf } from '../../src/experiments/pair/measure.ts';
import { acrossSentence, costSentence } from '../../src/experiments/pair/sentences.ts';
import { keepAdded, keepCandidates } from '../../src/experiments/slot/keepSlot.ts';
import type { SlotFilling } from '../../src/experiments/slot/run.ts';
import { keepAlong, keepTable } from '../../src/experiments/words/keepWords.ts';
import { keepDrawing } from '../../src/experiments/write/keepWriting.ts';
import { numbersOf } from '../../src/figures/kept/figure.ts';
import { csvOf, type Value } from '../../src/figures/kept/numbers.ts';
import { plain } from '../../src/sentences/phrase.ts';
import type { Keepable } from '../../src/view/keep/keepable.ts';
import { uniformComparison } from '../support/comparison.ts';

const comparison = uniformComparison('the cat sat here');
const { left, right } = comparison;
const HEAD = { layer: 0, head: 1 };
const candidate = (id: number, label: string, p: number) => ({ id, piece: `Ġ${label}`, label, p });

function column({ parts }: Keepable, name: string, part = 0): Value[] {
  const { columns, rows } = numbersOf(parts[part]!.figure);
  const at = columns.indexOf(name);
  expect(at, `${name} in ${columns.join(', ')}`).toBeGreaterThanOrEqual(0);
  return rows.map((row) => row[at]!);
}

describe('One slot', () => {
  const place = { position: 2, end: 3, tokens: left.tokens };
  const filling = (p: number): SlotFilling => ({
    ...place,
    top: [candidate(7, 'dog', 0.6), candidate(8, 'cow', 0.1)],
    entropy: 3,
    vocabulary: 8192,
    distribution: new Float32Array(8192),
    real: { p, rank: 40, bits: -Math.log2(p) },
  });
  const finding = {
    ...{ ...place, left: filling(0.125), right: filling(0.03125) },
    bits: { left: 3, right: 5 },
  };

  it('keeps the candidates, the real word behind them, and what is left', async () => {
    const kept = await keepCandidates('right', comparison, finding);
    expect(kept.asked).toBe(1);
    expect(column(kept, 'label')).toEqual(['dog', 'cow', 'cat', 'all others']);
    const [first, second, real, rest] = column(kept, 'probability') as number[];
    expect([first, second, real]).toEqual([0.6, 0.1, 0.125]);
    expect(rest).toBeCloseTo(0.175, 12);
  });

  it('keeps both surprisals beside guessing evenly', async () => {
    const kept = await keepAdded({ filler: left, writer: right }, finding);
    expect(column(kept, 'bits')).toEqual([3, 5]);
    expect(column(kept, 'guessing evenly')).toEqual([13, 13]);
    expect(kept.parts[0]!.heading).toBe('2.0 bits');
  });
});

describe('Word by word', () => {
  const guess = (bits: number) => ({
    ...{ bits, p: 2 ** -bits, rank: 2 },
    first: candidate(9, 'mat', 0.5),
  });
  const surprisals: Surprisals = {
    ...{ tokens: left.tokens, read: 5, vocabulary: 8192, done: 4, total: 4 },
    guesses: {
      left: left.tokens.map((_, at) =>
        at === 2 ? guess(1.5) : at === 3 ? guess(Number.NaN) : null,
      ),
      right: left.tokens.map((_, at) => (at === 2 ? guess(4.25) : null)),
    },
  };

  it('keeps every surprisal, nothing for what was not measured, and NaN for what is no number', async () => {
    const kept = await keepAlong(comparison, surprisals);
    expect(column(kept, 'bits BERT, from both sides')).toEqual([null, 1.5, Number.NaN, null]);
    expect(column(kept, 'bits GPT, from the left')).toEqual([null, 4.25, null, null]);
    expect(csvOf(numbersOf(kept.parts[0]!.figure))).toContain('2,sat,NaN,\n');
  });

  it('keeps them with ranks and first guesses as a table', async () => {
    const kept = await keepTable(comparison, surprisals);
    expect(column(kept, 'GPT bits')).toEqual([null, 4.25, null, null]);
    expect(column(kept, 'BERT first guess')).toEqual([null, 'mat', 'mat', null]);
  });
});

describe('Write on', () => {
  it('keeps what a token was drawn from, also where it is not among the first', async () => {
    const draft: Draft = {
      ...{ id: 5, p: 0.01, rank: 30, bits: 6.64, drawn: 0.02, among: 40 },
      considered: [{ ...candidate(1, 'was', 0.5), drawn: 0.75 }],
    };
    const kept = await keepDrawing(right, 'ran', draft, { temperature: 0.8, topK: 40, topP: null });
    expect(column(kept, 'token')).toEqual(['was', 'ran']);
    expect(column(kept, 'the model')).toEqual([0.5, 0.01]);
    expect(column(kept, 'drawn with')).toEqual([0.75, 0.02]);
    expect(plain(kept.caption)).toContain('out of 40 tokens');
  });
});

describe('Two sentences', () => {
  const boundary = { judge: 3, writer: 3 };
  const found = { judge: left, writer: right, boundary, follows: 0.75, costs: null } as const;

  it('keeps what each head reads across', async () => {
    const kept = await keepAcross({ ...found, cut: { text: null, pair: null } }, 1);
    const { values } = readAcross(left, sentencesOf(left.tokens, boundary.judge), 1)!;
    expect(column(kept, 'back to the first')).toEqual(values);
  });

  it('keeps what each token costs after the first sentence and alone', async () => {
    const costs = [
      { label: 'It', given: 2.5, alone: 7 },
      { label: 'ran', given: Number.NaN, alone: 1 },
    ];
    const kept = await keepCosts({ ...found, cut: { text: null, pair: null } }, costs);
    expect(column(kept, 'after the first, bits')).toEqual([2.5, Number.NaN]);
    expect(column(kept, 'alone, bits')).toEqual([7, 1]);
  });
});

describe('Another mask', () => {
  const halved = { ...left, attention: left.attention.map((weight) => weight / 2) };
  const finding = {
    text: 'the cat',
    before: left,
    after: halved,
    setting: { mask: null, painted: 0 },
  };

  it('keeps the attention before and after, and the difference of the two', async () => {
    const shown = { choice: HEAD, hideSpecials: false, cell: null, shift: null };
    const kept = await keepChange(finding, shown);
    const [before, after] = [column(kept, 'weight', 0), column(kept, 'weight', 1)] as number[][];
    expect(column(kept, 'difference', 2)).toEqual(
      before!.map((weight, at) => Math.fround(after![at]! - weight)),
    );
  });

  it('keeps the mask of each model that was found', async () => {
    const kept = await keepMask('left', { left: finding, right: null }, 0);
    expect(kept.parts).toHaveLength(1);
    expect(column(kept, 'open')).toEqual([...left.mask]);
  });
});

describe('What leaks', () => {
  it('keeps how far every place moved, layer by layer, with NaN as itself', async () => {
    const count = left.tokens.length;
    const changes = Float64Array.from({ length: 2 * count }, (_, at) => at / 10);
    changes[1] = Number.NaN;
    const models = { before: left, after: left };
    const finding = { ...models, text: 'the cat', shuffled: false, changed: [2], changes };
    const kept = await keepLeak('left', { left: finding, right: null });
    const byLayer = left.tokens.flatMap((_, at) => [changes[at], changes[count + at]]);
    expect(column(kept, 'change')).toEqual(byLayer);
    expect(column(kept, 'token')[4]).toBe('cat → cat');
  });
});

describe('Heads off', () => {
  const words = [{ id: 1, label: 'cat', before: 0.5, after: 0.25 }];
  const real = { id: 2, label: 'dog', before: 0.1, after: 0.2, rankBefore: 3, rankAfter: 2 };
  const change = { slots: [{ bits: 0.5, words, real }], attention: [0, 0.1, 0.2, 0.3] };

  it('keeps the words with all heads and without, and the real one with them', async () => {
    const offs = { left: [HEAD], right: [] };
    const taken = { left: [2, 3], right: [2, 3] } as const;
    const slots = { taken, fills: { left: true, right: false }, left: [], right: [] };
    const off = { side: 'left', comparison, slots, offs, instead: 'zero' } as const;
    const kept = await keepShift({ ...off, finding: { left: change, right: change } }, 0);
    expect(column(kept, 'word')).toEqual(['cat', 'dog']);
    expect(column(kept, 'all heads')).toEqual([0.5, 0.1]);
    expect(column(kept, 'without')).toEqual([0.25, 0.2]);
  });

  it('keeps the ranking of both models', async () => {
    const list = (bits: number) => [{ choice: HEAD, bits }];
    const kept = await keepRanking(comparison, {
      done: 2,
      total: 2,
      left: list(2),
      right: list(1),
    });
    expect([column(kept, 'bits', 0), column(kept, 'bits', 1)]).toEqual([[2], [1]]);
    expect(plain(kept.caption)).toContain('BERT’s layer 1, head 2 (2.000 bits)');
  });
});

describe('Classify', () => {
  const trained: Trained = {
    losses: [1, 0.5],
    classifier: { weight: new Float32Array(2), bias: new Float32Array(2) },
    scale: { mean: new Float64Array(1), deviation: new Float64Array(1) },
    train: [[0.9, 0.1]],
    heldOut: [
      [0.2, 0.8],
      [0.3, 0.7],
    ],
  };
  const learning: Learning = {
    examples: {
      classes: ['good', 'bad'],
      train: [{ text: 'Fine.', label: 0 }],
      heldOut: [
        { text: 'Awful.', label: 1 },
        { text: 'Lovely.', label: 0 },
      ],
    },
    ...{ read: 6, toRead: 6, left: trained, right: { ...trained, losses: [1, 0.25] } },
  };
  const names = { left: 'BERT', right: 'GPT' };

  it('keeps both curves, the accuracy and every held-out answer', async () => {
    const loss = await keepLoss(names, learning);
    expect(column(loss, 'bits a sentence BERT')).toEqual([1, 0.5]);
    expect(column(loss, 'bits a sentence GPT')).toEqual([1, 0.25]);
    const accuracy = await keepAccuracy(names, learning);
    expect(column(accuracy, 'held out: right')).toEqual([1, 1, 1]);
    expect(column(accuracy, 'learned from: share')).toEqual([1, 1, 1]);
    const answers = await keepHeldOut(names, learning);
    expect(column(answers, 'GPT says')).toEqual(['✓ bad', '✗ bad']);
    expect(column(answers, 'GPT’s probability')).toEqual([0.8, 0.7]);
  });
});

describe('In context', () => {
  it('keeps every head’s induction score, most first', async () => {
    const repeated = uniformComparison('a cat a cat').right;
    const { heads } = copyingHeads(repeated);
    const score = { p: 0.5, rank: 1, bits: 1 };
    const row = { first: 2, second: 4, foretold: true, next: false, once: score, again: score };
    const repeat = { first: 1, second: 3, length: 2 };
    const cost = { bits: 1, next: score };
    const copies = {
      ...{ text: 'a cat a cat', trace: repeated, repeat, rows: [row], once: cost, again: cost },
      ...{ controls: [], alike: false },
    };
    const kept = await keepRanked(copies, HEAD, row);
    expect(column(kept, 'induction')).toEqual(heads.map((each) => each.score));
  });
});

describe('What is said of two sentences', () => {
  const across = (values: readonly number[]) => acrossSentence(left, 1, { values, baseline: 0.25 });

  it('names the head that reads most across, or that none does', () => {
    expect(across([0.1, 0.2, 0.5, 0.3])).toBe(
      'Of BERT’s heads, layer 2, head 1 sends most from the second sentence back to the first: 50.0%. Reading everything equally would send 25.0%.',
    );
    expect(across([0, 0, 0, 0])).toBe(
      'BERT sends exactly 0 from the second sentence back to the first, in all 4 heads.',
    );
  });

  it('adds up what the second sentence costs', () => {
    const costs = [
      { label: 'It', given: 2, alone: 7 },
      { label: 'ran', given: 1.5, alone: 1 },
    ];
    expect(costSentence('GPT', costs)).toBe(
      'The second sentence costs GPT 3.5 bits after the first and 8.0 bits alone: the sum of −log₂ p over its 2 tokens.',
    );
  });
});

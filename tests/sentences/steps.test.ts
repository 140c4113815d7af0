import { describe, expect, it } from 'vitest';
import { headRow } from '../../src/analysis/steps/arithmetic.ts';
import { STEPS, type StepName } from '../../src/analysis/steps/stepNames.ts';
import type { HeadStages, HeldTrace } from '../../src/model/trace.ts';
import { plain } from '../../src/sentences/phrase.ts';
import { stepSentence } from '../../src/sentences/steps.ts';
import { IT, STEP_BERT, STEP_GPT } from '../analysis/steps/stepHead.ts';
import { trace } from '../analysis/traces.ts';

function sentence(
  step: StepName,
  of: HeldTrace,
  { row = IT, isHidden = (_: number): boolean => false } = {},
): string {
  const stages = of.inspected!;
  return plain(stepSentence(step, of, stages, headRow(of, stages, row), isHidden));
}

const special = (position: number) => position === 0;

describe('The sentence of a step', () => {
  it('says how long the query is, and which key is the longest', () => {
    // √(4 + 1) = 2.236; the keys' lengths are 1, √5 = 2.236 and √4 = 2.
    expect(sentence('vectors', STEP_GPT)).toBe(
      'In GPT, it asks with a query of length 2.236; of the 3 keys, it’s is the longest (2.236).',
    );
  });

  it('names the best and the worst match, forbidden or not: the mask comes later', () => {
    expect(sentence('scores', STEP_GPT)).toBe(
      'Of 3 keys slept’s matches the query best (3.000), <|endoftext|>’s least (2.000).',
    );
    expect(sentence('scores', STEP_GPT, { isHidden: special })).toBe(
      'Of 3 keys, hidden ones aside, slept’s matches the query best (3.000), it’s least (2.000).',
    );
  });

  it('gives the span of the scores before and after they are divided', () => {
    expect(sentence('scaled', STEP_BERT)).toBe(
      'Divided by 2, the scores lie within 1.000 to 1.500, no longer 2.000 to 3.000.',
    );
  });

  it('says what the mask strikes out in GPT, why, and what is left', () => {
    expect(sentence('mask', STEP_GPT)).toBe(
      'In GPT, it may not read slept: it comes later; its 2 remaining scores share everything.',
    );
    expect(sentence('mask', STEP_GPT, { row: 0 })).toBe(
      'In GPT, <|endoftext|> may not read it or slept: they come later; the one score that remains takes everything.',
    );
  });

  it('says that BERT’s mask leaves the row whole', () => {
    expect(sentence('mask', STEP_BERT)).toBe(
      'BERT’s mask leaves the row whole: it may read all 3 tokens, also the 1 that comes later.',
    );
  });

  it('of a last row says that nothing comes later, in either model', () => {
    expect(sentence('mask', STEP_GPT, { row: 2 })).toBe(
      'GPT’s mask leaves the row whole: slept may read all 3 tokens, and none comes later.',
    );
  });

  it('does not call the future what another mask forbids', () => {
    const strange = { ...STEP_GPT, mask: Uint8Array.of(1, 1, 1, 0, 1, 1, 1, 1, 1) };
    expect(sentence('mask', strange)).toBe(
      'In GPT, it may not read <|endoftext|>: the mask forbids it; its 2 remaining scores share everything.',
    );
  });

  it('names the largest weights, and what is hidden beside them', () => {
    expect(sentence('softmax', STEP_BERT)).toBe(
      'it takes 45.2% from slept, 27.4% from [CLS] and 27.4% from 1 other.',
    );
    expect(sentence('softmax', STEP_BERT, { isHidden: special })).toBe(
      'it takes 45.2% from slept, 27.4% from itself, besides 27.4% from hidden tokens.',
    );
    expect(sentence('softmax', STEP_GPT)).toBe(
      'it takes 50.0% from <|endoftext|>, 50.0% from itself.',
    );
  });

  it('says whose value the mix is made of', () => {
    // √(4 + 1 + 1) = 2.449
    expect(sentence('sum', STEP_GPT)).toBe(
      '50.0% of what it reads is <|endoftext|>’s value, the rest that of 1 other; the mix has length 2.449.',
    );
  });

  it('gives the length of what the head adds, and its largest number', () => {
    expect(sentence('output', STEP_GPT)).toBe(
      'GPT’s head adds a vector of length 2.236 to it; the largest of its 2 numbers is 2.000, at 2.',
    );
  });

  it('says how many layers come between the head and the prediction', () => {
    expect(sentence('prediction', { ...STEP_GPT, layers: 4 })).toBe(
      'GPT’s head is in layer 1 of 4: its output is added to the residual stream of it, and the prediction comes after the 3 layers that remain.',
    );
    expect(sentence('prediction', { ...STEP_BERT, layers: 2 })).toContain(
      'after the layer that remains.',
    );
  });

  it('of a single token does not speak of others', () => {
    const one = Float32Array.of(1);
    const projection = { weight: one, bias: one };
    const stages: HeadStages = {
      ...STEP_GPT.inspected!,
      ...{ q: one, k: one, v: one, scores: one, scaled: one, masked: one, weights: one },
      ...{ context: one, output: one, input: one },
      parameters: { q: projection, k: projection, v: projection, output: one },
    };
    const alone = trace('right', ['<|endoftext|>'], [[[1]]], { inspected: stages });
    const all = STEPS.map((step) => sentence(step, alone, { row: 0 }));
    expect(all).toEqual([
      'In GPT, <|endoftext|> asks with a query of length 1.000; there is no other token: it can only answer itself.',
      'The query meets one key, its own: the score is 1.000.',
      'Divided by 1, the score 1.000 becomes 1.000.',
      'GPT’s mask leaves the row whole: <|endoftext|> may read the one token there is.',
      '<|endoftext|> takes 100.0% from itself.',
      '100.0% of what <|endoftext|> reads is its own value; the mix has length 1.000.',
      'GPT’s head adds a vector of length 1.000 to <|endoftext|>; the largest of its 1 numbers is 1.000, at 1.',
      'GPT’s head is in layer 1 of 1: its output is added to the residual stream of <|endoftext|>, and the prediction comes after the rest of this layer.',
    ]);
  });
});

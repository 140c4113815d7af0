import { describe, expect, it } from 'vitest';
import { headRow } from '../../src/analysis/steps/arithmetic.ts';
import type { Part } from '../../src/analysis/steps/stepTable.ts';
import type { HeldTrace } from '../../src/model/trace.ts';
import { plain } from '../../src/sentences/phrase.ts';
import { type Source, sourceOf } from '../../src/sentences/stepSource.ts';
import { IT, STEP_BERT, STEP_GPT } from '../analysis/steps/stepHead.ts';

function source(trace: HeldTrace, part: Part, key = 1, component = 0): Source {
  const stages = trace.inspected!;
  return sourceOf(trace, stages, headRow(trace, stages, IT), { part, key, component });
}

/** Lines as "label: working = value". */
const written = ({ lines }: Source) =>
  lines.map(({ label, working, value }) => `${plain(label)}: ${working} = ${value}`);

describe('Where a number comes from', () => {
  it('a query’s: the largest inputs by their weights, and the bias', () => {
    const made = source(STEP_GPT, 'query');
    expect(plain(made.title)).toBe('it’s query, number 1');
    expect(written(made)).toEqual([
      'input 2: 2.0000 × 0.7500 = 1.500',
      'input 1: 1.0000 × 0.0000 = 0.000',
      'bias:  = 0.500',
      'sum:  = 2.000',
    ]);
  });

  it('a score’s: the largest products of query and key, and the others', () => {
    const made = source(STEP_GPT, 'score', 2);
    expect(plain(made.title)).toBe('it’s query · slept’s key');
    expect(written(made)).toEqual([
      'number 1: 2.0000 × 1.0000 = 2.000',
      'number 3: 1.0000 × 1.0000 = 1.000',
      'number 2: 0.0000 × 1.0000 = 0.000',
      '1 other product:  = 0.000',
      'score:  = 3.000',
    ]);
  });

  it('a scaled score’s: the score by the root of d', () => {
    expect(written(source(STEP_GPT, 'scaled', 2))).toEqual(['score ÷ √d: 3.0000 ÷ 2 = 1.500']);
  });

  it('the mask’s: whether the row may read the key, and why not', () => {
    expect(written(source(STEP_GPT, 'mask', 0))).toEqual(['yes: the mask adds nothing:  = 0']);
    expect(plain(source(STEP_GPT, 'mask', 2).title)).toBe('May it read slept?');
    expect(written(source(STEP_GPT, 'mask', 2))).toEqual(['no: it comes later:  = −∞']);
    expect(source(STEP_GPT, 'mask', 2).note).toContain('In place of −∞');
    expect(written(source(STEP_BERT, 'mask', 2))).toEqual(['yes: the mask adds nothing:  = 0']);
  });

  it('the mask’s, where it forbids what came before: that it is not in the mask', () => {
    const strange = { ...STEP_GPT, mask: Uint8Array.of(1, 1, 1, 0, 1, 1, 1, 1, 1) };
    expect(written(source(strange, 'mask', 0))).toEqual(['no: it is not in its mask:  = −∞']);
  });

  it('a masked score’s: what the model really adds', () => {
    expect(written(source(STEP_GPT, 'masked', 1))).toEqual([
      'scaled score + mask: 1.0000 + 0 = 1.000',
    ]);
    expect(written(source(STEP_GPT, 'masked', 2))).toEqual([
      'scaled score + mask: 1.5000 + (−10000) = −9998.500',
    ]);
  });

  it('a weight’s: its exponential over that of all', () => {
    expect(written(source(STEP_GPT, 'weight', 1))).toEqual([
      'exp of its distance to the largest: exp(1.0000 − 1.0000) = 1.000',
      'the same, summed over 2 allowed tokens:  = 2.000',
      'weight: 1.0000 ÷ 2.0000 = 50.0%',
    ]);
    // e^(1 − 1.5) = 0.6065; over 2 · 0.6065 + 1 = 2.2131 it is 0.2741.
    expect(written(source(STEP_BERT, 'weight', 1))).toEqual([
      'exp of its distance to the largest: exp(1.0000 − 1.5000) = 0.607',
      'the same, summed over 3 allowed tokens:  = 2.213',
      'weight: 0.6065 ÷ 2.2131 = 27.4%',
    ]);
  });

  it('a mix’s: each allowed token’s weight by its value', () => {
    const made = source(STEP_GPT, 'context', 0, 3);
    expect(plain(made.title)).toBe('it’s mix, number 4');
    expect(written(made)).toEqual([
      'it: 0.5000 × −2.0000 = −1.000',
      '<|endoftext|>: 0.5000 × 0.0000 = 0.000',
      'mix:  = −1.000',
    ]);
    expect(written(source(STEP_GPT, 'share', 1, 3))).toEqual([
      'weight × value: 0.5000 × −2.0000 = −1.000',
    ]);
    expect(source(STEP_GPT, 'term', 1, 3)).toEqual(source(STEP_GPT, 'share', 1, 3));
  });

  it('an output’s: the mix by the head’s own part of the output matrix', () => {
    expect(written(source(STEP_GPT, 'output', 0, 0))).toEqual([
      'mix 1: 2.0000 × 1.0000 = 2.000',
      'mix 4: −1.0000 × 1.0000 = −1.000',
      'mix 2: 1.0000 × 0.0000 = 0.000',
      '1 other product:  = 0.000',
      'output:  = 1.000',
    ]);
  });

  it('a number that is not one stays visible', () => {
    const stages = { ...STEP_GPT.inspected!, scaled: new Float32Array(9).fill(Number.NaN) };
    const made = source({ ...STEP_GPT, inspected: stages }, 'scaled');
    expect(made.lines[0]!.value).toBe('not a number');
  });
});

import { describe, expect, it } from 'vitest';
import {
  column,
  forbidden,
  furthest,
  headRow,
  length,
  softmaxTerm,
  stagesOf,
  sumOfProducts,
  tellingRow,
} from '../../../src/analysis/steps/arithmetic.ts';
import { numberAt } from '../../../src/analysis/steps/stepTable.ts';
import { FORBIDDEN } from '../../../src/model/mask.ts';
import { expectClose } from '../../support/close.ts';
import { BERT, FIRST, GPT, trace } from '../traces.ts';
import { IT, STEP_BERT, STEP_GPT } from './stepHead.ts';

describe('A sum of products', () => {
  // 1·2 + (−3)·2 + 4·1 + 0.5·1 = 0.5
  const sum = sumOfProducts([1, -3, 4, 0.5], [2, 2, 1, 1], 2);

  it('names the largest products in size, with their factors', () => {
    expect(sum.top).toEqual([
      { index: 1, left: -3, right: 2, product: -6 },
      { index: 2, left: 4, right: 1, product: 4 },
    ]);
  });

  it('counts the others and adds up', () => {
    expect(sum.others).toEqual({ count: 2, sum: 2.5 });
    expect(sum.total).toBe(0.5);
  });

  it('leaves out what does not belong to it', () => {
    const partial = sumOfProducts([1, -3, 4], [2, 2, 1], 5, (index) => index !== 1);
    expect(partial.top.map(({ index }) => index)).toEqual([2, 0]);
    expect(partial).toMatchObject({ others: { count: 0, sum: 0 }, total: 6 });
  });

  it('keeps equal products in order', () => {
    const { top } = sumOfProducts([1, 1, -1], [1, 1, 1], 3);
    expect(top.map(({ index }) => index)).toEqual([0, 1, 2]);
  });

  it('lets what is not a number show', () => {
    expect(sumOfProducts([Number.NaN, 1], [1, 1], 1).total).toBeNaN();
  });

  it('refuses factors of different lengths', () => {
    expect(() => sumOfProducts([1, 2], [1], 1)).toThrow('2 numbers cannot be paired with 1.');
  });
});

describe('A softmax term', () => {
  it('is exp(x − max) over the sum of all', () => {
    // Of (0, ln 3): 1/3 and 1, so the sum is 4/3 and the weights are 1/4 and 3/4.
    const { largest, numerator, denominator, weight } = softmaxTerm([0, Math.log(3)], 0);
    expectClose(
      'term',
      [largest, numerator, denominator, weight],
      [Math.log(3), 1 / 3, 4 / 3, 1 / 4],
      { absolute: 1e-12 },
    );
  });

  it('of a forbidden score is exactly 0', () => {
    expect(softmaxTerm([1, 1, 1.5 + FORBIDDEN], 2)).toEqual({
      largest: 1,
      numerator: 0,
      denominator: 2,
      weight: 0,
    });
  });

  it('does not overflow where e to the power of the number would', () => {
    expect(softmaxTerm([1000, 1000], 0).weight).toBe(0.5);
  });
});

describe('The row of a word', () => {
  const row = headRow(STEP_GPT, STEP_GPT.inspected!, IT);

  it('holds every stage as worked out by hand', () => {
    const exact = { absolute: 1e-6 };
    expectClose('query', row.query, [2, 0, 1, 0], exact);
    expectClose('key', row.key(1), [0, 1, 2, 0], exact);
    expectClose('value', row.value(1), [0, 2, 0, -2], exact);
    expectClose('scores', row.scores, [2, 2, 3], exact);
    expectClose('scaled', row.scaled, [1, 1, 1.5], exact);
    expectClose('masked', row.masked, [1, 1, 1.5 + FORBIDDEN], exact);
    expectClose('weights', row.weights, [0.5, 0.5, 0], exact);
    expectClose('share', row.share(1), [0, 1, 0, -1], exact);
    expectClose('context', row.context, [2, 1, 0, -1], exact);
    expectClose('output', row.output, [1, 2], exact);
    expectClose('input', row.input(IT), [1, 2], exact);
  });

  it('knows what its mask forbids from the mask, not from the order', () => {
    expect(forbidden(row)).toEqual([2]);
    expect(forbidden(headRow(STEP_BERT, STEP_BERT.inspected!, IT))).toEqual([]);
    const strange = { ...STEP_GPT, mask: Uint8Array.of(1, 1, 1, 0, 1, 1, 1, 1, 1) };
    expect(forbidden(headRow(strange, STEP_GPT.inspected!, IT))).toEqual([0]);
  });

  it('gives every number that a step shows by its place', () => {
    const at = (part: Parameters<typeof numberAt>[1]['part'], key = 1, component = 3) =>
      numberAt(row, { part, key, component });
    expect(at('score')).toBe(2);
    expect(at('scaled')).toBe(1);
    expect([at('mask'), at('mask', 2)]).toEqual([0, FORBIDDEN]);
    expect(at('weight')).toBe(0.5);
    expect([at('term'), at('share')]).toEqual([-1, -1]);
    expect(at('key', 2)).toBe(1);
    expect(at('context')).toBe(-1);
    expect(at('output', 0, 1)).toBe(2);
  });

  it('is refused outside of the text', () => {
    expect(() => headRow(STEP_GPT, STEP_GPT.inspected!, 3)).toThrow('no position 3 among 3 tokens');
  });
});

describe('The stages', () => {
  it('are those of the chosen head, or none', () => {
    expect(stagesOf(STEP_GPT, FIRST)).toBe(STEP_GPT.inspected);
    expect(stagesOf(STEP_GPT, { layer: 0, head: 1 })).toBeNull();
    expect(stagesOf(STEP_GPT, { layer: 1, head: 0 })).toBeNull();
    expect(stagesOf(GPT, FIRST)).toBeNull();
  });
});

describe('The row to begin with', () => {
  it('is the word of which BERT reads most from what GPT may not', () => {
    // `it` reads 1/8 from `slept`, which comes later; nothing that both read comes after `slept`.
    expect(tellingRow(BERT, GPT, FIRST)).toBe(1);
  });

  it('is the last token that both read where there is no word', () => {
    const left = trace('left', ['[CLS]', '.', '[SEP]'], [Array(3).fill([1 / 3, 1 / 3, 1 / 3])]);
    const right = trace(
      'right',
      ['<|endoftext|>', '.'],
      [
        [
          [1, 0],
          [0.5, 0.5],
        ],
      ],
    );
    expect(tellingRow(left, right, FIRST)).toBe(1);
  });

  it('is the first word where GPT’s mask forbids nothing', () => {
    expect(tellingRow(BERT, { ...GPT, mask: GPT.mask.slice().fill(1) }, FIRST)).toBe(1);
  });
});

it('a column of a matrix is every so many numbers', () => {
  expect([...column(Float32Array.of(1, 2, 3, 4, 5, 6), 3, 1)]).toEqual([2, 5]);
});

it('the length of (3, −4) is 5, and −4 is furthest from zero', () => {
  expect(length([3, -4])).toBe(5);
  expect(furthest([3, -4, 4])).toBe(1);
  expect(length([Number.NaN, 1])).toBeNaN();
});

import { describe, expect, it } from 'vitest';
import {
  answerOf,
  classProbabilities,
  majority,
  scaled,
  scaleOf,
  scoreOf,
  sentenceFeatures,
} from '../../../src/experiments/classify/measure.ts';
import { uniformComparison } from '../../support/comparison.ts';

const { left } = uniformComparison('the cat', 2, 1); // [CLS] the cat [SEP], two layers

describe('the features of a sentence', () => {
  it('are the mean of the last layer over its own tokens, without special ones', () => {
    const hidden = new Float32Array(2 * 4 * 2);
    // The last layer, two numbers for each of four tokens.
    hidden.set([100, 100, 1, 2, 3, 6, 100, 100], 8);
    expect([...sentenceFeatures({ ...left, hidden })!]).toEqual([2, 4]);
  });

  it('are none where nothing of the text is read, and need the hidden states', () => {
    const tokens = left.tokens.filter(({ special }) => special);
    expect(sentenceFeatures({ ...left, tokens, hidden: new Float32Array(8) })).toBeNull();
    expect(() => sentenceFeatures(left)).toThrow(/hidden states/);
  });
});

describe('features on one scale', () => {
  // Means 2 and 5; deviations 1 and 0.
  const scale = scaleOf([Float32Array.of(1, 5), Float32Array.of(3, 5)]);

  it('are standardised and divided by the root of their number', () => {
    const [first, second] = scaled(scale, Float32Array.of(4, 9));
    expect(first).toBeCloseTo(2 / Math.sqrt(2), 6);
    // What never varies says nothing.
    expect(second).toBe(0);
  });
});

describe('an answer', () => {
  it('is the softmax of the linear layer', () => {
    // Logits 0 + 1·ln 3 and 0: three to one.
    const classifier = { weight: Float32Array.of(Math.log(3), 0), bias: Float32Array.of(0, 0) };
    const p = classProbabilities(classifier, Float32Array.of(1));
    expect(p[0]).toBeCloseTo(0.75, 6);
    expect(p[1]).toBeCloseTo(0.25, 6);
    expect(answerOf(p)).toBe(0);
  });

  it('stays finite for enormous logits', () => {
    const classifier = { weight: Float32Array.of(1e5, -1e5), bias: Float32Array.of(0, 0) };
    expect(classProbabilities(classifier, Float32Array.of(1))).toEqual([1, 0]);
  });

  it('is the first of equals', () => {
    expect(answerOf([0.5, 0.5])).toBe(0);
  });
});

it('scores answers against the labels, and the more frequent label as a baseline', () => {
  expect(scoreOf([0, 1, 1], [0, 0, 1])).toEqual({ right: 2, of: 3 });
  expect(scoreOf([], [])).toEqual({ right: 0, of: 0 });
  expect(majority([0, 1, 1], 2)).toBe(1);
  expect(majority([1, 0], 2)).toBe(0);
});

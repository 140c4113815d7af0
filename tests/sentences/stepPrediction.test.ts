import { describe, expect, it } from 'vitest';
import { plain } from '../../src/sentences/phrase.ts';
import {
  directSentence,
  predictionTitle,
  predictsNothing,
  signed,
} from '../../src/sentences/stepPrediction.ts';
import { BERT, GPT, token, trace } from '../analysis/traces.ts';

describe('What is said of a prediction at the end of the steps', () => {
  it('says of which place it is, and whether the model has the word in sight', () => {
    expect(plain(predictionTitle(GPT, 1))).toBe('GPT’s next word after it');
    expect(plain(predictionTitle(BERT, 1))).toBe(
      'BERT’s word in the place of it, which it has read',
    );
    const blank = trace('left', ['[CLS]', '[MASK]', '[SEP]'], [Array(3).fill([1, 0, 0])]);
    expect(plain(predictionTitle(blank, 1))).toBe('BERT’s word for the blank');
  });

  it('names what the head raises and lowers most, with sign and number', () => {
    const direct = {
      added: [],
      most: { id: 7, label: 'hill', added: 1.25 },
      least: { id: 8, label: 'cat', added: -0.5 },
    };
    expect(plain(directSentence(GPT, { direct }))).toMatch(
      /^Of [\d,]+ tokens, GPT’s head raises hill \(\+1\.250\) most and lowers cat \(−0\.500\) most\.$/,
    );
  });

  it('says why it cannot be told of a model without such a path', () => {
    expect(plain(directSentence(BERT, {}))).toContain('cannot be told of BERT');
  });

  it('writes a sign unless it rounds to nothing, and shows what is no number', () => {
    expect([0.5, -0.5, 0.0001, -0.0001, Number.NaN].map(signed)).toEqual([
      '+0.500',
      '−0.500',
      '0.000',
      '0.000',
      'not a number',
    ]);
  });

  it('says of a model without a head for words why it predicts nothing', () => {
    expect(predictsNothing(GPT)).toBeNull();
    expect(predictsNothing(BERT)).toBeNull();
    const can = { ...GPT.model.can, writes: false };
    const without = (more: object) => ({
      ...GPT,
      model: { ...GPT.model, can: { ...can, ...more } },
    });
    expect(predictsNothing(without({ lacks: { writes: 'It only classifies.' } }))).toBe(
      'It only classifies.',
    );
    expect(predictsNothing(without({}))).toBe('GPT predicts no words.');
  });

  it('calls the end of the text by its name', () => {
    const end = { id: 0, label: '<|endoftext|>', added: 1 };
    const other = { id: 9, label: 'cat', added: -1 };
    const first = { ...token('<|endoftext|>', true), id: 0 };
    const ends = { ...GPT, tokens: [first, ...GPT.tokens.slice(1)] };
    const direct = { added: [], most: end, least: other };
    expect(plain(directSentence(ends, { direct }))).toContain('raises end of text (+1.000)');
  });
});

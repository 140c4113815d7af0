/** Sentences about numbers by hand. */
import { describe, expect, it } from 'vitest';
import { changesChances, type Draft, drawFrom } from '../../../src/analysis/prediction/drawing.ts';
import {
  bitsText,
  drawSentence,
  endingSentence,
  isRegretted,
  laterSentence,
  regretSentence,
  samplingName,
  samplingNotes,
  scoreText,
} from '../../../src/experiments/write/sentences.ts';
import { plain } from '../../../src/sentences/phrase.ts';
import { GPT } from '../../analysis/traces.ts';

const as = { temperature: 1, topK: null, topP: null };
const draft: Draft = { id: 3, p: 0.25, rank: 2, bits: 2, drawn: 0.4, among: 40, considered: [] };

describe('What is said of a token that was drawn', () => {
  it('is what the model gave it and what it was drawn with', () => {
    const sampling = { temperature: 0.8, topK: 40, topP: null };
    expect(plain(drawSentence('GPT', 'fox', draft, sampling))).toBe(
      'fox: GPT gave it 25.0%, rank 2, 2.0 bits. With temperature 0.8 and the 40 most probable, it was drawn with 40.0%, out of 40 tokens.',
    );
    expect(plain(drawSentence('BERT', 'fox', draft, as))).toBe(
      'fox: BERT gave it 25.0%, rank 2, 2.0 bits, and it was drawn with just that.',
    );
    const alone = { ...draft, among: 1, drawn: 1 };
    expect(plain(drawSentence('GPT', 'fox', alone, { ...as, topK: 1 }))).toContain(
      'With the most probable token, nothing else was left.',
    );
  });

  it('names what sampling does', () => {
    expect(samplingName({ temperature: 0.5, topK: 3, topP: 0.9 })).toBe(
      'temperature 0.5, the 3 most probable and the most probable that make 90%',
    );
    expect(samplingName({ ...as, temperature: 0 })).toContain('always takes the most probable');
    expect(changesChances(as)).toBe(false);
    expect(changesChances({ ...as, topP: 1 })).toBe(false);
    expect(changesChances({ ...as, topP: 0.5 })).toBe(true);
  });

  it('warns of settings that do what one may not expect', () => {
    expect(samplingNotes(as)).toEqual([]);
    expect(samplingNotes({ ...as, temperature: 0 })[0]).toContain(
      'seed, top k and top p change nothing',
    );
    expect(samplingNotes({ temperature: 5, topK: 1, topP: 0.01 })).toHaveLength(3);
  });

  it('keeps numbers that are none, or have no end, in words', () => {
    expect(bitsText(Number.POSITIVE_INFINITY)).toBe('more than 149 bits');
    expect(bitsText(Number.NaN)).toBe('not a number');
    expect(scoreText({ p: 0.5, rank: 8192, bits: 1 })).toBe('50.0%, rank 8,192, 1.0 bits');
  });
});

describe('A drawing', () => {
  it('keeps the model’s own probability beside the one that sampling made of it', () => {
    const distribution = Float32Array.from([0.5, 0.25, 0.125, 0.125]);
    const top = [0, 1].map((id) => ({ id, piece: `Ġ${id}`, label: `${id}`, p: distribution[id]! }));
    const drawn = drawFrom({ index: 0, top, distribution }, { ...as, topK: 2 }, 0.9);
    expect(drawn).toMatchObject({ id: 1, p: 0.25, rank: 2, bits: 2, among: 2 });
    expect(drawn.drawn).toBeCloseTo(1 / 3, 12);
    expect(drawn.considered.map((each) => each.drawn)).toEqual([2 / 3, 1 / 3]);
  });
});

describe('What BERT says of its own tokens afterwards', () => {
  const rather = { id: 9, label: 'dog' };
  const later = (p: number, id = 9) => ({
    id: 3,
    p: 0.4,
    later: { p, rank: 5, bits: 1, rather: { ...rather, id } },
  });

  it('is regret where less than a quarter of the probability is left', () => {
    expect(isRegretted(later(0.09))).toBe(true);
    expect(isRegretted(later(0.1))).toBe(false);
    expect(isRegretted({ id: 3, p: 0.4, later: null })).toBe(false);
  });

  it('names what it would rather say, unless it would say the same', () => {
    expect(plain(laterSentence('BERT', later(0.09))!)).toBe(
      'With all the others in place BERT gives it 9.0% (rank 5), and would rather say dog.',
    );
    expect(plain(laterSentence('BERT', later(0.5, 3))!)).toBe(
      'With all the others in place BERT gives it 50.0% (rank 5).',
    );
  });

  it('is summed up once all were asked about', () => {
    expect(regretSentence('BERT', [later(0.01), { id: 3, p: 0.4, later: null }])).toBeNull();
    expect(regretSentence('BERT', [later(0.01)])).toBe('');
    expect(regretSentence('BERT', [later(0.01), later(0.4)])).toContain(
      '1 of its 2 tokens less than',
    );
    expect(regretSentence('BERT', [later(0.3), later(0.4)])).toContain('stands by all 2');
  });
});

describe('Why GPT wrote no more', () => {
  it('is said in words', () => {
    expect(endingSentence(GPT, 'count', 1, null)).toBe('1 token, as many as were asked for.');
    expect(endingSentence(GPT, 'full', 3, null)).toContain('at most 128 tokens');
    expect(endingSentence(GPT, 'endoftext', 3, draft)).toBe(
      '3 tokens, then GPT ended the text: it drew the end with 40.0%.',
    );
    expect(endingSentence(GPT, 'endoftext', 0, draft)).toContain('ended the text at once');
  });
});

import { describe, expect, it } from 'vitest';
import { attentionSentence, offSentence } from '../../../src/experiments/heads/sentences.ts';
import { MODELS } from '../../support/models.ts';

describe('in words', () => {
  const shape = { layers: 2, heads: 2 };
  const all = [0, 1].flatMap((layer) => [0, 1].map((head) => ({ layer, head })));

  it('says which heads are off and what stands in their place', () => {
    expect(offSentence({ ...shape, model: MODELS.left }, [], 'zero')).toMatch(
      /^All heads of BERT are on/,
    );
    expect(offSentence({ ...shape, model: MODELS.left }, all.slice(3), 'zero')).toBe(
      'BERT runs without layer 2, head 2: what it read is replaced by zeros.',
    );
    expect(offSentence({ ...shape, model: MODELS.right }, all.slice(2), 'mean')).toBe(
      'GPT runs without 2 of its heads: what each read is replaced by its mean over the probe sentences.',
    );
  });

  it('says plainly what is left of a model without any head', () => {
    expect(offSentence({ ...shape, model: MODELS.left }, all, 'zero')).toMatch(
      /^All 4 heads of BERT are off.*place/,
    );
    expect(offSentence({ ...shape, model: MODELS.right }, all, 'mean')).toMatch(
      /last token and its place alone\.$/,
    );
  });

  it('says which head’s attention moved most, and why none can', () => {
    expect(attentionSentence([0, 0, 0.25, 0.5], all.slice(0, 1), shape)).toBe(
      'Layers up to 1 read before anything is missing. Of the later ones layer 2, head 2 changes most: on average 50.0% of each token’s reading goes elsewhere.',
    );
    expect(attentionSentence([0, 0, 0, 0], all.slice(2), shape)).toMatch(/^Only the last layer/);
    expect(attentionSentence([0, 0, 0, 0], [], shape)).toMatch(/^Nothing is off/);
  });
});

import { expect, it } from 'vitest';
import { recomputed, recomputedBecause } from '../../src/sentences/health.ts';
import { uniformComparison } from '../support/comparison.ts';
import { swapped, twice } from '../support/pairs.ts';

const text = uniformComparison('a cat sat');
const typed = {
  ...text,
  left: { ...text.left, computed: 5 },
  right: { ...text.right, computed: 1 },
};
const anew = { ...typed, right: { ...typed.right, computed: 4 } };

it('says how much each model computed again, in the order in which they stand', () => {
  expect(recomputed(typed)).toBe('BERT 5 tokens, GPT 1');
  expect(recomputed(swapped(typed))).toBe('GPT 1 token, BERT 5');
});

it('gives the mask as the reason, for whichever model has one', () => {
  const because =
    'For GPT a token does not depend on what follows it, so the beginning stays as it was; in BERT every token reads the change.';
  expect(recomputedBecause(typed)).toBe(because);
  expect(recomputedBecause(swapped(typed))).toBe(because);
  expect(recomputedBecause(anew)).toMatch(/^GPT keeps what it knows of a beginning that stays;/);
});

it('claims nothing of a model that is not there', () => {
  expect(recomputedBecause(twice(typed, 'right'))).toMatch(/the beginning stays as it was\.$/);
  expect(recomputedBecause(twice(typed, 'left'))).toBe(
    'In both models every token reads the change.',
  );
});

import { describe, expect, it } from 'vitest';
import { fitting } from '../../src/store/fitting.ts';
import type { Values } from '../../src/store/parameters.ts';
import { EMPTY } from '../../src/store/values.ts';
import { uniformComparison } from '../support/comparison.ts';

const comparison = uniformComparison('the cat sat');

function fittingOf(part: Partial<Values>) {
  return fitting({ ...EMPTY, preset: null, text: 'the cat sat', ...part }, comparison);
}

describe('choices that a link makes', () => {
  it('are kept when the models and the text have them', () => {
    const chosen = fittingOf({ bert: { layer: 1, head: 1 }, cell: { row: 4, column: 0 } });
    expect(chosen.heads.left).toEqual({ layer: 1, head: 1 });
    // The one model's closing token is no token of the other.
    expect(chosen.locked).toEqual({
      left: { row: 4, column: 0 },
      right: { row: null, column: 0 },
    });
    expect(chosen.problems).toEqual([]);
  });

  it('fall back to the first head, with a sentence, when a model has no such head', () => {
    const { heads, problems } = fittingOf({ gpt: { layer: 8, head: 0 } });
    expect(heads.right).toEqual({ layer: 0, head: 0 });
    expect(problems).toEqual([
      'The link asks for layer 9, head 1 of mini-GPT, which has 2 layers of 2 heads: layer 1, head 1 is shown.',
    ]);
  });

  it('draw no arcs, with a sentence, of a further head that a model does not have', () => {
    const { also, problems } = fittingOf({
      bertAlso: [
        { layer: 1, head: 0 },
        { layer: 0, head: 7 },
        { layer: 1, head: 0 },
      ],
    });
    expect(also.left).toEqual([{ layer: 1, head: 0 }]);
    expect(problems).toEqual([
      'The link asks for layer 1, head 8 of mini-BERT, which has 2 layers of 2 heads: its arcs are not drawn.',
    ]);
  });

  it('lock nothing, with a sentence, when the text is shorter', () => {
    const { locked, problems } = fittingOf({ cell: { row: 5, column: 0 } });
    expect(locked).toBeNull();
    expect(problems[0]).toContain('has only 5');
  });
});

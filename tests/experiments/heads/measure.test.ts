import { describe, expect, it } from 'vitest';
import {
  attentionChange,
  knownHeads,
  ranked,
  slotChange,
} from '../../../src/experiments/heads/measure.ts';
import type { HeldTrace, Prediction } from '../../../src/model/trace.ts';
import { uniformComparison } from '../../support/comparison.ts';

const LABELS = ['a', 'b', 'c', 'd'];

function prediction(distribution: readonly number[], named = 2): Prediction {
  const top = distribution
    .map((p, id) => ({ id, label: LABELS[id]!, piece: LABELS[id]!, p }))
    .sort((a, b) => b.p - a.p)
    .slice(0, named);
  return { index: 1, top, distribution: Float32Array.from(distribution) };
}

describe('the change of a prediction', () => {
  const before = prediction([0.5, 0.25, 0.125, 0.125]);
  const after = prediction([0.25, 0.125, 0.5, 0.125]);

  it('is the Kullback–Leibler divergence in bits', () => {
    // 0.5·log₂2 + 0.25·log₂2 + 0.125·log₂(1/4) + 0 = 0.5 + 0.25 − 0.25
    expect(slotChange(before, after, null).bits).toBeCloseTo(0.5, 6);
    expect(slotChange(before, before, null).bits).toBe(0);
  });

  it('names the words of both predictions, each once, with both probabilities', () => {
    expect(slotChange(before, after, null).words).toEqual([
      { id: 0, label: 'a', before: 0.5, after: 0.25 },
      { id: 1, label: 'b', before: 0.25, after: 0.125 },
      { id: 2, label: 'c', before: 0.125, after: 0.5 },
    ]);
  });

  it('ranks the real word before and after', () => {
    const { real } = slotChange(before, after, { id: 1, label: 'b' });
    expect(real).toMatchObject({ label: 'b', rankBefore: 2, rankAfter: 3, after: 0.125 });
    expect(slotChange(before, after, null).real).toBeNull();
  });

  it('stays finite where what was likely becomes impossible', () => {
    const never = prediction([0, 0.5, 0.25, 0.25]);
    expect(slotChange(before, never, null).bits).toBeGreaterThan(10);
    expect(slotChange(before, never, null).bits).toBeLessThan(200);
  });

  it('needs the whole distribution', () => {
    const { distribution: _, ...bare } = before;
    expect(() => slotChange(bare, after, null)).toThrow(/distribution/);
  });
});

describe('the change of attention', () => {
  const { left } = uniformComparison('the cat', 1, 2); // 4 tokens
  function moved(): HeldTrace {
    const attention = left.attention.slice();
    // The second head's first row, from ¼ each to all on itself: ½ · (¾ + 3 · ¼) = ¾, over 4 rows.
    attention.set([1, 0, 0, 0], 16);
    return { ...left, attention };
  }

  it('is the total variation distance, as a mean over rows, head by head', () => {
    expect(attentionChange(left, moved())).toEqual([0, 3 / 16]);
  });

  it('is refused for texts of different lengths', () => {
    expect(() => attentionChange(left, uniformComparison('the', 1, 2).left)).toThrow(/4/);
  });
});

it('ranks what is lost most first, and keeps the order of equals', () => {
  const heads = [0.1, 0.5, 0.1].map((lost, head) => ({ choice: { layer: 0, head }, bits: lost }));
  expect(ranked(heads).map(({ choice }) => choice.head)).toEqual([1, 0, 2]);
});

it('keeps the heads that a model has, each once', () => {
  const [a, strange] = [
    { layer: 1, head: 1 },
    { layer: 0, head: 2 },
  ];
  expect(knownHeads([a, strange, { ...a }], { layers: 2, heads: 2 })).toEqual([a]);
});

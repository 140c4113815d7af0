import { describe, expect, it } from 'vitest';
import { arcsOf, sidesOf } from '../../../src/analysis/attention/arcs.ts';
import { attentionViewOf } from '../../../src/analysis/attention/attentionView.ts';
import { hiddenIn } from '../../../src/sentences/captions.ts';
import { PRESETS } from '../presets.ts';
import { BERT, FIRST, GPT, trace } from '../traces.ts';

const left = attentionViewOf(BERT, FIRST);
const right = attentionViewOf(GPT, FIRST);
const none = () => false;

describe('arcs', () => {
  it('from one token go to what it reads enough, the strongest last', () => {
    const { drawn, faint, hidden } = arcsOf(left, 1, 0.2, none);
    expect(drawn).toEqual([
      { row: 1, column: 1, weight: 0.25 },
      { row: 1, column: 3, weight: 0.5 },
    ]);
    expect({ faint, hidden }).toEqual({ faint: 2, hidden: 0 });
  });

  it('from all tokens are those of every row', () => {
    // GPT: 1; 0.75, 0.25; 0.25, 0.5, 0.25.
    const { drawn, faint } = arcsOf(right, null, 0.5, none);
    expect(drawn.map(({ row, column }) => [row, column])).toEqual([
      [2, 1],
      [1, 0],
      [0, 0],
    ]);
    expect(faint).toBe(3);
  });

  it('at the threshold itself are drawn', () => {
    expect(arcsOf(left, 1, 0.5, none).drawn).toHaveLength(1);
  });

  it('are never drawn where the mask forbids, not even of a leak', () => {
    const leaking = trace(
      'right',
      ['a', 'b'],
      [
        [
          [0.5, 0.5],
          [0.5, 0.5],
        ],
      ],
    );
    const { drawn, faint, hidden } = arcsOf(attentionViewOf(leaking, FIRST), null, 0.1, none);
    expect(drawn.some(({ row, column }) => column > row)).toBe(false);
    expect(drawn.length + faint + hidden).toBe(3);
  });

  it('leave out what the reader hides, count it, and change no weight', () => {
    const { drawn, hidden } = arcsOf(left, 1, 0, hiddenIn(left, true));
    expect(drawn.map(({ weight }) => weight)).toEqual([0.125, 0.25]);
    expect(hidden).toBe(2);
  });

  it('are none where the model has nothing', () => {
    expect(arcsOf(right, 7, 0, none)).toEqual({ drawn: [], faint: 0, hidden: 0 });
  });

  it('count a weight that is not a number as not drawn', () => {
    const broken = { ...left, weights: left.weights.map(() => Number.NaN) };
    expect(arcsOf(broken, 1, 0, none)).toEqual({ drawn: [], faint: 4, hidden: 0 });
  });
});

describe('sides', () => {
  it('are closed where the mask lets nothing be read, and unknown where nothing stands', () => {
    expect(sidesOf(left)).toEqual([
      { before: null, after: true },
      { before: true, after: true },
      { before: true, after: true },
      { before: true, after: null },
    ]);
    expect(sidesOf(right).map(({ after }) => after)).toEqual([false, false, null]);
  });

  it('come from the mask, whatever the model is called', () => {
    const open = { ...right, mask: right.mask.map(() => 1) };
    expect(sidesOf(open).map(({ after }) => after)).toEqual([true, true, null]);
  });
});

it.each(PRESETS)('GPT’s arcs never go ahead: %s', (_, comparison) => {
  for (const by of ['tokens', 'words'] as const) {
    const { drawn } = arcsOf(
      attentionViewOf(comparison.right, FIRST, { of: 'all', by }),
      null,
      0,
      none,
    );
    expect(drawn.length).toBeGreaterThan(0);
    expect(drawn.filter(({ row, column }) => column > row)).toEqual([]);
  }
});

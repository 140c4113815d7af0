/** Attention that is kept elsewhere answers as attention does that is here. */
import { describe, expect, it } from 'vitest';
import { attentionViewOf } from '../../../src/analysis/attention/attentionView.ts';
import { headsInOrder, headWeights } from '../../../src/analysis/attention/head.ts';
import { maxFuture, maxRowError } from '../../../src/analysis/attention/health.ts';
import { SUBJECTS, UNITS } from '../../../src/analysis/attention/viewOptions.ts';
import { counterparts } from '../../../src/analysis/between/counterparts.ts';
import { rightShare } from '../../../src/analysis/between/rightShare.ts';
import { measureModel } from '../../../src/analysis/metrics/measureModel.ts';
import { metricsOf } from '../../../src/analysis/metrics/metrics.ts';
import { answer } from '../../../src/analysis/onDemand/answer.ts';
import { askCounterparts, askRightShares } from '../../../src/analysis/onDemand/between.ts';
import {
  askAttentionView,
  askAttentionViews,
  matrixOf,
  withHeads,
} from '../../../src/analysis/onDemand/matrices.ts';
import { askMeasure, askMetrics } from '../../../src/analysis/onDemand/measure.ts';
import type { Question } from '../../../src/analysis/onDemand/question.ts';
import { thumbnailsHere, thumbnailsOf } from '../../../src/analysis/onDemand/thumbnails.ts';
import type { FullComparison, HeldTrace, Trace } from '../../../src/model/trace.ts';
import { SIDES } from '../../../src/text/token.ts';
import { PRESETS } from '../presets.ts';

const here: FullComparison<HeldTrace> = PRESETS[0]![1];

/** The same comparison, whose attention is behind messages; and what was asked. */
function elsewhere() {
  const asked: Question[] = [];
  const kept = (trace: HeldTrace): Trace => ({
    ...trace,
    attention: {
      maxRowError: maxRowError(trace),
      maxFuture: maxFuture(trace),
      ask: async (question) => {
        asked.push(question as Question);
        return structuredClone(answer(here, trace.side, question as Question));
      },
    },
  });
  return { asked, comparison: { ...here, left: kept(here.left), right: kept(here.right) } };
}

describe.each(SIDES)('the %s reading, kept elsewhere', (side) => {
  const trace = here[side];
  const choice = { layer: 2, head: 1 };

  it('shows the same through every view option', async () => {
    const { comparison } = elsewhere();
    for (const of of SUBJECTS) {
      for (const by of UNITS) {
        const view = await askAttentionView(comparison[side], choice, { of, by });
        expect(view).toEqual(attentionViewOf(trace, choice, { of, by }));
      }
    }
  });

  it('has the same thumbnails, metrics, shares and health', async () => {
    const kept = elsewhere().comparison[side];
    const heads = headsInOrder(trace);
    for (const by of UNITS) {
      expect(await thumbnailsOf(kept, heads, by, 5)).toEqual(thumbnailsHere(trace, heads, by, 5));
    }
    expect(await askMetrics(kept)).toEqual(metricsOf(trace));
    expect(await askMeasure(kept)).toEqual(measureModel(trace));
    expect(await askRightShares(kept)).toEqual(heads.map((each) => rightShare(trace, each)));
    expect(maxRowError(kept)).toBe(maxRowError(trace));
    expect(maxFuture(kept)).toBe(maxFuture(trace));
  });

  it.each([false, true])('has the same counterparts, without specials: %s', async (without) => {
    const options = { withoutSpecials: without };
    expect(await askCounterparts(elsewhere().comparison, side, choice, options)).toEqual(
      counterparts(here, side, choice, options),
    );
  });

  it('is asked for a matrix once, and answers it at once from then on', async () => {
    const { asked, comparison } = elsewhere();
    const first = matrixOf(comparison[side], choice, 'layer');
    expect(first).toBeInstanceOf(Promise);
    expect(matrixOf(comparison[side], { layer: 2, head: 0 }, 'layer')).toBe(first);
    expect(matrixOf(comparison[side], choice, 'layer')).toBe(first);
    const weights = await first;
    expect(matrixOf(comparison[side], choice, 'layer')).toBe(weights);
    expect(asked).toHaveLength(1);
  });

  it('is asked for a thumbnail once, and anew in another size', async () => {
    const { asked, comparison } = elsewhere();
    const heads = headsInOrder(trace).slice(0, 3);
    await thumbnailsOf(comparison[side], heads, 'tokens', 5);
    const again = heads.toReversed();
    expect(thumbnailsOf(comparison[side], again, 'tokens', 5)).toEqual(
      thumbnailsHere(trace, again, 'tokens', 5),
    );
    expect(asked).toHaveLength(1);
    expect(await thumbnailsOf(comparison[side], heads, 'tokens', 4)).toEqual(
      thumbnailsHere(trace, heads, 'tokens', 4),
    );
    expect(asked).toHaveLength(2);
  });

  it('gives those of its heads that were asked for, and no other', async () => {
    const some = await withHeads(elsewhere().comparison[side], [choice]);
    expect(headWeights(some, choice)).toEqual(headWeights(trace, choice));
    expect(() => headWeights(some, { layer: 0, head: 0 })).toThrow(
      'Layer 1, head 1, was not asked for.',
    );
  });
});

it('answers at once where the attention is here', () => {
  const { left } = here;
  const first = { layer: 0, head: 0 };
  expect(withHeads(left, [first])).toBe(left);
  expect(askAttentionViews(left, [first], { of: 'head', by: 'tokens' })).toEqual([
    attentionViewOf(left, first),
  ]);
  for (const answered of [askMeasure(left), askRightShares(left)]) {
    expect(answered).not.toBeInstanceOf(Promise);
  }
});

it('asks again for a matrix that could not be had', async () => {
  let fails = true;
  const weights = Float32Array.of(1);
  const trace: Trace = {
    ...here.left,
    attention: {
      maxRowError: 0,
      maxFuture: 0,
      ask: async () => {
        if (fails) throw new Error('gone');
        return weights;
      },
    },
  };
  const first = { layer: 0, head: 0 };
  await expect(matrixOf(trace, first, 'head')).rejects.toThrow('gone');
  fails = false;
  expect(await matrixOf(trace, first, 'head')).toBe(weights);
});

import { describe, expect, it } from 'vitest';
import { counterparts } from '../../src/analysis/between/counterparts.ts';
import { difference } from '../../src/analysis/between/difference.ts';
import { baselineOf } from '../../src/analysis/metrics/baseline.ts';
import { METRICS } from '../../src/analysis/metrics/metricNames.ts';
import { metricsOf } from '../../src/analysis/metrics/metrics.ts';
import { analyse } from '../../src/console/analyse.ts';
import { runResult } from '../../src/console/console.ts';
import type { PlainRuns } from '../../src/console/plainRuns.ts';
import { traceFile } from '../support/preset.ts';

const trace = traceFile('agreement');
const run = runResult(trace);
const first = { left: { layer: 0, head: 0 }, right: { layer: 0, head: 0 } };

describe('what run() gave', () => {
  const analysis = analyse(run);

  it('is measured head by head, as the page measures it', () => {
    for (const [model, side] of [
      ['bert', 'left'],
      ['gpt', 'right'],
    ] as const) {
      const metrics = metricsOf(trace[side]);
      const baseline = baselineOf(trace[side]);
      expect(analysis[model].map((heads) => heads.length)).toEqual([4, 4, 4, 4]);
      for (const [layer, heads] of analysis[model].entries()) {
        for (const [head, record] of heads.entries()) {
          for (const name of METRICS) expect(record[name]).toEqual(metrics[layer]![head]![name]);
          expect(record.baseline).toEqual(baseline);
          expect(record.label).not.toBe('');
          expect(record.evidence).toMatch(/\.$/);
        }
      }
    }
    expect(analysis.gpt.flat().map(({ future }) => future)).toEqual(Array(16).fill(0));
  });

  it('is set side by side: the difference of the first heads, and each head’s counterparts', () => {
    expect(analysis.difference).toEqual(difference(trace.left, trace.right, first));
    const choice = { layer: 2, head: 1 };
    expect(analysis.counterparts.bert[2]![1]).toEqual(counterparts(trace, 'left', choice));
    expect(analysis.counterparts.gpt[2]![1]).toEqual(counterparts(trace, 'right', choice));
  });

  it('may name the heads whose difference is wanted', () => {
    const chosen = { layer: 3, head: 1 };
    expect(analyse(run, { bert: chosen }).difference).toEqual(
      difference(trace.left, trace.right, { ...first, left: chosen }),
    );
  });

  it('has both places by their names, too, and what is not the page’s own only so', () => {
    const { bert, gpt, left, right, difference: own, counterparts: ranked } = analysis;
    expect({ left, right }).toEqual({ left: bert, right: gpt });
    expect([ranked.left, ranked.right]).toEqual([ranked.bert, ranked.gpt]);
    const others = analyse({ left: run.left, right: run.right });
    expect(others).toEqual({
      ...{ left, right, difference: own },
      counterparts: { left: ranked.left, right: ranked.right },
    });
    expect(Object.keys(analyse({ left: run.left, gpt: run.gpt }))).not.toContain('bert');
  });

  it('may name the heads by their places', () => {
    const chosen = { layer: 3, head: 1 };
    expect(analyse(run, { right: chosen }).difference).toEqual(
      difference(trace.left, trace.right, { ...first, right: chosen }),
    );
  });

  it('may be a structured clone, or hold plain arrays', () => {
    expect(analyse(structuredClone(run))).toEqual(analysis);
    const plain = (model: 'bert' | 'gpt') => ({
      ...run[model],
      mask: [...run[model].mask],
      attention: [...run[model].attention],
    });
    expect(analyse({ bert: plain('bert'), gpt: plain('gpt') })).toEqual(analysis);
  });
});

describe('what run() did not give', () => {
  const changed = (list: readonly unknown[], at: number, value: unknown) => list.with(at, value);
  const with_ = (bert: object) => ({ ...run, bert: { ...run.bert, ...bert } }) as PlainRuns;

  it.each([
    [undefined, 'takes what run() gave'],
    [null, 'takes what run() gave'],
    [{ bert: run.bert }, 'with "left" and "right" in it, or "bert" and "gpt"'],
    [{ left: run.left, right: { ...run.right, heads: 0 } }, '"right" needs "layers" and "heads"'],
    [with_({ layers: 0 }), '"bert" needs "layers" and "heads"'],
    [with_({ heads: '4' }), '"bert" needs "layers" and "heads"'],
    [with_({ tokens: [] }), '"bert.tokens" is empty'],
    [with_({ labels: ['a'] }), '"bert.labels" has 1 entries, but the tokens ask for'],
    [with_({ mask: new Uint8Array(3) }), '"bert.mask" has 3 entries'],
    [with_({ attention: run.gpt.attention }), '"bert.attention" has'],
    [with_({ tokens: run.bert.tokens.map(() => 7) }), 'Entry 0 of "bert.tokens" must be a string.'],
    [
      with_({ labels: changed(run.bert.labels, 2, null) }),
      'Entry 2 of "bert.labels" must be a string.',
    ],
    [
      with_({ ids: changed(run.bert.ids, 1, 0.5) }),
      'Entry 1 of "bert.ids" must be a whole number from 0.',
    ],
    [
      with_({ special: changed(run.bert.special, 0, 1) }),
      'Entry 0 of "bert.special" must be true or false.',
    ],
    [with_({ mask: changed([...run.bert.mask], 3, 2) }), 'Entry 3 of "bert.mask" must be 0 or 1.'],
    [
      with_({ attention: changed([...run.bert.attention], 5, Number.NaN) }),
      'Entry 5 of "bert.attention" must be a weight from 0 to 1.',
    ],
    [
      with_({ attention: changed([...run.bert.attention], 5, -0.1) }),
      'must be a weight from 0 to 1.',
    ],
    [JSON.parse(JSON.stringify(run)), 'structuredClone() keeps them'],
  ])('is refused with a sentence (%#)', (wrong, sentence) => {
    expect(() => analyse(wrong as never)).toThrow(sentence);
  });

  it.each([
    ['a string', 'G#'],
    ['no number', Number.NaN],
    ['endless', Number.POSITIVE_INFINITY],
    ['below 0', -1],
    ['an object', {}],
  ])('is refused, and not for ever compared, where a word of both is %s', (_, value) => {
    const odd = (model: 'bert' | 'gpt') => ({
      ...run[model],
      word: run[model].word.map((word) => (word === null ? null : value)),
    });
    expect(() => analyse({ bert: odd('bert'), gpt: odd('gpt') } as never)).toThrow(
      'Entry 1 of "bert.word" must be a whole number from 0, or null for a special token.',
    );
  });

  it.each([
    [null, 'The heads to compare are two'],
    [{ bert: '1.2' }, 'The heads to compare are two'],
    [{ first: { layer: 0, head: 0 } }, 'The heads to compare are two'],
    [{ gpt: { layer: 9, head: 0 } }, 'There is no layer 10, head 1'],
  ])('nor are heads that are none: %j', (heads, sentence) => {
    expect(() => analyse(run, heads as never)).toThrow(sentence);
  });
});

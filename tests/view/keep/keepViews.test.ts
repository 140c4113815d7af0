/** What the views give to keep: the page's own numbers, whole, each once; what is no number stays visible. */
import { csvParseRows } from 'd3';
import { describe, expect, it } from 'vitest';
import { attentionViewOf } from '../../../src/analysis/attention/attentionView.ts';
import { headsInOrder } from '../../../src/analysis/attention/head.ts';
import { topKeysOfRow } from '../../../src/analysis/attention/topKeys.ts';
import { counterparts } from '../../../src/analysis/between/counterparts.ts';
import { difference } from '../../../src/analysis/between/difference.ts';
import { rightShare } from '../../../src/analysis/between/rightShare.ts';
import { measureModel } from '../../../src/analysis/metrics/measureModel.ts';
import { METRICS } from '../../../src/analysis/metrics/metricNames.ts';
import { cardOf } from '../../../src/figures/kept/card.ts';
import { numbersOf } from '../../../src/figures/kept/figure.ts';
import { csvOf, type Value } from '../../../src/figures/kept/numbers.ts';
import { styleOf } from '../../../src/figures/kept/style.ts';
import { METRIC_TITLES } from '../../../src/sentences/metricTitles.ts';
import { headName } from '../../../src/sentences/names.ts';
import { plain } from '../../../src/sentences/phrase.ts';
import { keepTopKeys } from '../../../src/view/compare/keep.ts';
import type { Keepable } from '../../../src/view/keep/keepable.ts';
import {
  keepCounterparts,
  keepDifference,
  keepRightHeads,
  keepRightWords,
} from '../../../src/view/match/keep.ts';
import { keepMeasure } from '../../../src/view/measure/keep.ts';
import { traceFile } from '../../support/preset.ts';

const comparison = traceFile('animal-tired');
const { left, right } = comparison;
const HEADS = { left: { layer: 1, head: 2 }, right: { layer: 0, head: 1 } };

/** One column of a part's numbers. */
function column({ parts }: Keepable, name: string, part = 0): Value[] {
  const { columns, rows } = numbersOf(parts[part]!.figure);
  const at = columns.indexOf(name);
  expect(at, `${name} in ${columns.join(', ')}`).toBeGreaterThanOrEqual(0);
  return rows.map((row) => row[at]!);
}

describe('Match', () => {
  const found = difference(left, right, HEADS);
  const states = Array.from(found.shared, (shared) =>
    shared ? ('compared' as const) : ('forbidden' as const),
  );
  const shown = { comparison, left, right, heads: HEADS, hideSpecials: false, states };

  it('keeps the difference of every cell that is compared, and nothing for others', async () => {
    const kept = await keepDifference({ ...shown, cell: null, values: found.values });
    const expected = Array.from(found.values, (value, at) => (found.shared[at] ? value : null));
    expect(column(kept, 'difference')).toEqual(expected);
    expect(plain(kept.caption)).toBe(
      'BERT’s weight less GPT’s, word for word, as the models computed them: nothing is renormalised.',
    );
  });

  it('says of a held cell what the page says of it', async () => {
    const cell = { row: 2, column: 1 };
    const kept = await keepDifference({ ...shown, cell, values: found.values });
    expect(plain(kept.caption)).toMatch(/ reads [\d.<>]+% from .+ in BERT, /);
  });

  it('keeps the shares to the right of each word and of each head', async () => {
    const share = rightShare(left, HEADS.left);
    const of = { masked: right, open: left, choice: HEADS.left, share };
    const words = await keepRightWords(of);
    expect(column(words, 'to the right')).toEqual([...share.rows]);
    expect(column(words, 'of it to special tokens')).toEqual([...share.specials]);
    expect(column(words, 'reading everything equally')).toEqual([...share.baselines]);
    const heads = await keepRightHeads(of);
    const means = headsInOrder(left).map((choice) => rightShare(left, choice).mean);
    expect(column(heads, 'to the right')).toEqual(means);
  });

  it('keeps the ranking of counterparts both ways', async () => {
    const kept = await keepCounterparts(comparison, HEADS, false);
    for (const [at, side] of (['left', 'right'] as const).entries()) {
      const { ranked } = counterparts(comparison, side, HEADS[side]);
      expect(column(kept, 'score', at)).toEqual(ranked.map(({ score }) => score));
      expect(column(kept, 'chance', at)).toEqual(ranked.map(({ chance }) => chance));
      expect(column(kept, 'head', at)).toEqual(ranked.map(({ choice }) => headName(choice)));
    }
  });
});

describe('Measure', () => {
  const measured = { left: measureModel(left), right: measureModel(right) };
  const of = { side: 'right', comparison, furthest: 12, sort: null, sentences: null } as const;

  it('keeps every metric of every head in full precision, after reading evenly', async () => {
    const kept = await keepMeasure({ ...of, measured });
    expect(kept.asked).toBe(1);
    for (const [at, side] of (['left', 'right'] as const).entries()) {
      const { metrics, baseline } = measured[side];
      for (const name of METRICS) {
        const values = metrics.flat().map((each) => each[name]);
        expect(column(kept, METRIC_TITLES[name], at)).toEqual([baseline[name], ...values]);
      }
      expect(column(kept, 'head', at)[0]).toBe('reading evenly');
    }
  });

  it('puts the heads in the order of the page', async () => {
    const kept = await keepMeasure({ ...of, measured, sort: 'previous' });
    const [, ...values] = column(kept, METRIC_TITLES.previous) as number[];
    expect(values).toEqual(values.toSorted((a, b) => b - a));
  });

  it('shows what is no number, in the picture and in the table', async () => {
    const [first, ...others] = measured.left.metrics;
    const broken = [[{ ...first![0]!, entropy: Number.NaN }, ...first!.slice(1)], ...others];
    const kept = await keepMeasure({
      ...of,
      measured: { ...measured, left: { ...measured.left, metrics: broken } },
    });
    expect(csvOf(numbersOf(kept.parts[0]!.figure))).toContain('NaN');
    const style = styleOf('light', (text, { size }) => text.length * size * 0.6);
    const around = { sentence: null, caption: null, link: null, hasLegend: false };
    const card = JSON.stringify(cardOf([kept.parts[0]!], around, style));
    expect(card).toContain('not a number');
    expect(card).toContain(style.colormap.palette.alarm);
    expect(card).not.toMatch(/h-?NaN|V-?NaN/);
  });
});

describe('Compare', () => {
  it('keeps what a row reads most, and all others as one', async () => {
    const view = attentionViewOf(left, HEADS.left);
    const kept = await keepTopKeys(view, 3, false, 5);
    const { entries } = topKeysOfRow(view.weights, view.mask, 3, () => false);
    const rest = entries.slice(5).reduce((sum, { weight }) => sum + weight, 0);
    expect(column(kept, 'weight')).toEqual([
      ...entries.slice(0, 5).map(({ weight }) => weight),
      rest,
    ]);
    expect(csvParseRows(csvOf(numbersOf(kept.parts[0]!.figure)))[0]).toEqual(['label', 'weight']);
  });
});

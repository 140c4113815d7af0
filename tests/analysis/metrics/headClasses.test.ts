import { describe, expect, it } from 'vitest';
import { attentionViewOf } from '../../../src/analysis/attention/attentionView.ts';
import { headsInOrder } from '../../../src/analysis/attention/head.ts';
import { dominantPatternOf } from '../../../src/analysis/metrics/dominantPattern.ts';
import {
  CLASS_RULES,
  classOf,
  findingsOf,
  MOSTLY,
} from '../../../src/analysis/metrics/headClasses.ts';
import { measureModel } from '../../../src/analysis/metrics/measureModel.ts';
import { presets } from '../../../src/examples/presets.ts';
import { causal } from '../../../src/model/mask.ts';
import type { Trace } from '../../../src/model/trace.ts';
import { traceFile } from '../../support/preset.ts';
import { headReading, reading } from '../texts.ts';

function classified(trace: Trace) {
  const measured = measureModel(trace);
  return classOf(measured.metrics[0]![0]!, measured);
}

const PLAIN = '[CLS] one two three four five six seven';
const TWICE = 'x one two three one two three one two';
const STOPS = '[CLS] one , two , three . [SEP]';

describe.each(['left', 'right'] as const)('under the mask of %s', (side) => {
  it.each([
    ['previous token', PLAIN, (row: number, column: number) => column === row - 1],
    ['itself', PLAIN, (row: number, column: number) => column === row],
    ['first-token sink', PLAIN, (_: number, column: number) => column === 0],
    ['punctuation or separator', STOPS, (_: number, column: number) => [2, 4, 6].includes(column)],
    [
      'same word',
      TWICE,
      (row: number, column: number) => row !== column && row > 0 && row % 3 === column % 3,
    ],
    [
      'induction',
      TWICE,
      // Three back is the same word, two back what followed it.
      (row: number, column: number) => column === row - 2 && row >= 4,
    ],
    ['broad', PLAIN, () => true],
  ] as const)('a head that does nothing else is called: %s', (label, text, wanted) => {
    expect(classified(headReading(side, text, wanted)).label).toBe(label);
  });

  it.each([3, 4, 7, 12, 40])(
    'a head that reads %i tokens evenly is broad, nothing else',
    (size) => {
      const text = Array.from({ length: size }, (_, at) => `t${at}`).join(' ');
      expect(classified(headReading(side, text, () => true)).label).toBe('broad');
      const repeating = Array.from({ length: size }, (_, at) => (at % 3 ? `t${at % 3}` : '.')).join(
        ' ',
      );
      expect(classified(headReading(side, repeating, () => true)).label).toBe('broad');
    },
  );
});

it('a head that reads the next token is called so where the mask lets it', () => {
  const next = (row: number, column: number) => column === row + 1;
  expect(classified(headReading('left', PLAIN, next)).label).toBe('next token');
});

it('knows masks by their values: BERT’s name with a causal mask is judged as causal', () => {
  // Under the causal mask of three tokens, half and a third of the rows go to the first anyway.
  const rows = [
    [1, 0, 0],
    [0.6, 0.4, 0],
    [0.5, 0.25, 0.25],
  ];
  // first: (0.6 + 0.5) / 2 = 0.55, reading evenly (1/2 + 1/3) / 2 = 0.42: not 0.2 above.
  const causalTrace = reading('left', 'a b c', [rows], { mask: causal(3) });
  expect(classified(causalTrace).label).not.toBe('first-token sink');
  // With all three keys legal, reading evenly gives 0.33: above by 0.22.
  const open = reading('left', 'a b c', [rows]);
  expect(findingsOf(measureModel(open).metrics[0]![0]!, measureModel(open))).toContainEqual(
    expect.objectContaining({ fits: true, rule: expect.objectContaining({ metric: 'first' }) }),
  );
});

describe('evidence', () => {
  it('gives the metric, its value, the baseline and the number of rows', () => {
    const trace = headReading('left', 'a b c d', (row, column) => column === row - 1);
    // Rows 1 to 3 read the token before with 1; reading evenly gives 1/4.
    expect(classified(trace).evidence).toBe(
      'On average 1.00 of a row’s attention goes to the token before, over 3 rows; reading evenly gives 0.25.',
    );
  });

  it('names what else fits', () => {
    const sink = headReading('left', STOPS, (_, column) => column === 0);
    expect(classified(sink).evidence).toContain('It also fits: punctuation or separator (1.00).');
  });

  it('says what was nearest where nothing fits, and what would have been asked for', () => {
    // Itself and its neighbours, a third each, or a half at the two ends. Before: rows 1 to 6 give
    // 1/3, row 7 gives 1/2, (6/3 + 1/2) / 7 = 0.357; after, the same; itself: (6/3 + 2/2) / 8.
    // Above reading evenly, 1/8: 0.232, 0.232 and 0.25.
    const thirds = headReading('left', PLAIN, (row, column) => Math.abs(row - column) <= 1);
    const unclear = classified(thirds);
    expect(unclear.label).toBe('unclassified');
    expect(unclear.evidence).toMatch(
      /^No class fits\. The nearest is “itself”: on average 0\.38 .* over 8 rows; reading evenly gives 0\.13\. The class asks for more than 0\.50, and more than 0\.20 above reading evenly\.$/,
    );
  });

  it('does not name a pattern after a single row', () => {
    const word = headReading('right', '<|endoftext|> rain', (_, column) => column === 0);
    const alone = headReading('right', '<|endoftext|>', () => true);
    for (const trace of [word, alone]) {
      expect(classified(trace)).toEqual({
        label: 'unclassified',
        evidence: 'No class can be told: too few tokens have a choice of what to read.',
      });
    }
  });

  it('is not given by a weight that is not a number', () => {
    const rows = Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => Number.NaN));
    const { label, evidence } = classified(reading('left', 'a b c d', [rows]));
    expect(label).toBe('unclassified');
    expect(evidence).toContain('not a number');
  });
});

it('gives every rule a reason and a threshold', () => {
  for (const { why, least } of CLASS_RULES) {
    expect(why).not.toBe('');
    expect(least).toBeGreaterThan(0);
  }
});

describe('the caption’s habit and the class', () => {
  const METRIC_OF = { previous: 'previous', next: 'next', first: 'first', itself: 'self' } as const;

  it.each(presets.map(({ id }) => id))('say the same of every head on the example %s', (id) => {
    for (const trace of traces(id)) {
      const measured = measureModel(trace);
      for (const choice of headsInOrder(trace)) {
        const habit = dominantPatternOf(attentionViewOf(trace, choice));
        const findings = findingsOf(measured.metrics[choice.layer]![choice.head]!, measured);
        const fits = findings.filter((one) => one.fits).map((one) => one.rule.metric);
        const named = habit && habit.rule !== 'last' ? METRIC_OF[habit.rule] : null;
        if (named && habit!.mean > MOSTLY) expect(fits).toContain(named);
        if (habit === null) {
          for (const metric of ['previous', 'next', 'first'] as const) {
            expect(fits).not.toContain(metric);
          }
        }
      }
    }
  });
});

function traces(id: string): Trace[] {
  const { left, right } = traceFile(id);
  return [left, right];
}

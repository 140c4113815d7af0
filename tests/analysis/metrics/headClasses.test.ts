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
import type { HeldTrace } from '../../../src/model/trace.ts';
import { traceFile } from '../../support/preset.ts';
import { headReading, reading } from '../texts.ts';

function classified(trace: HeldTrace) {
  const measured = measureModel(trace);
  return classOf(measured.metrics[0]![0]!, measured);
}

const PLAIN = '[CLS] one two three four five six seven';
const TWICE = 'x one two three one two three one two';
const STOPS = '[CLS] one , two , three . [SEP]';

describe.each(['left', 'right'] as const)('under the mask of %s', (side) => {
  it.each([
    ['previous', PLAIN, (row: number, column: number) => column === row - 1],
    ['self', PLAIN, (row: number, column: number) => column === row],
    ['first', PLAIN, (_: number, column: number) => column === 0],
    ['separators', STOPS, (_: number, column: number) => [2, 4, 6].includes(column)],
    [
      'same',
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
  expect(classified(headReading('left', PLAIN, next)).label).toBe('next');
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
  expect(classified(causalTrace).label).not.toBe('first');
  // With all three keys legal, reading evenly gives 0.33: above by 0.22.
  const open = reading('left', 'a b c', [rows]);
  expect(findingsOf(measureModel(open).metrics[0]![0]!, measureModel(open))).toContainEqual(
    expect.objectContaining({ fits: true, rule: expect.objectContaining({ metric: 'first' }) }),
  );
});

it('gives every rule a threshold', () => {
  for (const { least } of CLASS_RULES) expect(least).toBeGreaterThan(0);
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

function traces(id: string): HeldTrace[] {
  const { left, right } = traceFile(id);
  return [left, right];
}

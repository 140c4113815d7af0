import { describe, expect, it } from 'vitest';
import { aggregate } from '../../src/analysis/metrics/aggregate.ts';
import { CLASS_LABELS, CLASS_RULES, classOf } from '../../src/analysis/metrics/headClasses.ts';
import { measureModel } from '../../src/analysis/metrics/measureModel.ts';
import type { HeldTrace } from '../../src/model/trace.ts';
import { CLASS_TITLES } from '../../src/sentences/classTitles.ts';
import { CLASS_REASONS, classEvidence, labelsSentence } from '../../src/sentences/headClasses.ts';
import { headReading, reading } from '../analysis/texts.ts';

function evidenceOf(trace: HeldTrace): string {
  const measured = measureModel(trace);
  return classEvidence(classOf(measured.metrics[0]![0]!, measured), measured);
}

const PLAIN = '[CLS] one two three four five six seven';
const STOPS = '[CLS] one , two , three . [SEP]';

describe('The evidence for a class', () => {
  it('gives the metric, its value, the baseline and the number of rows', () => {
    const trace = headReading('left', 'a b c d', (row, column) => column === row - 1);
    // Rows 1 to 3 read the token before with 1; reading evenly gives 1/4.
    expect(evidenceOf(trace)).toBe(
      'On average 1.00 of a row’s attention goes to the token before, over 3 rows; reading evenly gives 0.25.',
    );
  });

  it('names what else fits', () => {
    const sink = headReading('left', STOPS, (_, column) => column === 0);
    expect(evidenceOf(sink)).toContain('It also fits: punctuation or separator (1.00).');
  });

  it('says what was nearest where nothing fits, and what would have been asked for', () => {
    // Itself and its neighbours, a third each, or a half at the two ends. Before: rows 1 to 6 give
    // 1/3, row 7 gives 1/2, (6/3 + 1/2) / 7 = 0.357; after, the same; itself: (6/3 + 2/2) / 8.
    // Above reading evenly, 1/8: 0.232, 0.232 and 0.25.
    const thirds = headReading('left', PLAIN, (row, column) => Math.abs(row - column) <= 1);
    expect(evidenceOf(thirds)).toMatch(
      /^No class fits\. The nearest is “itself”: on average 0\.38 .* over 8 rows; reading evenly gives 0\.13\. The class asks for more than 0\.50, and more than 0\.20 above reading evenly\.$/,
    );
  });

  it('does not name a pattern after a single row', () => {
    const word = headReading('right', '<|endoftext|> rain', (_, column) => column === 0);
    const alone = headReading('right', '<|endoftext|>', () => true);
    for (const trace of [word, alone]) {
      expect(evidenceOf(trace)).toBe(
        'No class can be told: too few tokens have a choice of what to read.',
      );
    }
  });

  it('is not given by a weight that is not a number', () => {
    const rows = Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => Number.NaN));
    expect(evidenceOf(reading('left', 'a b c d', [rows]))).toMatch(/^No class fits.*not a number/);
  });
});

it('names every class, once, and gives every rule a reason', () => {
  const titles = CLASS_LABELS.map((label) => CLASS_TITLES[label]);
  expect(new Set(titles).size).toBe(CLASS_LABELS.length);
  for (const { label } of CLASS_RULES) expect(CLASS_REASONS[label]).toMatch(/\.$/);
});

it('says how many texts a class rests on', () => {
  const measured = [
    headReading('left', 'a b c d', (row, column) => column === row - 1),
    headReading('left', 'a b a b a', (_, column) => column === 0),
  ].map(measureModel);
  const all = aggregate(measured);
  const found = classOf(all.metrics[0]![0]!, all);
  expect(classEvidence(found, all)).toContain('over 7 rows of 2 texts');
});

it.each([
  [{ broad: 24 }, 'Taken alone, 24 texts give “broad”.'],
  [{ broad: 1, induction: 3 }, 'Taken alone, 3 texts give “induction” and 1 “broad”.'],
  [
    { broad: 1, induction: 3, unclassified: 2 },
    'Taken alone, 3 texts give “induction”, 2 “unclassified” and 1 “broad”.',
  ],
  [{ broad: 1 }, 'Taken alone, 1 text gives “broad”.'],
])('says how often each label is given: %j', (counts, sentence) => {
  expect(labelsSentence(counts)).toBe(sentence);
});

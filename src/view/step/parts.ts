/** What the parts of a step's table are called, and how their numbers are written. */
import type { HeadRow } from '../../analysis/steps/arithmetic.ts';
import type { StepName } from '../../analysis/steps/stepNames.ts';
import { numberAt, type Part, type Spot } from '../../analysis/steps/stepTable.ts';
import type { StripScales } from '../../analysis/steps/stripScale.ts';
import { result } from '../../sentences/numbers/decimal.ts';
import { percent } from '../../sentences/numbers/percent.ts';

export const HEADINGS: Readonly<Record<Part, string>> = {
  query: 'query',
  key: 'key',
  value: 'value',
  share: 'weight × value',
  context: 'mix',
  output: 'output',
  score: 'score',
  scaled: 'scaled',
  mask: 'mask',
  masked: 'masked',
  weight: 'weight',
  term: 'number',
};

/** "±2 for query, ±1.5 for key": what a full bar stands for; null for a step without strips. */
export function fullBars(scales: StripScales): string | null {
  const said = Object.entries(scales).map(
    ([part, full]) => `±${full} for ${HEADINGS[part as Part]}`,
  );
  return said.length > 0 ? said.join(', ') : null;
}

/** The steps at which the mask has spoken. */
export const MASKED: readonly StepName[] = ['mask', 'softmax', 'sum'];

/** The column of the keys that a strip of the chosen word's own stands in. */
export const PLACES: Partial<Record<Part, Part>> = { query: 'key', context: 'share' };

export function numberText(row: HeadRow, spot: Spot, forbidden: boolean): string {
  const number = numberAt(row, spot);
  switch (spot.part) {
    case 'weight':
      return percent(number);
    case 'mask':
      return forbidden ? '−∞' : '+ 0';
    case 'masked':
      return forbidden ? '−∞' : result(number);
    default:
      return result(number);
  }
}

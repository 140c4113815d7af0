/** What the parts of a step's table are called, and how their numbers are written. */
import { type Message, msg, t } from '#say';
import type { HeadRow } from '../../analysis/steps/arithmetic.ts';
import type { StepName } from '../../analysis/steps/stepNames.ts';
import { numberAt, type Part, type Spot } from '../../analysis/steps/stepTable.ts';
import type { StripScales } from '../../analysis/steps/stripScale.ts';
import { list } from '../../language/intl.ts';
import { result } from '../../sentences/numbers/decimal.ts';
import { percent } from '../../sentences/numbers/percent.ts';

export const HEADINGS: Readonly<Record<Part, Message>> = {
  query: msg`query`,
  key: msg`key`,
  value: msg`value`,
  share: msg`weight × value`,
  context: msg({
    message: 'mix',
    comment: 'The weighted sum of the values, what the word has read.',
  }),
  output: msg`output`,
  score: msg`score`,
  scaled: msg`scaled`,
  mask: msg`mask`,
  masked: msg({ message: 'masked', comment: 'The scaled score after the mask was added.' }),
  weight: msg`weight`,
  term: msg`number`,
};

/** "±2 for query, ±1.5 for key": what a full bar stands for; null for a step without strips. */
export function fullBars(scales: StripScales): string | null {
  const said = Object.entries(scales).map(
    ([part, full]) => t`±${full} for ${HEADINGS[part as Part]}`,
  );
  return said.length > 0 ? list(said, 'each') : null;
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

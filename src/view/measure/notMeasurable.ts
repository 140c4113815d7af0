/** What stands in the place of a number that cannot be measured, in few letters: columns are narrow. */
import { t } from '#say';

export const notMeasurable = (): string =>
  t({ message: 'n/m', comment: 'Short for “not measurable”, in a narrow column of numbers.' });

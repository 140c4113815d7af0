/** Numbers without a unit as a reader sees them, with a true minus sign. */
import { t } from '#say';

/** Digits of results: scores, products, sums. */
const PLACES = 3;

/** Digits of the factors that a result is made of. */
const FACTOR_PLACES = 4;

function fixed(value: number, places: number): string {
  if (Number.isNaN(value)) return t`not a number`;
  const text = value.toFixed(places);
  // What rounds to zero has no sign.
  return Number(text) === 0 ? (0).toFixed(places) : text.replace('-', '−');
}

/** "−3.210": a result, to three decimals. NaN stays visible. */
export const result = (value: number): string => fixed(value, PLACES);

/** "−3.2104": a factor, to four decimals. */
export const factor = (value: number): string => fixed(value, FACTOR_PLACES);

/** A result as whole thousandths, for sums that have to add up as they are written. */
export const thousandths = (value: number): number => Number(value.toFixed(PLACES)) * 10 ** PLACES;

/** The result that thousandths stand for. */
export const fromThousandths = (count: number): number => Math.round(count) / 10 ** PLACES;

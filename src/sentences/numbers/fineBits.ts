/** Small amounts of information, such as divergences, as a reader sees them. */
import { plural, t } from '#say';

/**
 * "1.80 bits", "1.00 bit", "0 bits": what is not zero never reads as 0. NaN stays visible.
 *
 * @param digits how many decimals; 2 by default.
 */
export function fineBits(value: number, digits = 2): string {
  if (Number.isNaN(value)) return t`not a number of bits`;
  if (!Number.isFinite(value)) return t`infinitely many bits`;
  if (value === 0) return t`0 bits`;
  const least = 10 ** -digits;
  if (Math.abs(value) < least / 2) return t`<${least.toFixed(digits)} bits`;
  const text = value.toFixed(digits).replace('-', '−');
  const size = Number(text);
  return t`${text} ${plural(size, { one: 'bit', other: 'bits' })}`;
}

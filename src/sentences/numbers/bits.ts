/** Bits as a reader sees them: surprisals, entropies and their differences, with a true minus sign. */
import { plural, t } from '#say';
import { number } from '../../language/intl.ts';

/** "13.2", "−0.4": to one decimal unless told otherwise. What rounds to 0 has no sign; NaN stays visible. */
export function bitsNumber(value: number, digits = 1): string {
  if (Number.isNaN(value)) return t`not a number`;
  const text = value.toFixed(digits);
  return Number(text) === 0 ? (0).toFixed(digits) : text.replace('-', '−');
}

/** "13.2 bits", "1.0 bit". */
export function bits(value: number): string {
  if (Number.isNaN(value)) return t`not a number of bits`;
  const text = bitsNumber(value);
  const size = Math.abs(Number(value.toFixed(1)));
  return t`${text} ${plural(size, { one: 'bit', other: 'bits' })}`;
}

/** How many equally likely choices so many bits are: 2^bits as "1.4", "39", "1,200". */
export function choices(value: number): string {
  const count = 2 ** value;
  if (!Number.isFinite(count) || count >= 1e6) return t`over a million`;
  if (count < 9.95) return count.toFixed(1);
  const step = count < 1000 ? 1 : 100;
  return number(Math.round(count / step) * step);
}

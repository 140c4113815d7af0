/** Amounts of information as a reader sees them. */

/** "1.80 bits", "1.00 bit", "0 bits": what is not zero never reads as 0. NaN stays visible. */
export function fineBits(value: number): string {
  if (Number.isNaN(value)) return 'not a number of bits';
  if (value === 0) return '0 bits';
  if (Math.abs(value) < 0.005) return 'less than 0.01 bits';
  const text = value.toFixed(2).replace('-', '−');
  return `${text} ${text === '1.00' ? 'bit' : 'bits'}`;
}

/** Weights and probabilities as a reader sees them. */
import { t } from '#say';

/**
 * "31.4%". What is not zero never reads as 0%, and what is not everything never as 100%: "<0.1%",
 * ">99.9%". NaN stays visible.
 */
export function percent(p: number, digits = 1): string {
  if (Number.isNaN(p)) return t`not a number`;
  const step = 10 ** -digits;
  const hundred = p * 100;
  if (p > 0 && hundred < step / 2) return `<${step.toFixed(digits)}%`;
  if (p < 1 && hundred > 100 - step / 2) return `>${(100 - step).toFixed(digits)}%`;
  return `${hundred.toFixed(digits)}%`;
}

/** "3e-7", "0": a deviation, to one digit. */
export function deviation(value: number): string {
  if (Number.isNaN(value)) return t`not a number`;
  return value === 0 ? '0' : value.toExponential(0);
}

/** What each metric says, in words. */
import type { MetricName } from '../analysis/metrics/metricNames.ts';
import type { MassName } from '../analysis/metrics/targets.ts';

/** One plain sentence for each metric, for a head's attention a[i, j] of row i on column j. */
export const METRIC_NOTES: Readonly<Record<MetricName, string>> = {
  entropy:
    'How evenly a row is spread: −Σ a ln a, divided by ln of the number of keys that the row may read, so 1 is perfectly even and 0 is one key alone, under either mask.',
  distance:
    'How far away a row reads, on average: Σ a·|i − j|, in tokens. Its bar is drawn on the length of the text.',
  self: 'How much of a row stays on the row’s own token: a[i, i].',
  previous: 'How much goes to the token just before: a[i, i − 1], over the rows that have one.',
  next: 'How much goes to the token just after: a[i, i + 1], over the rows that have one.',
  first: 'How much goes to the first token of all: a[i, 0], over the rows after it.',
  specials: 'How much goes to [CLS], [SEP] and <|endoftext|>, which stand for no word.',
  punctuation:
    'How much goes to tokens that are punctuation, over the rows that may read any such token.',
  separators: 'How much goes to special tokens and punctuation together.',
  same: 'How much goes to other occurrences of the row’s own token, over the rows that may read one.',
  induction:
    'How much goes to the token that followed an earlier occurrence of the row’s token, over the rows that have one: where a head that copies looks (Olsson et al. 2022).',
  future: 'How much goes to tokens that come later: Σ a[i, j] for j > i.',
};

/** What a mass goes to, as the end of "on average 0.93 of a row’s attention goes to …". */
export const MASS_OBJECTS: Readonly<Record<MassName, string>> = {
  self: 'the token itself',
  previous: 'the token before',
  next: 'the token after',
  first: 'the first token',
  specials: 'special tokens',
  punctuation: 'punctuation',
  separators: 'special tokens and punctuation',
  same: 'other occurrences of the same token',
  induction: 'what followed an earlier occurrence of the same token',
  future: 'later tokens',
};

/** Why a metric cannot be measured on a text. */
export const UNMEASURED_REASONS: Readonly<Record<MetricName, string>> = {
  entropy: 'no token has two keys to choose from',
  distance: 'there is no token',
  self: 'there is no token',
  previous: 'there is only one token',
  next: 'there is only one token',
  first: 'there is only one token',
  specials: 'there is no special token',
  punctuation: 'no token is punctuation alone',
  separators: 'there is no special token and no punctuation',
  same: 'no token comes back',
  induction: 'no token comes back after another one',
  future: 'there is no token',
};

/** Nearer to 1 than this is what rounding leaves of a plain 1. */
const ROUNDING = 1e-6;

/**
 * "0.93", "3.2" for a distance. What is not zero never reads as 0, and what is not all never as 1;
 * NaN stays visible.
 */
export function metricNumber(name: MetricName, value: number): string {
  if (Number.isNaN(value)) return 'not a number';
  const places = name === 'distance' ? 1 : 2;
  const step = 10 ** -places;
  if (value > 0 && value < step / 2) return `<${step.toFixed(places)}`;
  if (name !== 'distance' && value < 1 - ROUNDING && value > 1 - step / 2) {
    return `>${(1 - step).toFixed(places)}`;
  }
  return value.toFixed(places);
}

/** What each metric says, in words. */
import { msg } from '#say';
import type { MetricName } from '../analysis/metrics/metricNames.ts';
import type { MassName } from '../analysis/metrics/targets.ts';
import { spoken } from './spoken.ts';

/** One plain sentence for each metric, for a head's attention a[i, j] of row i on column j. */
export const METRIC_NOTES = spoken<MetricName>({
  entropy: msg`How evenly a row is spread: −Σ a ln a, divided by ln of the number of keys that the row may read, so 1 is perfectly even and 0 is one key alone, under either mask.`,
  distance: msg`How far away a row reads, on average: Σ a·|i − j|, in tokens. Its bar is drawn on the length of the text.`,
  self: msg`How much of a row stays on the row’s own token: a[i, i].`,
  previous: msg`How much goes to the token just before: a[i, i − 1], over the rows that have one.`,
  next: msg`How much goes to the token just after: a[i, i + 1], over the rows that have one.`,
  first: msg`How much goes to the first token of all: a[i, 0], over the rows after it.`,
  specials: msg`How much goes to [CLS], [SEP] and <|endoftext|>, which stand for no word.`,
  punctuation: msg`How much goes to tokens that are punctuation, over the rows that may read any such token.`,
  separators: msg`How much goes to special tokens and punctuation together.`,
  same: msg`How much goes to other occurrences of the row’s own token, over the rows that may read one.`,
  induction: msg`How much goes to the token that followed an earlier occurrence of the row’s token, over the rows that have one: where a head that copies looks (Olsson et al. 2022).`,
  future: msg`How much goes to tokens that come later: Σ a[i, j] for j > i.`,
});

/** What a mass goes to, as the end of "on average 0.93 of a row’s attention goes to …". */
export const MASS_OBJECTS = spoken<MassName>({
  self: msg`the token itself`,
  previous: msg`the token before`,
  next: msg`the token after`,
  first: msg`the first token`,
  specials: msg`special tokens`,
  punctuation: msg`punctuation`,
  separators: msg`special tokens and punctuation`,
  same: msg`other occurrences of the same token`,
  induction: msg`what followed an earlier occurrence of the same token`,
  future: msg`later tokens`,
});

/** Why a metric cannot be measured on a text. */
export const UNMEASURED_REASONS = spoken<MetricName>({
  entropy: msg`no token has two keys to choose from`,
  distance: msg`there is no token`,
  self: msg`there is no token`,
  previous: msg`there is only one token`,
  next: msg`there is only one token`,
  first: msg`there is only one token`,
  specials: msg`there is no special token`,
  punctuation: msg`no token is punctuation alone`,
  separators: msg`there is no special token and no punctuation`,
  same: msg`no token comes back`,
  induction: msg`no token comes back after another one`,
  future: msg`there is no token`,
});

/** The metrics' names for a reader: short enough for the head of a column. */
import { type Message, msg } from '#say';
import type { MetricName } from '../analysis/metrics/metricNames.ts';
import { spoken } from './spoken.ts';

/** The same as messages, for what is read by other programs in English. */
export const METRIC_MESSAGES: Readonly<Record<MetricName, Message>> = {
  entropy: msg`entropy`,
  distance: msg`distance`,
  self: msg`itself`,
  previous: msg`previous token`,
  next: msg`next token`,
  first: msg`first token`,
  specials: msg`special tokens`,
  punctuation: msg`punctuation`,
  separators: msg`separators`,
  same: msg`same token`,
  induction: msg`induction`,
  future: msg`future`,
};

export const METRIC_TITLES = spoken(METRIC_MESSAGES);

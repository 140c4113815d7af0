/** What a head of each class is called. */
import { type Message, msg } from '#say';
import type { ClassLabel } from '../analysis/metrics/headClasses.ts';
import { spoken } from './spoken.ts';

/** The same as messages, for what is read by other programs in English. */
export const CLASS_MESSAGES = {
  previous: msg`previous token`,
  next: msg`next token`,
  self: msg`itself`,
  first: msg`first-token sink`,
  separators: msg`punctuation or separator`,
  same: msg`same word`,
  induction: msg`induction`,
  broad: msg`broad`,
  unclassified: msg`unclassified`,
} as const satisfies Readonly<Record<ClassLabel, Message>>;

export const CLASS_TITLES = spoken<ClassLabel>(CLASS_MESSAGES);

/** What a head of each class is called. */
import type { ClassLabel } from '../analysis/metrics/headClasses.ts';

export const CLASS_TITLES = {
  previous: 'previous token',
  next: 'next token',
  self: 'itself',
  first: 'first-token sink',
  separators: 'punctuation or separator',
  same: 'same word',
  induction: 'induction',
  broad: 'broad',
  unclassified: 'unclassified',
} as const satisfies Readonly<Record<ClassLabel, string>>;

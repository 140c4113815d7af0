/** What is measured of a head; see metrics.ts for the definitions. */
export const METRICS = [
  'entropy',
  'distance',
  'self',
  'previous',
  'next',
  'first',
  'specials',
  'punctuation',
  'separators',
  'same',
  'induction',
  'future',
] as const;
export type MetricName = (typeof METRICS)[number];

/**
 * What kind of head a head is, by documented thresholds, or that it is of none.
 *
 * A class is given by one metric. Its value has to be more than `least`, and more than `excess` above
 * what a head that reads evenly would score: causal rows have few keys, so a plain threshold would find
 * a first-token sink in any GPT head on a short text. Of several classes that fit, the one with the
 * largest excess is the label; the others are findings that fit as well. The thresholds are in
 * {@link CLASS_RULES}, which the page shows as they stand and gives the reasons for.
 */

import type { Yardstick } from './measureModel.ts';
import type { HeadMetrics } from './metrics.ts';
import type { MassName } from './targets.ts';

export const CLASS_LABELS = [
  'previous',
  'next',
  'self',
  'first',
  'separators',
  'same',
  'induction',
  'broad',
  'unclassified',
] as const;
export type ClassLabel = (typeof CLASS_LABELS)[number];

export interface ClassRule {
  readonly label: Exclude<ClassLabel, 'unclassified'>;
  readonly metric: MassName | 'entropy';
  /** The value has to be more than this. */
  readonly least: number;
  /** And more than this above the uniform baseline; null for entropy, which the baseline has most of. */
  readonly excess: number | null;
}

/** "Mostly": more than half of what is read. */
export const MOSTLY = 0.5;

/** The least excess over reading evenly that deserves a name. */
export const NOTICEABLE = 0.2;

/** Of the rows with two or more legal keys, and of those that a metric rests on: one shows no pattern. */
export const LEAST_ROWS = 2;

export const CLASS_RULES: readonly ClassRule[] = [
  {
    label: 'previous',
    metric: 'previous',
    least: MOSTLY,
    excess: NOTICEABLE,
  },
  {
    label: 'next',
    metric: 'next',
    least: MOSTLY,
    excess: NOTICEABLE,
  },
  {
    label: 'self',
    metric: 'self',
    least: MOSTLY,
    excess: NOTICEABLE,
  },
  {
    label: 'first',
    metric: 'first',
    least: MOSTLY,
    excess: NOTICEABLE,
  },
  {
    label: 'separators',
    metric: 'separators',
    least: MOSTLY,
    excess: NOTICEABLE,
  },
  {
    label: 'same',
    metric: 'same',
    least: 0.3,
    excess: NOTICEABLE,
  },
  {
    label: 'induction',
    metric: 'induction',
    least: 0.3,
    excess: NOTICEABLE,
  },
  {
    label: 'broad',
    metric: 'entropy',
    least: 0.75,
    excess: null,
  },
];

/** How one class's rule turns out for one head. */
export interface Finding {
  readonly rule: ClassRule;
  readonly value: number;
  readonly baseline: number;
  readonly rows: number;
  readonly fits: boolean;
}

export interface HeadClass {
  readonly label: ClassLabel;
  /** Every rule that could be judged, as {@link findingsOf} gives them. */
  readonly findings: readonly Finding[];
}

/** Every rule that can be judged here, the largest excess first; `broad` last. */
export function findingsOf(metrics: HeadMetrics, { baseline, rows }: Yardstick): Finding[] {
  // Rows with one legal key have no choice: GPT's first says nothing of any head.
  if (rows.entropy < LEAST_ROWS) return [];
  const findings = CLASS_RULES.flatMap((rule): Finding[] => {
    const value = metrics[rule.metric];
    const even = baseline[rule.metric];
    const count = rows[rule.metric];
    if (value === null || even === null || count < LEAST_ROWS) return [];
    // The mask forbids every such key, and nothing leaks: no head could be of this class.
    if (value === 0 && even === 0) return [];
    const fits = value > rule.least && (rule.excess === null || value - even > rule.excess);
    return [{ rule, value, baseline: even, rows: count, fits }];
  });
  return findings.sort((a, b) => excessOf(b) - excessOf(a));
}

function excessOf({ rule, value, baseline }: Finding): number {
  const excess = rule.excess === null ? Number.NEGATIVE_INFINITY : value - baseline;
  return Number.isNaN(excess) ? Number.NEGATIVE_INFINITY : excess;
}

/** The class of one head, with what speaks for it. */
export function classOf(metrics: HeadMetrics, yardstick: Yardstick): HeadClass {
  const findings = findingsOf(metrics, yardstick);
  const found = findings.find(({ fits }) => fits);
  return { label: found?.rule.label ?? 'unclassified', findings };
}

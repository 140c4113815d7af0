/**
 * What kind of head a head is, by documented thresholds, or that it is of none.
 *
 * A class is given by one metric. Its value has to be more than `least`, and more than `excess` above
 * what a head that reads evenly would score: causal rows have few keys, so a plain threshold would find
 * a first-token sink in any GPT head on a short text. Of several classes that fit, the one with the
 * largest excess is the label; the others are named in the evidence. The thresholds and the reasons
 * for them are in {@link CLASS_RULES}, which the page shows as they stand.
 */

import { MASS_OBJECTS, metricNumber } from '../../sentences/metricTexts.ts';
import type { Yardstick } from './measureModel.ts';
import type { HeadMetrics } from './metrics.ts';
import type { MassName } from './targets.ts';

export const CLASS_LABELS = [
  'previous token',
  'next token',
  'itself',
  'first-token sink',
  'punctuation or separator',
  'same word',
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
  /** Why these numbers, and after whom. */
  readonly why: string;
}

/** "Mostly": more than half of what is read. */
export const MOSTLY = 0.5;

/** The least excess over reading evenly that deserves a name. */
export const NOTICEABLE = 0.2;

/** Of the rows with two or more legal keys, and of those that a metric rests on: one shows no pattern. */
export const LEAST_ROWS = 2;

export const CLASS_RULES: readonly ClassRule[] = [
  {
    label: 'previous token',
    metric: 'previous',
    least: MOSTLY,
    excess: NOTICEABLE,
    why: 'Clark et al. 2019 (section 3.1) single out heads that put more than half of their attention on the previous or the next token; Kovaleva et al. 2019 call the pattern diagonal; Voita et al. 2019 ask for more, that the largest weight be there nine times in ten.',
  },
  {
    label: 'next token',
    metric: 'next',
    least: MOSTLY,
    excess: NOTICEABLE,
    why: 'As for the previous token.',
  },
  {
    label: 'itself',
    metric: 'self',
    least: MOSTLY,
    excess: NOTICEABLE,
    why: 'As for the previous token; the middle of Kovaleva et al.’s diagonal.',
  },
  {
    label: 'first-token sink',
    metric: 'first',
    least: MOSTLY,
    excess: NOTICEABLE,
    why: 'Half, as above. Clark et al. 2019 (section 3.2) read such attention as a head with nothing to do; Xiao et al. 2023 call the first token a sink.',
  },
  {
    label: 'punctuation or separator',
    metric: 'separators',
    least: MOSTLY,
    excess: NOTICEABLE,
    why: 'Half, as above, on special tokens and punctuation together: Clark et al. 2019 (section 3.2) and Kovaleva et al. 2019 (the vertical pattern).',
  },
  {
    label: 'same word',
    metric: 'same',
    least: 0.3,
    excess: NOTICEABLE,
    why: 'Less than half, because words such as “the” come back without meaning the same thing. After the duplicate-token heads of Wang et al. 2022; the number is ours.',
  },
  {
    label: 'induction',
    metric: 'induction',
    least: 0.3,
    excess: NOTICEABLE,
    why: 'The prefix-matching score of Olsson et al. 2022, taken on the text at hand. They take it on random tokens; in real text a word may come back and not go on as before, so less than half is asked for. The number is ours.',
  },
  {
    label: 'broad',
    metric: 'entropy',
    least: 0.75,
    excess: null,
    why: 'Only where no other class fits: three quarters of the entropy of reading evenly. Clark et al. 2019 (section 3.3) describe broad heads without a threshold; the number is ours.',
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
  /** Why, in full sentences with the numbers. */
  readonly evidence: string;
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

/** The class of one head, with the evidence for it. */
export function classOf(metrics: HeadMetrics, yardstick: Yardstick): HeadClass {
  const findings = findingsOf(metrics, yardstick);
  const [found, ...others] = findings.filter(({ fits }) => fits);
  if (!found) return { label: 'unclassified', evidence: nothingFits(findings, yardstick) };
  const also = others
    .filter(({ rule }) => rule.excess !== null)
    .map(({ rule, value }) => `${rule.label} (${metricNumber(rule.metric, value)})`);
  return {
    label: found.rule.label,
    evidence: [
      sentence(clause(found, yardstick)),
      ...(also.length > 0 ? [`It also fits: ${also.join(', ')}.`] : []),
    ].join(' '),
  };
}

function nothingFits(findings: readonly Finding[], yardstick: Yardstick): string {
  const [nearest] = findings;
  if (!nearest) return 'No class can be told: too few tokens have a choice of what to read.';
  const { label, least, excess } = nearest.rule;
  const above = excess === null ? '' : `, and more than ${excess.toFixed(2)} above reading evenly`;
  return `No class fits. The nearest is “${label}”: ${clause(nearest, yardstick)}. The class asks for more than ${least.toFixed(2)}${above}.`;
}

function clause({ rule, value, baseline, rows }: Finding, { texts }: Yardstick): string {
  const { metric } = rule;
  const count = texts?.[metric];
  const of = count === undefined ? '' : ` of ${count} ${count === 1 ? 'text' : 'texts'}`;
  const amount = metricNumber(metric, value);
  const even = metricNumber(metric, baseline);
  const what =
    metric === 'entropy'
      ? `the entropy is ${amount} of the most that the legal keys allow`
      : `on average ${amount} of a row’s attention goes to ${MASS_OBJECTS[metric]}`;
  return `${what}, over ${rows} rows${of}; reading evenly gives ${even}`;
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

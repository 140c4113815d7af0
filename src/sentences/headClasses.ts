/** Why a head is called what it is called, with the numbers, and why the thresholds are what they are. */
import { msg, plural, t } from '#say';
import type { LabelCounts } from '../analysis/metrics/aggregate.ts';
import {
  CLASS_LABELS,
  type ClassLabel,
  type ClassRule,
  type Finding,
  type HeadClass,
} from '../analysis/metrics/headClasses.ts';
import type { Yardstick } from '../analysis/metrics/measureModel.ts';
import { list } from '../language/intl.ts';
import { CLASS_TITLES } from './classTitles.ts';
import { metricNumber } from './metricNumber.ts';
import { MASS_OBJECTS } from './metricTexts.ts';
import { spoken } from './spoken.ts';

/** Why a class asks for the numbers that it asks for, and after whom. */
export const CLASS_REASONS = spoken<ClassRule['label']>({
  previous: msg`Clark et al. 2019 (section 3.1) single out heads that put more than half of their attention on the previous or the next token; Kovaleva et al. 2019 call the pattern diagonal; Voita et al. 2019 ask for more, that the largest weight be there nine times in ten.`,
  next: msg`As for the previous token.`,
  self: msg`As for the previous token; the middle of Kovaleva et al.’s diagonal.`,
  first: msg`Half, as above. Clark et al. 2019 (section 3.2) read such attention as a head with nothing to do; Xiao et al. 2023 call the first token a sink.`,
  separators: msg`Half, as above, on special tokens and punctuation together: Clark et al. 2019 (section 3.2) and Kovaleva et al. 2019 (the vertical pattern).`,
  same: msg`Less than half, because words such as “the” come back without meaning the same thing. After the duplicate-token heads of Wang et al. 2022; the number is ours.`,
  induction: msg`The prefix-matching score of Olsson et al. 2022, taken on the text at hand. They take it on random tokens; in real text a word may come back and not go on as before, so less than half is asked for. The number is ours.`,
  broad: msg`Only where no other class fits: three quarters of the entropy of reading evenly. Clark et al. 2019 (section 3.3) describe broad heads without a threshold; the number is ours.`,
});

/** "4 first-token sink, 2 broad, 10 unclassified." */
export function classesSentence(classes: readonly (readonly HeadClass[])[]): string {
  const all = classes.flat();
  const counts = CLASS_LABELS.flatMap((label) => {
    const count = all.filter((one) => one.label === label).length;
    return count > 0 ? t`${plural(count, { other: '#' })} ${CLASS_TITLES[label]}` : [];
  });
  return t`${list(counts, 'each')}.`;
}

/** Why a head is of its class, in full sentences with the numbers. */
export function classEvidence({ findings }: HeadClass, yardstick: Yardstick): string {
  const [found, ...others] = findings.filter(({ fits }) => fits);
  if (!found) return nothingFits(findings, yardstick);
  const also = others
    .filter(({ rule }) => rule.excess !== null)
    .map(({ rule, value }) => {
      const amount = metricNumber(rule.metric, value);
      return t`${CLASS_TITLES[rule.label]} (${amount})`;
    });
  const reason = capital(clause(found, yardstick));
  return also.length > 0 ? t`${reason}. It also fits: ${list(also, 'each')}.` : t`${reason}.`;
}

function nothingFits(findings: readonly Finding[], yardstick: Yardstick): string {
  const [nearest] = findings;
  if (!nearest) return t`No class can be told: too few tokens have a choice of what to read.`;
  const { label, least, excess } = nearest.rule;
  const title = CLASS_TITLES[label];
  const reason = clause(nearest, yardstick);
  const threshold = least.toFixed(2);
  return excess === null
    ? t`No class fits. The nearest is “${title}”: ${reason}. The class asks for more than ${threshold}.`
    : t`No class fits. The nearest is “${title}”: ${reason}. The class asks for more than ${threshold}, and more than ${excess.toFixed(2)} above reading evenly.`;
}

function clause({ rule, value, baseline, rows }: Finding, { texts }: Yardstick): string {
  const { metric } = rule;
  const count = texts?.[metric];
  const over =
    count === undefined
      ? t`${rows} rows`
      : t`${rows} rows of ${plural(count, { one: '# text', other: '# texts' })}`;
  const amount = metricNumber(metric, value);
  const even = metricNumber(metric, baseline);
  return metric === 'entropy'
    ? t`the entropy is ${amount} of the most that the legal keys allow, over ${over}; reading evenly gives ${even}`
    : t`on average ${amount} of a row’s attention goes to ${MASS_OBJECTS[metric]}, over ${over}; reading evenly gives ${even}`;
}

/** A clause as the beginning of a sentence. */
const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** "Taken alone, 22 texts give “next token” and 2 “unclassified”.", the most frequent first. */
export function labelsSentence(counts: LabelCounts): string {
  const entries = (Object.entries(counts) as [ClassLabel, number][]).sort(([, a], [, b]) => b - a);
  const parts = entries.map(([label, count], at) => {
    const title = CLASS_TITLES[label];
    return at > 0
      ? t`${count} “${title}”`
      : t`${plural(count, { one: '# text gives', other: '# texts give' })} “${title}”`;
  });
  return t`Taken alone, ${list(parts)}.`;
}

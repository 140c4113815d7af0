/** What is said of two sentences under a picture that is kept. */
import { t } from '#say';
import { headsInOrder } from '../../analysis/attention/head.ts';
import { spell } from '../../analysis/prediction/spell.ts';
import type { Trace } from '../../model/trace.ts';
import { headName } from '../../sentences/names.ts';
import { fineBits } from '../../sentences/numbers/fineBits.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import type { Across } from './measure.ts';
import type { PairFinding, TokenCost } from './run.ts';

/** How surely one sentence follows the other; the second as it was read, because it stands nowhere else. */
export function followsSentence({ judge, boundary, follows }: PairFinding): string {
  const second = judge.tokens.slice(boundary.judge + 1, -1).map(({ piece }) => piece);
  return t`${judge.model.name} gives ${percent(follows)} that “${spell(second).trim()}” follows it.`;
}

/** Which head reads most of the other sentence, beside reading everything equally. */
export function acrossSentence(
  trace: Pick<Trace, 'model' | 'layers' | 'heads'>,
  from: 0 | 1,
  { values, baseline }: Across,
): string {
  const { name } = trace.model;
  const isBack = from === 1;
  if (values.every((value) => value === 0)) {
    return isBack
      ? t`${name} sends exactly 0 from the second sentence back to the first, in all ${values.length} heads.`
      : t`${name} sends exactly 0 from the first sentence ahead to the second, in all ${values.length} heads.`;
  }
  const most = values.reduce((best, value, at) => (value > values[best]! ? at : best), 0);
  const head = headName(headsInOrder(trace)[most]!);
  const [sent, equally] = [percent(values[most]!), percent(baseline)];
  return isBack
    ? t`Of ${name}’s heads, ${head} sends most from the second sentence back to the first: ${sent}. Reading everything equally would send ${equally}.`
    : t`Of ${name}’s heads, ${head} sends most from the first sentence ahead to the second: ${sent}. Reading everything equally would send ${equally}.`;
}

/** What the second sentence costs a model, after the first and alone. */
export function costSentence(name: string, costs: readonly TokenCost[]): string {
  const sum = (of: 'given' | 'alone') => costs.reduce((all, cost) => all + cost[of], 0);
  const [given, alone] = [fineBits(sum('given'), 1), fineBits(sum('alone'), 1)];
  return t`The second sentence costs ${name} ${given} after the first and ${alone} alone: the sum of −log₂ p over its ${costs.length} tokens.`;
}

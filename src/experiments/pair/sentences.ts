/** What is said of two sentences under a picture that is kept. */
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
  return `${judge.model.name} gives ${percent(follows)} that “${spell(second).trim()}” follows it.`;
}

/** Which head reads most of the other sentence, beside reading everything equally. */
export function acrossSentence(
  trace: Pick<Trace, 'model' | 'layers' | 'heads'>,
  from: 0 | 1,
  { values, baseline }: Across,
): string {
  const { name } = trace.model;
  const way =
    from === 1 ? 'the second sentence back to the first' : 'the first sentence ahead to the second';
  if (values.every((value) => value === 0)) {
    return `${name} sends exactly 0 from ${way}, in all ${values.length} heads.`;
  }
  const most = values.reduce((best, value, at) => (value > values[best]! ? at : best), 0);
  const head = headName(headsInOrder(trace)[most]!);
  return `Of ${name}’s heads, ${head} sends most from ${way}: ${percent(values[most]!)}. Reading everything equally would send ${percent(baseline)}.`;
}

/** What the second sentence costs a model, after the first and alone. */
export function costSentence(name: string, costs: readonly TokenCost[]): string {
  const sum = (of: 'given' | 'alone') => costs.reduce((all, cost) => all + cost[of], 0);
  return `The second sentence costs ${name} ${fineBits(sum('given'), 1)} after the first and ${fineBits(sum('alone'), 1)} alone: the sum of −log₂ p over its ${costs.length} tokens.`;
}

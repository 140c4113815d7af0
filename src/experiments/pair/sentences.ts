/** What is said of two sentences under a picture that is kept. */
import { spell } from '../../analysis/prediction/spell.ts';
import type { Trace } from '../../model/trace.ts';
import { fineBits } from '../../sentences/numbers/fineBits.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import type { Across } from './measure.ts';
import type { PairFinding, TokenCost } from './run.ts';

/** How surely one sentence follows the other; the second as it was read, because it stands nowhere else. */
export function followsSentence({ judge, boundary, follows }: PairFinding): string {
  const second = judge.tokens.slice(boundary + 1, -1).map(({ piece }) => piece);
  return `${judge.model.name} gives ${percent(follows)} that “${spell(second).trim()}” follows it.`;
}

/** What a head reads of the other sentence, beside reading everything equally. */
export function acrossSentence(
  { model }: Pick<Trace, 'model'>,
  from: 0 | 1,
  { values, baseline }: Across,
): string {
  const way =
    from === 1 ? 'second sentence back to the first' : 'first sentence ahead to the second';
  const most = Math.max(...values);
  return `Of ${model.name}’s heads one sends ${percent(most)} from the ${way}, the most of all; reading everything equally would send ${percent(baseline)}.`;
}

/** What the second sentence costs a model, after the first and alone. */
export function costSentence(name: string, costs: readonly TokenCost[]): string {
  const sum = (of: 'given' | 'alone') => costs.reduce((all, cost) => all + cost[of], 0);
  return `The second sentence costs ${name} ${fineBits(sum('given'), 1)} after the first and ${fineBits(sum('alone'), 1)} alone: the sum of −log₂ p over its ${costs.length} tokens.`;
}

/** What is said of a model without some of its heads. */
import { t } from '#say';
import { type HeadChoice, headsInOrder } from '../../analysis/attention/head.ts';
import type { Trace } from '../../model/trace.ts';
import { headName } from '../../sentences/names.ts';
import { fineBits } from '../../sentences/numbers/fineBits.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import { SIDES, type Side } from '../../text/token.ts';
import type { RankedHead } from './measure.ts';

/** One sentence on what was done to a model. */
export function offSentence(
  { model, layers, heads }: Pick<Trace, 'model' | 'layers' | 'heads'>,
  off: readonly HeadChoice[],
  instead: 'zero' | 'mean',
): string {
  const title = model.name;
  if (off.length === 0) return t`All heads of ${title} are on: before and after are the same.`;
  if (off.length < layers * heads) {
    const by = instead === 'mean' ? t`its mean over the probe sentences` : t`zeros`;
    return off.length === 1
      ? t`${title} runs without ${headName(off[0]!)}: what it read is replaced by ${by}.`
      : t`${title} runs without ${off.length} of its heads: what each read is replaced by ${by}.`;
  }
  const all = off.length;
  return model.can.fillsBlanks
    ? t`All ${all} heads of ${title} are off. Heads are the only way from one token to another: what ${title} says of a blank depends on the blank’s place alone.`
    : t`All ${all} heads of ${title} are off. Heads are the only way from one token to another: what ${title} says next depends on the last token and its place alone.`;
}

/** Which head of each model most is lost without. */
export function rankingSentence(
  comparison: Readonly<Record<Side, Pick<Trace, 'model'>>>,
  ranking: Readonly<Record<Side, readonly RankedHead[]>>,
): string {
  const [one, other] = SIDES.map((side) => {
    const [first] = ranking[side];
    return first
      ? t`${comparison[side].model.name}’s ${headName(first.choice)} (${fineBits(first.bits, 3)})`
      : '';
  });
  return t`Most is lost here without ${one!} and without ${other!}.`;
}

/** One sentence on what moved in the attention. */
export function attentionSentence(
  changes: readonly number[],
  off: readonly HeadChoice[],
  trace: Pick<Trace, 'layers' | 'heads'>,
): string {
  if (off.length === 0) return t`Nothing is off, so no attention changes.`;
  const first = Math.min(...off.map(({ layer }) => layer));
  if (first === trace.layers - 1) {
    return t`Only the last layer is touched, and no layer reads after it: no attention changes.`;
  }
  const order = headsInOrder(trace);
  const most = changes.reduce((best, value, at) => (value > changes[best]! ? at : best), 0);
  return t`Layers up to ${first + 1} read before anything is missing. Of the later ones ${headName(order[most]!)} changes most: on average ${percent(changes[most]!)} of each token’s reading goes elsewhere.`;
}

/**
 * What a model loses with some of its heads switched off (Michel et al. 2019): how its predictions and
 * the attention of its later layers change.
 */

import {
  type HeadChoice,
  headsInOrder,
  headWeights,
  sameHead,
} from '../../analysis/attention/head.ts';
import { klDivergence, rankOf } from '../../analysis/prediction/distribution.ts';
import type { Candidate, HeldTrace, Prediction, Trace } from '../../model/trace.ts';
import type { Token } from '../../text/token.ts';

/** Candidates named of each of the two predictions. */
export const NAMED = 5;

/** A token's probability, 0 to 1, before and after. */
export interface WordShift extends Pick<Candidate, 'id' | 'label'> {
  readonly before: number;
  readonly after: number;
}

/** The word that really stands there; ranks from 1. */
export interface RealShift extends WordShift {
  readonly rankBefore: number;
  readonly rankAfter: number;
}

/** How one prediction changed. */
export interface SlotChange {
  /** KL(before ‖ after), in bits. */
  readonly bits: number;
  /** The most probable words of either prediction, those of the first before. */
  readonly words: readonly WordShift[];
  readonly real: RealShift | null;
}

function distributionOf({ distribution }: Prediction): Float32Array {
  if (distribution) return distribution;
  throw new RangeError('The whole distribution of each prediction is needed: ask for it.');
}

/**
 * @param real the token of the text that the prediction is for; null where there is none.
 * @throws RangeError when the predictions do not carry their distributions.
 */
export function slotChange(
  before: Prediction,
  after: Prediction,
  real: Pick<Token, 'id' | 'label'> | null,
): SlotChange {
  const [p, q] = [distributionOf(before), distributionOf(after)];
  const shift = ({ id, label }: Pick<Token, 'id' | 'label'>): WordShift => ({
    id,
    label,
    before: p[id]!,
    after: q[id]!,
  });
  const first = before.top.slice(0, NAMED);
  const then = after.top.slice(0, NAMED);
  const added = then.filter(({ id }) => !first.some((each) => each.id === id));
  return {
    bits: klDivergence(p, q),
    words: [...first, ...added].map(shift),
    real: real && {
      ...shift(real),
      rankBefore: rankOf(p, real.id),
      rankAfter: rankOf(q, real.id),
    },
  };
}

/**
 * How far each head's attention moved: the total variation distance ½ Σ |a − a′| of a row from what it
 * was, 0 to 1, as a mean over rows. [L · H], in the order of the attention.
 *
 * @throws RangeError when the two traces are not of as many tokens.
 */
export function attentionChange(before: HeldTrace, after: HeldTrace): number[] {
  const length = before.tokens.length;
  if (after.tokens.length !== length) {
    throw new RangeError(`${after.tokens.length} tokens cannot be set against ${length}.`);
  }
  return headsInOrder(before).map((choice) => {
    const [a, b] = [headWeights(before, choice), headWeights(after, choice)];
    let sum = 0;
    for (let at = 0; at < a.length; at++) sum += Math.abs(a[at]! - b[at]!);
    return sum / 2 / length;
  });
}

/** A head and what is lost without it alone: KL in bits, as a mean over the model's predictions. */
export interface RankedHead {
  readonly choice: HeadChoice;
  readonly bits: number;
}

/** Most lost first; equal ones in the order of the heads. */
export function ranked(heads: readonly RankedHead[]): readonly RankedHead[] {
  return [...heads].sort((a, b) => b.bits - a.bits);
}

/** The heads of a list that a model has, each once. */
export function knownHeads(
  list: readonly HeadChoice[],
  { layers, heads }: Pick<Trace, 'layers' | 'heads'>,
): readonly HeadChoice[] {
  return list.filter(
    (choice, at) =>
      choice.layer < layers &&
      choice.head < heads &&
      list.findIndex((each) => sameHead(each, choice)) === at,
  );
}

/** How a prediction has changed: its candidates before and after, and how far apart the two are. */
import type { Candidate, Prediction } from '../../model/trace.ts';
import { klDivergence, rankOf } from './distribution.ts';

export interface Shifted {
  readonly id: number;
  readonly label: string;
  /** Probabilities over the whole vocabulary. */
  readonly before: number;
  readonly after: number;
  /** Places among all tokens, from 1. */
  readonly rankBefore: number;
  readonly rankAfter: number;
}

export interface Shift {
  /** The most probable tokens before, and then those after that were not among them. */
  readonly rows: readonly Shifted[];
  /** What came first before, and what comes first after. */
  readonly first: Shifted;
  readonly winner: Shifted;
  /** KL(before ‖ after), in bits. */
  readonly bits: number;
}

/**
 * @param count how many of the most probable tokens to take from each
 * @throws RangeError when one of the predictions lacks its distribution or its candidates.
 */
export function shiftOf(before: Prediction, after: Prediction, count: number): Shift {
  const [p, q] = [before.distribution, after.distribution];
  if (!p || !q || !before.top[0] || !after.top[0]) {
    throw new RangeError('A change of predictions is measured on whole distributions.');
  }
  const shifted = ({ id, label }: Candidate): Shifted => ({
    id,
    label,
    before: p[id]!,
    after: q[id]!,
    rankBefore: rankOf(p, id),
    rankAfter: rankOf(q, id),
  });
  const listed = [...before.top.slice(0, count), ...after.top.slice(0, count)];
  const each = new Map(listed.map((candidate) => [candidate.id, candidate]));
  return {
    rows: [...each.values()].map(shifted),
    first: shifted(before.top[0]),
    winner: shifted(after.top[0]),
    bits: klDivergence(p, q),
  };
}

/** A token that a model wrote: what it was drawn from, and how it stands there. */
import type { Candidate, Prediction } from '../../model/trace.ts';
import { chances, draw, type Sampling } from './sampling.ts';
import { type TokenScore, tokenScore } from './tokenScore.ts';

export interface Considered extends Candidate {
  /** The probability that it would be drawn with; 0 for what sampling left out. */
  readonly drawn: number;
}

export interface Draft extends TokenScore {
  readonly id: number;
  /** The probability that it was drawn with, 0 to 1. */
  readonly drawn: number;
  /** How many tokens it was drawn from. */
  readonly among: number;
  /** The model's most probable tokens, most probable first. */
  readonly considered: readonly Considered[];
}

/**
 * Draws a token from a prediction.
 *
 * @param prediction one that carries its distribution.
 * @param point from 0 to 1.
 * @throws RangeError when a setting is out of its range.
 */
export function drawFrom(
  { distribution, top }: Prediction,
  sampling: Sampling,
  point: number,
): Draft {
  const open = chances(distribution!, sampling);
  const id = draw(open, point);
  const chanceOf = (wanted: number) => open.find((each) => each.id === wanted)?.p ?? 0;
  return {
    id,
    ...tokenScore(distribution!, id),
    drawn: chanceOf(id),
    among: open.length,
    considered: top.map((candidate) => ({ ...candidate, drawn: chanceOf(candidate.id) })),
  };
}

/** Whether sampling changes what is drawn: the probabilities are the model's own otherwise. */
export function changesChances({ temperature, topK, topP }: Sampling): boolean {
  return temperature !== 1 || topK !== null || (topP !== null && topP < 1);
}

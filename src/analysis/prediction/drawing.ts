/** A token that a model wrote: what it was drawn from, and how it stands there. */
import type { Candidate, Prediction } from '../../model/trace.ts';
import { percent } from '../../sentences/numbers/percent.ts';
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

/** "temperature 0.8 and the 40 most probable": what was done to the model's probabilities. */
export function samplingName({ temperature, topK, topP }: Sampling): string {
  if (temperature === 0) return 'temperature 0, which always takes the most probable token';
  const parts = [
    ...(temperature === 1 ? [] : [`temperature ${temperature}`]),
    ...(topK === null
      ? []
      : [topK === 1 ? 'the most probable token' : `the ${topK} most probable`]),
    ...(topP === null || topP === 1 ? [] : [`the most probable that make ${percent(topP, 0)}`]),
  ];
  return parts.join(', ').replace(/, (?=[^,]*$)/, ' and ');
}

/** What a setting does that a reader might not expect; none for ordinary ones. */
export function samplingNotes({ temperature, topK, topP }: Sampling): string[] {
  if (temperature === 0) {
    return [
      'Temperature 0 always takes the most probable token: seed, top k and top p change nothing.',
    ];
  }
  return [
    ...(temperature >= 2
      ? [
          `Temperature ${temperature} flattens what the model has learnt: nearly anything that is left may be drawn.`,
        ]
      : []),
    ...(topK === 1 ? ['Top k 1 leaves only the most probable token, whatever the seed.'] : []),
    ...(topP !== null && topP <= 0.05
      ? ['So low a top p leaves little more than the most probable token.']
      : []),
  ];
}

/**
 * A statement of an example's note in a form that can be measured on a trace.
 */
import { type HeadChoice, headWeights } from '../analysis/attention/head.ts';
import { selectivity, singlesOut } from '../analysis/attention/selectivity.ts';
import type { HeldTrace } from '../model/trace.ts';
import type { Side } from '../text/token.ts';

/** A token by its label and its position. */
export type Place = readonly [label: string, position: number];

/** A statement about one example. Layers, heads and positions count from 0. */
export type Claim =
  | {
      /**
       * In this head `row` reads from `column` at least so much: clearly more than any other row does
       * (`singles-out`), or not singled out (`reads-too`). Or the rows after `column` read from it at least so
       * much on average, `row` no more than others (`read-by-all`).
       */
      readonly kind: 'singles-out' | 'reads-too' | 'read-by-all';
      readonly side: Side;
      readonly layer: number;
      readonly head: number;
      readonly row: Place;
      readonly column: Place;
      readonly atLeast: number;
    }
  | {
      /** The model's first prediction has `label` among its `within` most probable tokens. */
      readonly kind: 'predicts';
      readonly side: Side;
      readonly label: string;
      readonly within: number;
    }
  | {
      /** Averaged over rows that have such a token, this head's weight at distance `offset` (−1: the previous token) is at least this. */
      readonly kind: 'offset';
      readonly side: Side;
      readonly layer: number;
      readonly head: number;
      readonly offset: number;
      readonly atLeast: number;
    };

const percent = (weight: number) => `${(weight * 100).toFixed(1)}%`;

/** What a claim gets wrong about the trace of its side, as a sentence; null where it holds. */
export function refuted(claim: Claim, trace: HeldTrace): string | null {
  switch (claim.kind) {
    case 'predicts': {
      const top = trace.predictions[0]?.top.slice(0, claim.within).map(({ label }) => label) ?? [];
      return top.includes(claim.label)
        ? null
        : `“${claim.label}” is not predicted, but ${top.join(', ')}.`;
    }
    case 'offset': {
      const mean = meanAtOffset(trace, claim, claim.offset);
      return mean >= claim.atLeast ? null : `At that distance it reads ${percent(mean)}.`;
    }
    default:
      return refutedReading(claim, trace);
  }
}

function refutedReading(
  claim: Exclude<Claim, { kind: 'predicts' | 'offset' }>,
  trace: HeldTrace,
): string | null {
  const [row, column] = [claim.row, claim.column];
  for (const [label, position] of [row, column]) {
    const found = trace.tokens[position]?.label;
    if (found !== label) return `Token ${position} is “${found}”, not “${label}”.`;
  }
  const weights = headWeights(trace, claim);
  const found = selectivity(trace, weights, { row: row[1], column: column[1] });
  const isSingled = singlesOut(found);
  const numbers = `“${row[0]}” reads ${percent(found.weight)} from “${column[0]}”, the other rows ${percent(found.mean)} on average and ${percent(found.rival)} at most`;
  if (isSingled !== (claim.kind === 'singles-out')) {
    return `${numbers}: this is ${isSingled ? '' : 'not '}singled out.`;
  }
  if (claim.kind === 'read-by-all') {
    const mean = meanOfLater(trace, weights, column[1]);
    return mean >= claim.atLeast ? null : `The rows after it read ${percent(mean)} from it.`;
  }
  return found.weight >= claim.atLeast ? null : `${numbers}.`;
}

/** What the rows after a token read from it on average. */
function meanOfLater({ tokens }: HeldTrace, weights: Float32Array, column: number): number {
  const size = tokens.length;
  const rows = [...tokens.keys()].filter((row) => row > column && !tokens[row]!.special);
  return rows.reduce((sum, row) => sum + weights[row * size + column]!, 0) / rows.length;
}

function meanAtOffset(trace: HeldTrace, choice: HeadChoice, offset: number): number {
  const weights = headWeights(trace, choice);
  const size = trace.tokens.length;
  const rows = [...trace.tokens.keys()].filter((row) => row + offset in trace.tokens);
  return rows.reduce((sum, row) => sum + weights[row * size + row + offset]!, 0) / rows.length;
}

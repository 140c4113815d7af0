/**
 * How much of a head's reading goes to the right: for BERT, what a model that reads from left to
 * right cannot see. Measured on the weights, whatever the mask allows.
 */
import { type HeadChoice, headWeights, type WithHeads } from '../attention/head.ts';

export interface RightShare {
  /** [T]: for each row, the sum of its weights on keys to the right of it, 0 to 1. */
  readonly rows: Float64Array;
  /** [T]: the part of that which goes to special tokens, such as `[SEP]`. */
  readonly specials: Float64Array;
  /** [T]: the share that a head would have which reads all its legal keys equally. */
  readonly baselines: Float64Array;
  /** The mean of `rows`, and of `baselines`. */
  readonly mean: number;
  readonly baseline: number;
}

/** @throws RangeError when the model has no such head. */
export function rightShare(trace: WithHeads, choice: HeadChoice): RightShare {
  const weights = headWeights(trace, choice);
  const { tokens, mask } = trace;
  const length = tokens.length;
  const rows = new Float64Array(length);
  const specials = new Float64Array(length);
  const baselines = new Float64Array(length);
  for (let row = 0; row < length; row++) {
    let legal = 0;
    let legalRight = 0;
    for (let column = 0; column < length; column++) {
      const at = row * length + column;
      const isRight = column > row;
      if (mask[at]) {
        legal++;
        if (isRight) legalRight++;
      }
      if (!isRight) continue;
      rows[row]! += weights[at]!;
      if (tokens[column]!.special) specials[row]! += weights[at]!;
    }
    baselines[row] = legal === 0 ? 0 : legalRight / legal;
  }
  return { rows, specials, baselines, mean: mean(rows), baseline: mean(baselines) };
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

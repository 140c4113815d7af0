/**
 * A last look at a result before it leaves the worker. A WebGL context that was lost returns zeros
 * without an error, and some drivers return garbage: no reader should see either as attention.
 */
import { msg } from '#say';
import type { HeldTrace } from '../model/trace.ts';
import { LABELS } from './choice.ts';
import { Failure } from './failure.ts';
import type { BackendName } from './protocol.ts';

/** Wide enough for half floats, far from what a broken backend returns. */
const TOLERANCE = 1e-2;

/** @throws Failure backend unless every row of attention sums to one. */
export function checkRows(
  { attention, tokens }: Pick<HeldTrace, 'attention' | 'tokens'>,
  backend: BackendName,
): void {
  const length = tokens.length;
  for (let start = 0; start < attention.length; start += length) {
    let sum = 0;
    for (let key = start; key < start + length; key++) sum += attention[key]!;
    // The negation also catches NaN.
    if (!(Math.abs(sum - 1) < TOLERANCE)) {
      throw new Failure(
        'backend',
        msg`${LABELS[backend]} returned attention here that sums to ${sum.toFixed(2)} in place of 1.`,
      );
    }
  }
}

/** The number that a full bar of a strip stands for: chosen from the values, so that their differences can be seen. */
import { nice, quantile } from 'd3';
import { type HeadRow, length } from './arithmetic.ts';
import type { StepName } from './stepNames.ts';
import { isVector, STEP_TABLES, type VectorPart, vectorAt } from './stepTable.ts';

/** For each kind of vector of a step, in the order of its table. */
export type StripScales = Partial<Readonly<Record<VectorPart, number>>>;

/** The share of the numbers that a full bar covers: the few beyond it would make hair lines of all others. */
const COVERED = 0.98;
/** In how many steps a scale is read, which says what is a round end of it. */
const STEPS_OF_SCALE = 4;

/**
 * A round number that nearly all are within, in size; 1 where all are 0. What is not finite has no part in it.
 */
export function fullBar(values: ArrayLike<number>): number {
  const sizes = Array.from(values, Math.abs).filter(Number.isFinite);
  const most = quantile(sizes, COVERED);
  // A few numbers among many zeros are still to be seen.
  const size = most || sizes.reduce((a, b) => Math.max(a, b), 0);
  return roundEnd(size);
}

/** The round end of a scale that goes so far; 1 where it goes nowhere. */
export const roundEnd = (size: number): number =>
  size > 0 ? nice(0, size, STEPS_OF_SCALE)[1]! : 1;

/** @param rows of each model whose numbers are there: what is compared has one scale. */
export function stripScales(rows: readonly HeadRow[], step: StepName): StripScales {
  const { before, keys, after } = STEP_TABLES[step];
  const parts = [...before, ...keys, ...after].filter(isVector);
  return Object.fromEntries(
    parts.map((part) => {
      const vectors = rows.flatMap((row) => {
        const count = keys.includes(part) ? row.count : 1;
        return Array.from({ length: count }, (_, key) => Array.from(vectorAt(row, part, key)));
      });
      // Of shares most are next to nothing, or nothing: the largest one sets their scale.
      const [first = [], ...others] = part === 'share' ? vectors : [vectors.flat()];
      return [part, fullBar(others.reduce((a, b) => (length(b) > length(a) ? b : a), first))];
    }),
  );
}

/**
 * Paints an overview's rows as they come into sight, where their pictures have to be asked for. What was
 * painted last stays until the new pictures are here.
 */
import { useEffect, useMemo, useRef } from 'react';
import type { HeadChoice } from '../../analysis/attention/head.ts';
import type { Unit } from '../../analysis/attention/viewOptions.ts';
import { made } from '../../analysis/onDemand/question.ts';
import { thumbnailsOf } from '../../analysis/onDemand/thumbnails.ts';
import type { Trace } from '../../model/trace.ts';

/** Rows of an overview, from one to before another. */
export interface Rows {
  readonly from: number;
  readonly to: number;
}

/**
 * @param rows heads, row by row
 * @param size pixels of a head's side
 * @param sight the rows to paint; null for none, where all are painted at once
 * @param paint called with a row and its pictures; another function paints every row anew
 */
export function usePaintedRows(
  trace: Trace,
  rows: readonly (readonly HeadChoice[])[],
  by: Unit,
  size: number,
  sight: Rows | null,
  paint: (row: number, thumbnails: readonly Float32Array[]) => void,
): void {
  const painting = useMemo(
    () => ({ trace, rows, by, size, paint, asked: new Set<number>() }),
    [trace, rows, by, size, paint],
  );
  const newest = useRef(painting);

  useEffect(() => {
    newest.current = painting;
    if (!sight || size < 1) return;
    for (let row = Math.max(0, sight.from); row < Math.min(sight.to, rows.length); row++) {
      if (painting.asked.has(row)) continue;
      painting.asked.add(row);
      const answer = made(thumbnailsOf(trace, rows[row]!, by, size), (thumbnails) => {
        if (newest.current === painting) paint(row, thumbnails);
      });
      // The reading has gone: the page is about to show another.
      if (answer instanceof Promise) answer.catch(() => undefined);
    }
  }, [painting, sight, trace, rows, by, size, paint]);
}

/**
 * What scrolls follows a cell when it comes into focus, and when it is held. It stays where it is when the focus
 * only comes back to a cell that was held all along: the reader may have scrolled elsewhere.
 */
import { useLayoutEffect } from 'react';
import { type PointedCell, sameCell } from '../../analysis/attention/cell.ts';

/** @param follow another function follows anew */
export function useFollowed(
  active: PointedCell | null,
  locked: PointedCell | null,
  follow: (cell: PointedCell) => void,
): void {
  useFollow(locked, follow);
  useFollow(sameCell(active, locked) ? null : active, follow);
}

function useFollow(cell: PointedCell | null, follow: (cell: PointedCell) => void): void {
  const { row, column } = cell ?? { row: null, column: null };
  useLayoutEffect(() => {
    if (row !== null || column !== null) follow({ row, column });
  }, [row, column, follow]);
}

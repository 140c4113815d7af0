/** Which rows of one height are in sight of the box that they scroll in. */
import { type RefObject, useCallback, useLayoutEffect, useState } from 'react';
import type { Rows } from './usePaintedRows.ts';

/** Rows beyond either edge of what is in sight that count as in sight, too. */
const AHEAD = 2;

/**
 * @param box the element that scrolls
 * @param pitch from one row to the next, in CSS pixels; 0 while it is not known
 * @returns the rows, and what is to be called when the box has been scrolled
 */
export function useRowsInSight(
  box: RefObject<HTMLElement | null>,
  pitch: number,
): readonly [Rows, () => void] {
  const [sight, setSight] = useState<Rows>({ from: 0, to: 0 });
  const look = useCallback(() => {
    const element = box.current;
    if (!element || pitch <= 0) return;
    const from = Math.floor(element.scrollTop / pitch) - AHEAD;
    const to = Math.ceil((element.scrollTop + element.clientHeight) / pitch) + AHEAD;
    setSight((old) => (old.from === from && old.to === to ? old : { from, to }));
  }, [box, pitch]);
  useLayoutEffect(() => {
    look();
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box, look]);
  return [sight, look];
}

/** Which rows of one height, or columns of one width, are in sight of the box that they scroll in. */
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Rows } from './usePaintedRows.ts';
import { afterFrame } from './whenSeen.ts';

/** Rows beyond either edge of what is in sight that count as in sight, too. */
const AHEAD = 2;

/**
 * In the first frame only what is in sight of the window, too; soon after it whatever is, or soon will be, in
 * sight of the box.
 *
 * @param box the element that scrolls
 * @param pitch from one row to the next, in CSS pixels; 0 while it is not known
 * @param axis which way the rows follow each other
 * @returns the rows, and what is to be called when the box has been scrolled
 */
export function useRowsInSight(
  box: RefObject<HTMLElement | null>,
  pitch: number,
  axis: 'down' | 'across' = 'down',
): readonly [Rows, () => void] {
  const [sight, setSight] = useState<Rows>({ from: 0, to: 0 });
  const isFirst = useRef(true);
  const look = useCallback(() => {
    const element = box.current;
    if (!element || pitch <= 0) return;
    const [start, end] = stretch(element, axis, isFirst.current);
    const ahead = isFirst.current ? 0 : AHEAD;
    const from = Math.floor(start / pitch) - ahead;
    const to = Math.ceil(end / pitch) + ahead;
    setSight((old) => (old.from === from && old.to === to ? old : { from, to }));
  }, [box, pitch, axis]);
  useLayoutEffect(() => {
    look();
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box, look]);
  useEffect(() => {
    if (!isFirst.current || pitch <= 0) return;
    return afterFrame(() => {
      isFirst.current = false;
      look();
    });
  }, [look, pitch]);
  return [sight, look];
}

/** From where to where a box shows what scrolls in it, in CSS pixels of that. */
function stretch(
  box: HTMLElement,
  axis: 'down' | 'across',
  isInWindow: boolean,
): [start: number, end: number] {
  const isDown = axis === 'down';
  const scrolled = isDown ? box.scrollTop : box.scrollLeft;
  const length = isDown ? box.clientHeight : box.clientWidth;
  if (!isInWindow) return [scrolled, scrolled + length];
  const { top, bottom, left } = box.getBoundingClientRect();
  const isNone = top >= innerHeight || bottom <= 0;
  const [edge, extent] = isDown ? [top, innerHeight] : [left, innerWidth];
  const start = Math.max(0, -edge);
  const end = isNone ? start : Math.max(start, Math.min(length, extent - edge));
  return [scrolled + start, scrolled + end];
}

/** Where a box that scrolls sideways goes on beyond its edge, so that the page can say that it does. */
import { type RefObject, useCallback, useLayoutEffect, useState } from 'react';

/** `end`: more follows; `start`: this is the last of it. Null where all of it is in sight. */
export type Cut = 'start' | 'end' | null;

/** Half a pixel of layout is no column. */
const SLACK = 1;

/** How a box is cut, and what looks again once it was scrolled. */
export function useCut(ref: RefObject<HTMLElement | null>): [Cut, () => void] {
  const [cut, setCut] = useState<Cut>(null);
  const look = useCallback(() => {
    const box = ref.current;
    if (!box) return;
    const hidden = box.scrollWidth - box.clientWidth;
    setCut(hidden <= SLACK ? null : box.scrollLeft < hidden - SLACK ? 'end' : 'start');
  }, [ref]);
  useLayoutEffect(() => {
    const box = ref.current;
    if (!box) return;
    look();
    const observer = new ResizeObserver(look);
    observer.observe(box);
    // What is in it may grow without it: labels, and the typeface once it has arrived.
    if (box.firstElementChild) observer.observe(box.firstElementChild);
    return () => observer.disconnect();
  }, [ref, look]);
  return [cut, look];
}

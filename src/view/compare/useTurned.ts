/** Panels that lie beside each other in one box, and which of them has been scrolled to. */
import { type RefObject, useCallback, useMemo, useRef, useState } from 'react';
import { SIDES, type Side } from '../../text/token.ts';

export interface Turned {
  /** What scrolls sideways, with a panel of its own width for each side, where there is room for one only. */
  readonly box: RefObject<HTMLDivElement | null>;
  /** The model in front, where there is room for one only. */
  readonly front: Side;
  /** Goes to a panel at once, where the box scrolls. */
  turnTo(side: Side): void;
  /** To be called when the box has been scrolled. */
  onScroll(): void;
}

const scrolls = ({ scrollWidth, clientWidth }: HTMLElement): boolean => scrollWidth > clientWidth;

export function useTurned(): Turned {
  const box = useRef<HTMLDivElement>(null);
  const [front, setFront] = useState<Side>('left');
  const turnTo = useCallback((side: Side) => {
    const element = box.current;
    const panel = element?.children[SIDES.indexOf(side)];
    if (!element || !panel || !scrolls(element)) return;
    // At once, and without the page itself: what stays in its place is seen to stay.
    element.scrollLeft += panel.getBoundingClientRect().left - element.getBoundingClientRect().left;
    setFront(side);
  }, []);
  const onScroll = useCallback(() => {
    const element = box.current;
    if (!element || !scrolls(element)) return;
    const nearest = Math.round(element.scrollLeft / element.clientWidth);
    setFront(SIDES[Math.min(SIDES.length - 1, Math.max(0, nearest))]!);
  }, []);
  return useMemo(() => ({ box, front, turnTo, onScroll }), [front, turnTo, onScroll]);
}

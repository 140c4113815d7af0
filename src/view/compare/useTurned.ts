/** Panels that lie beside each other in one box, and which of them has been scrolled to. */
import { useCallback, useMemo, useRef, useState } from 'react';
import { SIDES, type Side } from '../../text/token.ts';

export interface Turned {
  /** The model in front, where there is room for one only. */
  readonly front: Side;
  /** Takes what scrolls sideways, with a panel of its own width for each side, where there is room for one only. */
  readonly box: (element: HTMLElement | null) => void;
  /** Goes to a panel at once, where the box scrolls. */
  turnTo(side: Side): void;
  /** To be called when the box has been scrolled. */
  onScroll(): void;
}

const scrolls = ({ scrollWidth, clientWidth }: HTMLElement): boolean => scrollWidth > clientWidth;

/** At once, and without the page itself: what stays in its place is seen to stay. @returns whether it is there */
function show(box: HTMLElement, side: Side): boolean {
  const panel = box.children[SIDES.indexOf(side)];
  if (!panel || !scrolls(box)) return false;
  box.scrollLeft += panel.getBoundingClientRect().left - box.getBoundingClientRect().left;
  return true;
}

export function useTurned(): Turned {
  const element = useRef<HTMLElement>(null);
  const newest = useRef<Side>('left');
  const [front, setFront] = useState<Side>('left');
  const turned = useCallback((side: Side) => {
    newest.current = side;
    setFront(side);
  }, []);
  // Another box shows what the one before it showed.
  const box = useCallback((next: HTMLElement | null) => {
    element.current = next;
    if (next) show(next, newest.current);
  }, []);
  const turnTo = useCallback(
    (side: Side) => {
      if (element.current && show(element.current, side)) turned(side);
    },
    [turned],
  );
  const onScroll = useCallback(() => {
    const { current } = element;
    if (!current || !scrolls(current)) return;
    const nearest = Math.round(current.scrollLeft / current.clientWidth);
    turned(SIDES[Math.min(SIDES.length - 1, Math.max(0, nearest))]!);
  }, [turned]);
  return useMemo(() => ({ front, box, turnTo, onScroll }), [front, box, turnTo, onScroll]);
}

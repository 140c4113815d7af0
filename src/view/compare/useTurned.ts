/** Which of several panels that lie beside each other in one box has been scrolled to. */
import { type RefObject, useCallback } from 'react';
import { SIDES, type Side } from '../../text/token.ts';

/**
 * @param box what scrolls sideways, with a panel of its own width for each side
 * @returns what goes to a panel at once, and what is to be called when the box has been scrolled
 */
export function useTurned(
  box: RefObject<HTMLElement | null>,
  onTurned: (side: Side) => void,
): { turnTo(side: Side): void; onScroll(): void } {
  const turnTo = useCallback(
    (side: Side) => {
      const element = box.current;
      const panel = element?.children[SIDES.indexOf(side)];
      if (!element || !panel) return;
      // At once, and without the page itself: what stays in its place is seen to stay.
      element.scrollLeft +=
        panel.getBoundingClientRect().left - element.getBoundingClientRect().left;
      onTurned(side);
    },
    [box, onTurned],
  );
  const onScroll = useCallback(() => {
    const element = box.current;
    if (!element || element.scrollWidth <= element.clientWidth) return;
    const nearest = Math.round(element.scrollLeft / element.clientWidth);
    onTurned(SIDES[Math.min(SIDES.length - 1, Math.max(0, nearest))]!);
  }, [box, onTurned]);
  return { turnTo, onScroll };
}

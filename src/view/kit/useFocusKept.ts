/**
 * Where the keyboard is, once what had it goes. Many a button takes itself away when it is pressed, at
 * once or with the answer that it asked for, and the browser would drop focus to the whole document:
 * it goes to the nearest section around that is left, so that it is spoken and Tab goes on from there.
 */
import { type RefObject, useEffect } from 'react';

const PLACES = 'section, main, [role="tabpanel"]';

export function useFocusKept(page: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const root = page.current;
    if (!root) return;
    /** What has the focus, or lost it by going, and after it the places around it, from the inside. */
    let around: readonly HTMLElement[] = [];

    function come({ target }: FocusEvent) {
      around = [target as HTMLElement];
      for (let at = (target as HTMLElement).parentElement; at; at = at.parentElement) {
        if (at.matches(PLACES)) around = [...around, at];
      }
    }
    // Some browsers tell of the focus of what is being removed, too: only what stays was left.
    function leave({ target }: FocusEvent) {
      queueMicrotask(() => {
        if (around[0] === target && around[0]?.isConnected) around = [];
      });
    }
    const observer = new MutationObserver(() => {
      const [gone, ...places] = around;
      if (!gone || gone.isConnected) return;
      around = [];
      if (document.activeElement !== document.body) return;
      const place = places.find(({ isConnected }) => isConnected);
      if (!place) return;
      if (!place.hasAttribute('tabindex')) {
        place.tabIndex = -1;
        place.addEventListener('blur', () => place.removeAttribute('tabindex'), { once: true });
      }
      place.focus({ preventScroll: true });
    });

    root.addEventListener('focusin', come);
    root.addEventListener('focusout', leave);
    observer.observe(root, { childList: true, subtree: true });
    return () => {
      root.removeEventListener('focusin', come);
      root.removeEventListener('focusout', leave);
      observer.disconnect();
    };
  }, [page]);
}

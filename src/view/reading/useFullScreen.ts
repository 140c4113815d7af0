/** An element over the whole screen, where the browser lets a page do that. */
import { type RefObject, useCallback, useEffect, useMemo, useState } from 'react';

export interface FullScreen {
  readonly isOn: boolean;
  toggle(): void;
}

/** @returns null where the browser does not let the page do it */
export function useFullScreen(element: RefObject<HTMLElement | null>): FullScreen | null {
  const [isOn, setOn] = useState(false);
  useEffect(() => {
    const look = () => {
      setOn(document.fullscreenElement !== null && document.fullscreenElement === element.current);
    };
    document.addEventListener('fullscreenchange', look);
    return () => document.removeEventListener('fullscreenchange', look);
  }, [element]);
  const toggle = useCallback(() => {
    const done = document.fullscreenElement
      ? document.exitFullscreen()
      : element.current?.requestFullscreen();
    // Refused: all stays where it is.
    done?.catch(() => undefined);
  }, [element]);
  return useMemo(() => (document.fullscreenEnabled ? { isOn, toggle } : null), [isOn, toggle]);
}

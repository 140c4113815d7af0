/**
 * Tells the page around this one how high the picture would like to be. It may give that height or not: the
 * picture fits what it is given.
 */
import { type RefObject, useEffect } from 'react';

/** A picture is at most so high, in CSS pixels: a square as wide as its place. */
const MOST = 560;
/** With the models' names above it and what is said below it. */
const AROUND = 72;

/** The message that the page around listens for. */
export interface WantedHeight {
  readonly type: 'sightlines:height';
  /** CSS pixels. */
  readonly height: number;
}

function wanted(frame: HTMLElement): number {
  const figure = frame.querySelector<HTMLElement>('.embed-figure');
  if (!figure) return frame.scrollHeight;
  const around = frame.scrollHeight - figure.clientHeight;
  const view = figure.querySelector('.alone-view');
  if (view) return around + view.scrollHeight;
  const models = [...figure.querySelectorAll('.alone-model')];
  const width = Math.max(...models.map(({ clientWidth }) => clientWidth), 0);
  return around + Math.min(MOST, width) + AROUND;
}

export function useWantedHeight(frame: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = frame.current;
    if (!element || window.parent === window) return;
    let told = 0;
    const tell = () => {
      const height = Math.ceil(wanted(element));
      if (height === told) return;
      told = height;
      const message: WantedHeight = { type: 'sightlines:height', height };
      // A number for whoever asks: nothing of what is typed.
      window.parent.postMessage(message, '*');
    };
    const sizes = new ResizeObserver(tell);
    const parts = new MutationObserver(tell);
    sizes.observe(element);
    parts.observe(element, { childList: true, subtree: true });
    tell();
    return () => {
      sizes.disconnect();
      parts.disconnect();
    };
  }, [frame]);
}

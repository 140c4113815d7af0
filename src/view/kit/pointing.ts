/**
 * What puts a thing in focus on the page: a pointer that hovers over it, or the keyboard that has come
 * to it. A finger does neither. It has no place above the glass, and nothing says that it has left; what
 * it does is a click, which holds a thing until another one releases it.
 */
import type { FocusEvent, KeyboardEvent, PointerEvent } from 'react';

export const hovers = ({ pointerType }: PointerEvent): boolean => pointerType !== 'touch';

/** A tap or a click gives a button the document's focus, too, but nobody walks there. */
export const isWalked = ({ currentTarget }: FocusEvent): boolean =>
  currentTarget.matches(':focus-visible');

/** Handlers for one of several things that can be in focus; the pointer leaves them all together. */
export function pointing(enter: () => void, leave: () => void) {
  return {
    onPointerEnter: (event: PointerEvent) => {
      if (hovers(event)) enter();
    },
    onFocus: (event: FocusEvent) => {
      if (isWalked(event)) enter();
    },
    onBlur: leave,
  };
}

/**
 * Where the keyboard walks from: the thing that has the document's focus, also where a click or a tap
 * gave it that.
 *
 * @param name of the `data-` attribute that numbers the things
 */
export function walkedFrom({ target }: KeyboardEvent, name: string, otherwise: number): number {
  const number = target instanceof HTMLElement ? target.dataset[name] : undefined;
  return number === undefined ? otherwise : Number(number);
}

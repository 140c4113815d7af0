/** Typing and dragging: many changes that follow each other so soon that a reader takes them for one. */

/** A change that is one of many, by a key or on a slider. */
export interface Typed {
  /** In milliseconds, as `performance.now()` counts them. */
  readonly at: number;
  /** Whether it takes more than one character away at once: a step of its own, however soon it comes. */
  readonly overwrites: boolean;
}

/** What comes later than this after the last key is another step, in milliseconds. */
export const BURST_PAUSE_MS = 1000;

/** @param at when something was changed, and `last` when it was before; null for not at all */
export const isSoon = (at: number, last: number | null): boolean =>
  last !== null && at - last < BURST_PAUSE_MS;

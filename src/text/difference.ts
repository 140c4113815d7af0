/** Where two texts differ: the least that is taken out of one and put in to make the other. */

export interface Difference {
  /** Where it begins in both texts, in UTF-16 units. */
  readonly start: number;
  /** What only the first has there; empty where something was put in alone. */
  readonly removed: string;
  /** What only the second has there. */
  readonly inserted: string;
}

const isLow = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;

/** Whether a cut before this unit would part a surrogate pair. */
const parts = (text: string, at: number): boolean => at > 0 && isLow(text.charCodeAt(at));

/** Whether a place has letters or digits of one word on both sides. */
const isWithinWord = (text: string, at: number): boolean =>
  /^[\p{L}\p{M}\p{N}]{2}$/u.test(text.slice(Math.max(0, at - 1), at + 1));

/** The smallest difference that parts no character beyond the Basic Multilingual Plane. */
export function difference(before: string, after: string): Difference {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  while (parts(before, start) || parts(after, start)) start--;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  while (parts(before, before.length - end) || parts(after, after.length - end)) end--;
  return within(before, after, start, end);
}

/** The same, widened until it parts no word. */
export function wordDifference(before: string, after: string): Difference {
  const least = difference(before, after);
  let { start } = least;
  while (isWithinWord(before, start) || isWithinWord(after, start)) start--;
  let end = before.length - least.start - least.removed.length;
  while (isWithinWord(before, before.length - end) || isWithinWord(after, after.length - end)) {
    end--;
  }
  return within(before, after, start, end);
}

/** @param end how much both texts share at their end */
function within(before: string, after: string, start: number, end: number): Difference {
  return {
    start,
    removed: before.slice(start, before.length - end),
    inserted: after.slice(start, after.length - end),
  };
}

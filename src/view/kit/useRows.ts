/** Which rows of a long table are made: those in sight at once, the others little by little. */
import { type RefObject, useEffect, useState } from 'react';

/** Enough to fill the box of a table before anything is known of it. */
const AT_ONCE = 24;
/** What is made while nothing else is to be done: so few that a key pressed then does not wait for them. */
const AT_A_TIME = 8;
/** How long the content must have been the same before the rest is made: longer than between two keys. */
const SETTLED_MS = 500;

/** Not in every browser. */
const whenIdle: (then: () => void) => () => void =
  typeof requestIdleCallback === 'function'
    ? (then) => {
        const id = requestIdleCallback(then, { timeout: 1000 });
        return () => cancelIdleCallback(id);
      }
    : (then) => {
        const id = setTimeout(then, 50);
        return () => clearTimeout(id);
      };

/**
 * All rows are there, each with its header, so that the table has its size and can be searched and
 * walked; the cells of a row are made once they are in sight of the box, or nearly, and the rest when
 * the browser is idle, so that the whole can be copied.
 *
 * @param box the element that scrolls, with one `tbody` of all rows in it
 * @param content whatever the cells are made of: when it changes, they are made anew
 * @returns whether the cells of a row are to be made
 */
export function useRows(
  box: RefObject<HTMLElement | null>,
  count: number,
  content: unknown,
): (row: number) => boolean {
  const [near, setNear] = useState<ReadonlySet<number>>(new Set());
  const [made, setMade] = useState({ content, rows: AT_ONCE });
  const rows = made.content === content ? made.rows : 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: as many rows as are counted
  useEffect(() => {
    const all = [...(box.current?.querySelectorAll<HTMLElement>('tbody > tr') ?? [])];
    const observer = new IntersectionObserver(
      (entries) =>
        setNear((before) => {
          const after = new Set(before);
          for (const { target, isIntersecting } of entries) {
            const row = all.indexOf(target as HTMLElement);
            if (isIntersecting) after.add(row);
            else after.delete(row);
          }
          return after;
        }),
      { root: box.current, rootMargin: '100% 0px' },
    );
    for (const row of all) observer.observe(row);
    // What is near until the next one has looked is what was.
    return () => observer.disconnect();
  }, [box, count]);

  useEffect(() => {
    if (rows >= count) return;
    const more = () => setMade({ content, rows: rows + AT_A_TIME });
    if (rows > 0) return whenIdle(more);
    const timer = setTimeout(more, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [content, count, rows]);

  return (row) => row < rows || near.has(row);
}

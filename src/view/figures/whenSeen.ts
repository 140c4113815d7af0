/** When what is large is drawn: in the frame that it belongs to where it is in sight, and else after it. */

function isInSight(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return top < innerHeight && bottom > 0;
}

/** Long enough for what is in sight to come from the worker and to be painted first, in milliseconds. */
const LATER_MS = 100;

/** A task of its own, soon after the next frame. @returns what calls it off */
export function afterFrame(task: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(task, LATER_MS);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}

/** Draws what is in sight at once, and the rest soon after the frame. @returns what calls it off */
export function whenSeen(element: Element, draw: () => void): () => void {
  if (!isInSight(element)) return afterFrame(draw);
  draw();
  return () => undefined;
}

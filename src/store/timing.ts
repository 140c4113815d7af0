/**
 * How long the page takes, as User Timing entries: in the browser's own tools, in the benchmark, and for
 * whoever asks `performance.getEntriesByName('keystroke-to-paint')`.
 *
 * - the measure `keystroke-to-paint`, for each text that came to be shown: from the event that changed
 *   the text to the end of the frame in which both models' pictures of it were painted;
 * - the measure `keystroke-to-pictures`, the same as far as the pictures were drawn: what is in the
 *   page's own hands, without the wait for the screen's next frame;
 * - the marks `first-heatmap` and `first-answer`: the end of the frame of the first picture at all, and
 *   of the first that was computed in this page.
 */

export const KEYSTROKE_TO_PAINT = 'keystroke-to-paint';
export const KEYSTROKE_TO_PICTURES = 'keystroke-to-pictures';
export const FIRST_HEATMAP = 'first-heatmap';
export const FIRST_ANSWER = 'first-answer';

let seen = () => {};

/** Resolves when the first picture, if only of one model, has been painted, or is drawn where nobody looks at the page. */
export const firstPicture = new Promise<void>((resolve) => {
  seen = resolve;
});

/** So many measures of a name are kept; then they are forgotten all at once. */
const KEPT = 200;

/** The newest change that has no picture yet. A newer one takes its place: what nobody sees has no time. */
let newest: { readonly text: string; readonly at: number } | null = null;

/** @param at when the reader changed the text: the event's time stamp, in milliseconds */
export function textChanged(text: string, at: number): void {
  newest = { text, at };
}

/** To be called in the layout effect that follows the drawing of both models' pictures of a text. */
export function pictureDrawn(text: string, source: 'precomputed' | 'live'): void {
  const change = newest?.text === text ? newest : null;
  if (change) {
    newest = null;
    measure(KEYSTROKE_TO_PICTURES, change.at);
  }
  const first = [FIRST_HEATMAP, ...(source === 'live' ? [FIRST_ANSWER] : [])].filter(isUnmarked);
  if (first.includes(FIRST_HEATMAP)) {
    if (document.hidden) seen();
    else document.addEventListener('visibilitychange', seen, { once: true });
  }
  if (!change && first.length === 0) return;
  afterPaint(() => {
    for (const name of first.filter(isUnmarked)) performance.mark(name);
    seen();
    if (change) measure(KEYSTROKE_TO_PAINT, change.at);
  });
}

/** To be called in its place where only one model has a picture: nothing is timed there. */
export function onePictureDrawn(): void {
  if (document.hidden) seen();
  else afterPaint(seen);
}

const isUnmarked = (name: string) => performance.getEntriesByName(name).length === 0;

function measure(name: string, start: number): void {
  if (performance.getEntriesByName(name).length >= KEPT) performance.clearMeasures(name);
  performance.measure(name, { start, end: performance.now() });
}

/**
 * Callbacks for an animation frame run before its style, layout and paint, all in one task; a message that
 * is sent from there arrives right after that task. How long the compositor then takes to put the
 * frame on the glass, a page cannot know. A hidden page has no frames, so nothing is measured there.
 */
function afterPaint(then: () => void): void {
  if (document.hidden) return;
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      then();
    };
    port2.postMessage(null);
  });
}

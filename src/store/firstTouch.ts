/** When the reader first does something: what an embedded picture waits with, as most are only looked at. */

const TOUCHES = ['pointerdown', 'keydown', 'input'] as const;

/** Resolved at the first press of a button, a finger or a key in this page. */
export function firstTouch(page: EventTarget = window): Promise<void> {
  return new Promise((resolve) => {
    const done = new AbortController();
    const options = { capture: true, signal: done.signal };
    for (const touch of TOUCHES) {
      page.addEventListener(
        touch,
        () => {
          done.abort();
          resolve();
        },
        options,
      );
    }
  });
}

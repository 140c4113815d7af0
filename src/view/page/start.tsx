/**
 * Starts React in an element of its own. Where React itself loses its hold, because what it drew was
 * changed behind its back or because nothing closer caught an error, a sentence takes the page's place.
 */
import { type ReactElement, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Failure } from './Failure.tsx';

/** @param linkToText the link to the text alone, asked for when the page has failed */
export function start(root: Element, page: ReactElement, linkToText: () => string): void {
  // Never an element that React has lost: what it holds cannot be taken away any more.
  function place(content: ReactElement, onFailed: (error: unknown) => void): void {
    const stage = document.createElement('div');
    root.replaceChildren(stage);
    createRoot(stage, {
      onUncaughtError(error) {
        console.error(error);
        // Of a stage that was left, only the first error counts.
        if (stage.isConnected) onFailed(error);
      },
    }).render(<StrictMode>{content}</StrictMode>);
  }

  function open(): void {
    place(page, (error) =>
      place(<Failure error={error} isWhole link={linkToText()} onAgain={open} />, () => undefined),
    );
  }

  open();
}

/**
 * Undo and Redo in the text box, by keys and by the browser's own menu, in the page's one history: a browser
 * forgets its own whenever the page itself puts a text into the box.
 */
import { type KeyboardEvent, type RefObject, useEffect } from 'react';
import { flushSync } from 'react-dom';
import type { Direction } from '../../store/textHistory.ts';
import { difference } from '../../text/difference.ts';
import { useActions } from '../kit/store.tsx';

/** The letter of a key; where the keyboard's own letters are others than Latin ones, by its place. */
function letterOf({ key, code }: KeyboardEvent): string {
  return (/^[a-z]$/i.test(key) ? key : code.replace(/^Key/, '')).toLowerCase();
}

/** What a key asks for; null for anything else. */
function directionOf(event: KeyboardEvent): Direction | null {
  if (event.altKey || event.ctrlKey === event.metaKey) return null;
  const letter = letterOf(event);
  if (letter === 'z') return event.shiftKey ? 'redo' : 'undo';
  return letter === 'y' && event.ctrlKey && !event.shiftKey ? 'redo' : null;
}

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  historyUndo: 'undo',
  historyRedo: 'redo',
};

/** Takes a step, and leaves the caret where the text has become another. */
function move(element: HTMLTextAreaElement, take: () => void): void {
  const before = element.value;
  flushSync(take);
  const { start, inserted } = difference(before, element.value);
  const caret = start + inserted.length;
  element.setSelectionRange(caret, caret);
}

/** @returns what the box does when a key goes down */
export function useUndoKeys(
  box: RefObject<HTMLTextAreaElement | null>,
): (event: KeyboardEvent<HTMLTextAreaElement>) => void {
  const { bringBack } = useActions();

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    function onBeforeInput(event: InputEvent) {
      const direction = DIRECTIONS[event.inputType];
      if (!direction) return;
      event.preventDefault();
      move(element!, () => bringBack(direction));
    }
    element.addEventListener('beforeinput', onBeforeInput);
    return () => element.removeEventListener('beforeinput', onBeforeInput);
  }, [box, bringBack]);

  return (event) => {
    const direction = event.nativeEvent.isComposing ? null : directionOf(event);
    if (!direction) return;
    event.preventDefault();
    move(event.currentTarget, () => bringBack(direction));
  };
}

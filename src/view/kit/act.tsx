/** What is named on the page and acts when it is pressed, and the button that it is. */
import type { KeyboardEvent, ReactNode } from 'react';
import type { Named } from '../../sentences/phrase.ts';

/** What pressing a named part does. */
export interface Act {
  readonly title: string;
  readonly isOn: boolean;
  press(): void;
  /** Lets go of whatever is held: Escape. */
  release(): void;
}

/** Null for a part that is only named. */
export type ActOf = (part: Named) => Act | null;

interface Props {
  readonly act: Act;
  /** Whether Tab comes to it; arrow keys walk from one to the next. */
  readonly isStop: boolean;
  readonly className?: string;
  readonly children: ReactNode;
  onFocus(): void;
  /** All that act in the same place, in their order. */
  around(button: HTMLElement): Iterable<HTMLElement>;
}

export function ActButton({ act, isStop, className = '', children, onFocus, around }: Props) {
  function onKeyDown(event: KeyboardEvent<HTMLButtonElement>) {
    if (event.key === 'Escape') {
      act.release();
      return;
    }
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const all = [...around(event.currentTarget)];
    all[all.indexOf(event.currentTarget) + step]?.focus();
  }
  return (
    <button
      type="button"
      className={`act ${className}`.trim()}
      title={act.title}
      aria-pressed={act.isOn}
      tabIndex={isStop ? 0 : -1}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
      onClick={act.press}
    >
      {children}
    </button>
  );
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowUp: -1,
  ArrowRight: 1,
  ArrowDown: 1,
};

/** The list of steps, with buttons to go back and on. Arrow keys move within the list alone. */
import { type KeyboardEvent, useRef } from 'react';
import { STEPS } from '../../analysis/steps/stepNames.ts';
import { walkGrid } from '../figures/layout.ts';
import { LESSONS } from './lessons.ts';

interface Props {
  /** Counted from 0. */
  readonly current: number;
  onStep(index: number): void;
}

/** The id of the element that shows the chosen step. */
export const STEP_PANEL = 'step-panel';

export const stepTabId = (index: number) => `step-${index + 1}`;

export function Stepper({ current, onStep }: Props) {
  const list = useRef<HTMLDivElement>(null);

  function onKeyDown(event: KeyboardEvent) {
    const to = walkGrid(current, event.key, STEPS.length, STEPS.length);
    if (to === null) return;
    event.preventDefault();
    onStep(to);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[to]?.focus();
  }

  return (
    <div className="stepper">
      <div
        className="stepper-list"
        role="tablist"
        aria-label="Steps"
        ref={list}
        onKeyDown={onKeyDown}
      >
        {STEPS.map((name, index) => (
          <button
            key={name}
            id={stepTabId(index)}
            type="button"
            role="tab"
            className="stepper-step"
            aria-selected={index === current}
            aria-controls={STEP_PANEL}
            tabIndex={index === current ? 0 : -1}
            onClick={() => index !== current && onStep(index)}
          >
            <span className="stepper-number">{index + 1} </span>
            <span className="stepper-title">{LESSONS[name].title}</span>
          </button>
        ))}
      </div>
      <div className="stepper-buttons">
        {/* Kept in the tab order at either end, so that the keyboard does not lose its place. */}
        <button
          type="button"
          className="button"
          aria-disabled={current === 0}
          onClick={() => current > 0 && onStep(current - 1)}
        >
          <span aria-hidden="true">←</span> Previous step
        </button>
        <button
          type="button"
          className="button"
          aria-disabled={current === STEPS.length - 1}
          onClick={() => current < STEPS.length - 1 && onStep(current + 1)}
        >
          Next step <span aria-hidden="true">→</span>
        </button>
      </div>
    </div>
  );
}

/** The list of steps, with buttons to go back and on. Arrow keys move within the list alone. */
import { say, t } from '#say';
import { STEPS } from '../../analysis/steps/stepNames.ts';
import { Tabs } from '../kit/Tabs.tsx';
import { LESSONS } from './lessons.ts';

interface Props {
  /** What the ids of its tabs, and of their panel, begin with. */
  readonly id: string;
  /** Counted from 0. */
  readonly current: number;
  onStep(index: number): void;
}

/** The id of the element that shows the chosen step. */
export const stepPanelId = (id: string) => `${id}-panel`;

export const stepTabId = (id: string, index: number) => `${id}-step-${index + 1}`;

export function Stepper({ id, current, onStep }: Props) {
  return (
    <div className="stepper">
      <Tabs
        label={t`Steps`}
        tabs={STEPS}
        chosen={STEPS[current]!}
        panel={stepPanelId(id)}
        idOf={(step) => stepTabId(id, STEPS.indexOf(step))}
        className={{ list: 'stepper-list', tab: 'stepper-step' }}
        onChoose={(step) => onStep(STEPS.indexOf(step))}
      >
        {(step) => (
          <>
            <span className="stepper-number">{STEPS.indexOf(step) + 1} </span>
            <span className="stepper-title">{say(LESSONS[step].title)}</span>
          </>
        )}
      </Tabs>
      <div className="stepper-buttons">
        {/* Kept in the tab order at either end, so that the keyboard does not lose its place. */}
        <button
          type="button"
          className="button"
          aria-disabled={current === 0}
          onClick={() => current > 0 && onStep(current - 1)}
        >
          <span aria-hidden="true">←</span> <span className="stepper-word">{t`Previous step`}</span>
        </button>
        <button
          type="button"
          className="button"
          aria-disabled={current === STEPS.length - 1}
          onClick={() => current < STEPS.length - 1 && onStep(current + 1)}
        >
          <span className="stepper-word">{t`Next step`}</span> <span aria-hidden="true">→</span>
        </button>
      </div>
    </div>
  );
}

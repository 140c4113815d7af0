/** What was on the page before: undone, done again, and set back to how it was opened. */

import { type Phrase, plain } from '../../sentences/phrase.ts';
import { isAsOpened, redoNow, undoNow } from '../../store/selectors.ts';
import { memo } from '../kit/language.ts';
import { PhraseText } from '../kit/PhraseText.tsx';
import { useActions, useSelector } from '../kit/store.tsx';

export const TextHistory = memo(function TextHistory() {
  const undo = useSelector(undoNow);
  const redo = useSelector(redoNow);
  const isReset = useSelector(isAsOpened);
  const example = useSelector(({ origin }) => origin.preset);
  const { bringBack, reset } = useActions();
  return (
    <fieldset className="text-history">
      <legend className="visually-hidden">What was here before</legend>
      <Step title="Undo" change={undo} onStep={() => bringBack('undo')} />
      <Step title="Redo" change={redo} onStep={() => bringBack('redo')} />
      <button
        type="button"
        className="text-step"
        aria-disabled={isReset}
        title={
          example === null
            ? 'Everything is as it was when this page was opened.'
            : 'The example is as it was when you opened it: its sentence, its heads, the view and all settings.'
        }
        onClick={() => isReset || reset()}
      >
        Reset
      </button>
      {undo ? (
        <span className="text-change" aria-hidden="true">
          Undo to <PhraseText phrase={undo} />.
        </span>
      ) : null}
    </fieldset>
  );
});

interface StepProps {
  readonly title: string;
  /** What it does, in a few words; null where there is nothing that it could bring back. */
  readonly change: Phrase | null;
  onStep(): void;
}

/** Kept in the tab order, so that the keyboard does not lose its place at either end. */
function Step({ title, change, onStep }: StepProps) {
  const name = change ? `${title}: ${plain(change)}` : title;
  return (
    <button
      type="button"
      className="text-step"
      aria-label={name}
      aria-disabled={change === null}
      title={name}
      onClick={onStep}
    >
      {title}
    </button>
  );
}

/** What was on the page before: undone, done again, and set back to how it was opened. */

import { msg, t } from '#say';
import { type Phrase, plain } from '../../sentences/phrase.ts';
import { isAsOpened, redoNow, undoNow } from '../../store/selectors.ts';
import { memo } from '../kit/language.ts';
import { PhraseText } from '../kit/PhraseText.tsx';
import { Rich } from '../kit/Rich.tsx';
import { useActions, useSelector } from '../kit/store.tsx';

export const TextHistory = memo(function TextHistory() {
  const undo = useSelector(undoNow);
  const redo = useSelector(redoNow);
  const isReset = useSelector(isAsOpened);
  const example = useSelector(({ origin }) => origin.preset);
  const { bringBack, reset } = useActions();
  return (
    <fieldset className="text-history">
      <legend className="visually-hidden">{t`What was here before`}</legend>
      <Step title={t`Undo`} change={undo} onStep={() => bringBack('undo')} />
      <Step title={t`Redo`} change={redo} onStep={() => bringBack('redo')} />
      <button
        type="button"
        className="text-step"
        aria-disabled={isReset}
        title={
          example === null
            ? t`Everything is as it was when this page was opened.`
            : t`The example is as it was when you opened it: its sentence, its heads, the view and all settings.`
        }
        onClick={() => isReset || reset()}
      >
        {t`Reset`}
      </button>
      {undo ? (
        <span className="text-change" aria-hidden="true">
          <Rich of={msg`Undo to ${<PhraseText phrase={undo} />}.`} />
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
  const name = change ? t`${title}: ${plain(change)}` : title;
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

/** The sentence of a step, to be typed over; one of the reader's own goes from step to step. */
import { useId } from 'react';
import { t } from '#say';
import { MAX_TEXT } from '../../address/values.ts';
import { DEFAULT_PRESET } from '../../examples/presets.ts';
import { goesTo, lackOf, NEEDS } from '../../lesson/needs.ts';
import { type StepPlace, writePlace } from '../../lesson/places.ts';
import { hasOtherLetters } from '../../text/script.ts';
import { useActions, useSelector } from '../kit/store.tsx';
import { ReadsEnglish } from '../page/ReadsEnglish.tsx';
import { SentenceField } from '../page/SentenceField.tsx';
import { ownHere } from './own.ts';
import { Say } from './Say.tsx';

interface Props {
  readonly text: string;
  readonly place: StepPlace;
}

export function SentenceBox({ text, place }: Props) {
  const { adjust, keepSentence } = useActions();
  const isOwn = useSelector((state) => ownHere(state) !== null);
  const id = useId();
  return (
    <div className="lesson-sentence">
      <label htmlFor={id}>{t`The sentence`}</label>
      <SentenceField
        {...{ id, text }}
        onType={(typed) => {
          const own = typed.slice(0, MAX_TEXT).toWellFormed();
          keepSentence(own.trim() === '' ? null : own);
          adjust({ preset: null, text: own });
        }}
      />
      {hasOtherLetters(text) ? <ReadsEnglish text={text} /> : null}
      {isOwn ? <OwnHere text={text} place={place} /> : <OwnElsewhere place={place} />}
    </div>
  );
}

/** What becomes of the sentence that stands here, and the way back to the prepared one. */
function OwnHere({ text, place }: Props) {
  const { set, keepSentence } = useActions();
  const lack = text.trim() === '' ? null : lackOf(writePlace(place), text);
  return (
    <p className="lesson-own" role="status">
      {lack ? (
        <>
          <Say message={NEEDS[lack]} />{' '}
        </>
      ) : text.trim() === '' ? null : (
        <>{t`Your own sentence: it goes with you from step to step.`} </>
      )}
      <button
        type="button"
        className="link"
        onClick={() => {
          keepSentence(null);
          set({ preset: DEFAULT_PRESET, text: null });
        }}
      >
        {t`Back to the prepared sentence`}
      </button>
    </p>
  );
}

/** While the prepared sentence stands here: where the reader's own is. */
function OwnElsewhere({ place }: Pick<Props, 'place'>) {
  const { set, keepSentence } = useActions();
  const kept = useSelector((state) => state.ownSentence);
  if (kept === null) return null;
  const lack = lackOf(writePlace(place), kept);
  return (
    <p className="lesson-own" role="status">
      {lack ? (
        <>
          <Say message={NEEDS[lack]} />{' '}
          {t`Your own sentence is kept for the steps that it will do for.`}{' '}
        </>
      ) : (
        <>{t`Your own sentence is kept.`} </>
      )}
      {goesTo(place, kept) ? (
        <>
          <button type="button" className="link" onClick={() => set({ preset: null, text: kept })}>
            {t`Read it here, too`}
          </button>{' '}
        </>
      ) : null}
      <button type="button" className="link" onClick={() => keepSentence(null)}>
        {t`Go on with the prepared sentences`}
      </button>
    </p>
  );
}

/** Where the reader types a sentence or takes an example. */

import { useId, useRef } from 'react';
import { say, t } from '#say';
import { presets } from '../../examples/presets.ts';
import { fileNow, textNow } from '../../store/selectors.ts';
import { BLANK } from '../../text/blank.ts';
import { memo } from '../kit/language.ts';
import { useActions, useParameter, useSelector } from '../kit/store.tsx';
import { LearnLink } from '../lesson/LearnLink.tsx';
import { ReadsEnglish } from './ReadsEnglish.tsx';
import { SentenceField } from './SentenceField.tsx';
import { StatusLine } from './StatusLine.tsx';
import { TextHistory } from './TextHistory.tsx';
import { useUndoKeys } from './useUndoKeys.ts';

export function Ask() {
  const sentence = useId();
  const languages = useId();
  const text = useSelector(textNow);
  const [preset] = useParameter('preset');
  const { typeText } = useActions();
  const isOfFile = useSelector(fileNow) !== null;
  const box = useRef<HTMLTextAreaElement>(null);
  const onKeyDown = useUndoKeys(box);
  return (
    <section className="ask" aria-label={t`The text`}>
      <div className="ask-labels">
        <label htmlFor={sentence}>{t`Type a sentence`}</label>
        <TextHistory />
        <Examples chosen={preset} />
        <LearnLink className="ask-learn">
          {t`or be shown around`}{' '}
          <span className="ask-learn-more">{t`· eight short chapters`}</span>
        </LearnLink>
        <StatusLine />
      </div>
      <SentenceField
        {...{ text, onKeyDown }}
        ref={box}
        id={sentence}
        aria-describedby={languages}
        placeholder={t`Type any sentence; ${BLANK} makes a blank.`}
        readOnly={isOfFile}
        onType={typeText}
      />
      <ReadsEnglish id={languages} text={text} />
    </section>
  );
}

const Examples = memo(function Examples({ chosen }: { chosen: string | null }) {
  const id = useId();
  const { openPreset } = useActions();
  return (
    <div className="ask-examples">
      <label htmlFor={id}>{t`or take an example`}</label>
      <select
        id={id}
        className="select"
        value={chosen ?? ''}
        onChange={(event) => openPreset(event.currentTarget.value)}
      >
        {chosen === null ? (
          <option value="" disabled>
            {t`Your own sentence`}
          </option>
        ) : null}
        {presets.map((preset) => (
          <option key={preset.id} value={preset.id}>
            {say(preset.title)}
          </option>
        ))}
      </select>
    </div>
  );
});

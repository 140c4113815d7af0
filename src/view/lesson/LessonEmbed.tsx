/** A chapter, a step or the words in another page's frame. */
import '../css/index.css';
import '../embed/embed.css';
import './lesson.css';
import { useLayoutEffect, useRef } from 'react';
import { t } from '#say';
import { stepOf } from '../../lesson/lesson.ts';
import { type LessonPlace, WORDS } from '../../lesson/places.ts';
import { onePictureDrawn } from '../../store/timing.ts';
import { linkTo } from '../../store/values.ts';
import { useWantedHeight } from '../embed/useWantedHeight.ts';
import { usePageStore, useSelector } from '../kit/store.tsx';
import { StatusLine } from '../page/StatusLine.tsx';
import { Chapter } from './Chapter.tsx';
import { Glossary } from './Glossary.tsx';
import { StepArticle } from './StepArticle.tsx';
import { LessonStore } from './useDone.ts';

export function LessonEmbed({ place }: { readonly place: LessonPlace }) {
  const frame = useRef<HTMLDivElement>(null);
  const link = useSelector((state) => linkTo(state.values));
  useWantedHeight(frame);
  useLayoutEffect(() => onePictureDrawn(), []);
  return (
    <LessonStore value={usePageStore()}>
      <main className="lesson-embed lesson-page" ref={frame}>
        {place === WORDS ? (
          <Glossary />
        ) : place.step === null ? (
          <Chapter chapter={place.chapter} />
        ) : (
          <StepArticle
            place={{ ...place, step: place.step }}
            step={stepOf({ ...place, step: place.step })}
          />
        )}
        <footer className="embed-foot">
          <StatusLine />
          <a href={`./${link}`} target="_blank" rel="noopener">
            {t`Open in Sightlines`}
          </a>
        </footer>
      </main>
    </LessonStore>
  );
}

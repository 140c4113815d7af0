/** The lesson: eight chapters of a few steps, in the place of the tool. */
import './lesson.css';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { plural, t } from '#say';
import { CHAPTERS, chapterOf, stepOf } from '../../lesson/lesson.ts';
import {
  besides,
  type LessonPlace,
  type StepPlace,
  WORDS,
  writePlace,
} from '../../lesson/places.ts';
import { keepStepRead, readSteps } from '../../store/lessonProgress.ts';
import { onePictureDrawn } from '../../store/timing.ts';
import { useActions, usePageStore } from '../kit/store.tsx';
import { StatusLine } from '../page/StatusLine.tsx';
import { Chapter } from './Chapter.tsx';
import { Glossary } from './Glossary.tsx';
import { LessonLink } from './LessonLink.tsx';
import { Say, sayText } from './Say.tsx';
import { StepArticle } from './StepArticle.tsx';
import { LessonStore } from './useDone.ts';

interface Props {
  readonly place: LessonPlace;
}

export function Lesson({ place }: Props) {
  const { closeLesson } = useActions();
  const [read, setRead] = useState(readSteps);
  const frame = useRef<HTMLElement>(null);
  const name = writePlace(place);
  const last = useRef(name);
  // Nothing else is waited for: the models may come.
  useLayoutEffect(() => onePictureDrawn(), []);
  // Another step is read from its top, and by the keyboard from its title.
  useEffect(() => {
    if (last.current === name) return;
    last.current = name;
    window.scrollTo({ top: 0, behavior: 'instant' });
    frame.current?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
  }, [name]);
  const done = (at: StepPlace) => setRead(keepStepRead(read, at));
  return (
    <LessonStore value={usePageStore()}>
      <section className="lesson-page" aria-label={t`Lesson`} ref={frame}>
        <div className="lesson-head">
          <Contents place={place} read={read} />
          <StatusLine />
          <button type="button" className="button" onClick={closeLesson}>
            {t`To the tool`}
          </button>
        </div>
        {place === WORDS ? (
          <Glossary />
        ) : place.step === null ? (
          <Chapter chapter={place.chapter} />
        ) : (
          <>
            <p className="step-place">
              <Say message={chapterOf(place.chapter).title} />
              <span aria-hidden="true"> · </span>
              <StepDots {...place} step={place.step} read={read} />
            </p>
            <StepArticle
              key={name}
              place={{ ...place, step: place.step }}
              step={stepOf({ ...place, step: place.step })}
            />
            <Ways place={{ ...place, step: place.step }} onDone={done} />
          </>
        )}
      </section>
    </LessonStore>
  );
}

interface ContentsProps extends Props {
  readonly read: ReadonlySet<string>;
}

/** All chapters, folded away until they are wanted. */
function Contents({ place, read }: ContentsProps) {
  const details = useRef<HTMLDetailsElement>(null);
  const close = () => details.current?.removeAttribute('open');
  const at = place === WORDS ? null : place.chapter;
  const count = CHAPTERS.length;
  return (
    <details className="contents" ref={details}>
      <summary>{at === null ? t`Words` : t`Chapter ${at} of ${count}`}</summary>
      <nav aria-label={t`Chapters`}>
        <ol>
          {CHAPTERS.map((chapter, nth) => {
            const steps = chapter.steps.map((_, step) => `${nth + 1}.${step + 1}`);
            const done = steps.filter((step) => read.has(step)).length;
            const title = sayText(chapter.title);
            return (
              <li key={title}>
                <LessonLink
                  place={{ chapter: nth + 1, step: 1 }}
                  current={at === nth + 1}
                  onGo={close}
                >
                  {title}
                </LessonLink>{' '}
                <span className="contents-done">{doneOf(done, steps.length)}</span>
              </li>
            );
          })}
        </ol>
        <p>
          <LessonLink place={WORDS} onGo={close}>
            {t`All words explained`}
          </LessonLink>
        </p>
      </nav>
    </details>
  );
}

interface DotsProps extends StepPlace {
  readonly read: ReadonlySet<string>;
}

/** The steps of a chapter by their numbers. */
function StepDots({ chapter, step, read }: DotsProps) {
  const { steps } = chapterOf(chapter);
  return (
    <span className="step-dots">
      {steps.map((each, nth) => {
        const place = { chapter, step: nth + 1 };
        const isRead = read.has(writePlace(place));
        return (
          <LessonLink
            key={writePlace(place)}
            place={place}
            current={nth + 1 === step}
            className={isRead ? 'step-dot step-read' : 'step-dot'}
            label={stepName(nth + 1, sayText(each.title), isRead)}
          >
            {nth + 1}
          </LessonLink>
        );
      })}
    </span>
  );
}

interface WaysProps {
  readonly place: StepPlace;
  onDone(place: StepPlace): void;
}

/** Back and on. */
function Ways({ place, onDone }: WaysProps) {
  const { closeLesson } = useActions();
  const [before, after] = [besides(place, -1), besides(place, 1)];
  return (
    <nav className="step-ways" aria-label={t`Steps`}>
      {before ? (
        <LessonLink place={before} className="button">
          <span aria-hidden="true">←</span> {t`Back`}
        </LessonLink>
      ) : (
        <span />
      )}
      <LessonLink place={{ chapter: place.chapter, step: null }} className="step-print">
        {t`The whole chapter, to print`}
      </LessonLink>
      {after ? (
        <LessonLink place={after} className="button step-on" onGo={() => onDone(place)}>
          <span>{after.chapter === place.chapter ? t`Next` : chapterName(after.chapter)}</span>{' '}
          <span aria-hidden="true">→</span>
        </LessonLink>
      ) : (
        <button
          type="button"
          className="button step-on"
          onClick={() => {
            onDone(place);
            closeLesson();
          }}
        >
          {t`To the tool`}
        </button>
      )}
    </nav>
  );
}

const doneOf = (done: number, of: number): string =>
  done === 0 ? t`${plural(of, { one: '# step', other: '# steps' })}` : t`${done} of ${of} read`;

const stepName = (nth: number, title: string, isRead: boolean): string =>
  isRead ? t`Step ${nth}: ${title}, read` : t`Step ${nth}: ${title}`;

function chapterName(chapter: number): string {
  const title = sayText(chapterOf(chapter).title);
  return t`Chapter ${chapter}: ${title}`;
}

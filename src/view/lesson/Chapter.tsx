/** A whole chapter on one page: to be printed, or put into another page. */
import { t } from '#say';
import { chapterOf } from '../../lesson/lesson.ts';
import { useParameter } from '../kit/store.tsx';
import { LessonLink } from './LessonLink.tsx';
import { Say } from './Say.tsx';
import { StepArticle } from './StepArticle.tsx';

export function Chapter({ chapter }: { readonly chapter: number }) {
  const { title, after, steps } = chapterOf(chapter);
  const [embed] = useParameter('embed');
  return (
    <div className="chapter">
      <h1 className="chapter-title">
        {chapter}. <Say message={title} />
      </h1>
      <p className="aside">
        <Say message={after} />
      </p>
      {embed ? null : (
        <p className="chapter-ways">
          <button type="button" className="button" onClick={() => window.print()}>
            {t`Print`}
          </button>{' '}
          <LessonLink place={{ chapter, step: 1 }}>{t`Step by step`}</LessonLink>
        </p>
      )}
      {steps.map((step, nth) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps keep their places
        <StepArticle key={nth} place={{ chapter, step: nth + 1 }} step={step} />
      ))}
    </div>
  );
}

/** A way to a place of the lesson, without loading anything anew; from another page's frame, in a tab of its own. */
import type { MouseEvent, ReactNode } from 'react';
import { goesTo } from '../../lesson/needs.ts';
import type { LessonPlace } from '../../lesson/places.ts';
import { lessonLink } from '../../store/values.ts';
import { useActions, useParameter, useStoreOf } from '../kit/store.tsx';
import { ownNow } from './own.ts';
import { useLessonStore } from './useDone.ts';

interface Props {
  readonly place: LessonPlace;
  readonly className?: string;
  readonly current?: boolean;
  readonly label?: string;
  readonly children: ReactNode;
  onGo?(): void;
}

/** In a new tab or window a link is a link like any other. */
export const isPlainClick = (event: MouseEvent): boolean =>
  !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);

export function LessonLink({ place, className, current, label, children, onGo }: Props) {
  const { openLesson, keepSentence } = useActions();
  const [embed] = useParameter('embed');
  const own = useStoreOf(useLessonStore(), ownNow);
  const text = own !== null && goesTo(place, own) ? own : null;
  return (
    <a
      href={`./${lessonLink(place, text)}`}
      className={className}
      aria-current={current ? 'step' : undefined}
      aria-label={label}
      {...(embed && { target: '_blank', rel: 'noopener' })}
      onClick={(event) => {
        onGo?.();
        if (embed || !isPlainClick(event)) return;
        event.preventDefault();
        keepSentence(own);
        openLesson(place, text);
      }}
    >
      {children}
    </a>
  );
}

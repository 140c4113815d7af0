/** A way to a place of the lesson, without loading anything anew. */
import type { MouseEvent, ReactNode } from 'react';
import { type LessonPlace, writePlace } from '../../lesson/places.ts';
import { useActions } from '../kit/store.tsx';

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
  const { openLesson } = useActions();
  return (
    <a
      href={`?lesson=${writePlace(place)}`}
      className={className}
      aria-current={current ? 'step' : undefined}
      aria-label={label}
      onClick={(event) => {
        onGo?.();
        if (!isPlainClick(event)) return;
        event.preventDefault();
        openLesson(place);
      }}
    >
      {children}
    </a>
  );
}

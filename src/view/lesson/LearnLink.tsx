/** The way into the lesson. */
import type { ReactNode } from 'react';
import { useActions } from '../kit/store.tsx';

interface Props {
  readonly className: string;
  readonly children: ReactNode;
}

export function LearnLink({ className, children }: Props) {
  const { openLesson } = useActions();
  return (
    <a
      className={className}
      href="?lesson=1.1"
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        openLesson({ chapter: 1, step: 1 });
      }}
    >
      {children}
    </a>
  );
}

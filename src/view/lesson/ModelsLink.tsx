/** The way out of the lesson to the choice of other models; from another page's frame, to the tool itself. */
import type { ReactNode } from 'react';
import { useActions, useParameter } from '../kit/store.tsx';

export function ModelsLink({ children }: { readonly children: ReactNode }) {
  const { closeLesson, chooseModel } = useActions();
  const [embed] = useParameter('embed');
  if (embed) {
    return (
      <a href="./" target="_blank" rel="noopener">
        {children}
      </a>
    );
  }
  return (
    <button
      type="button"
      className="models-way"
      onClick={() => {
        closeLesson();
        chooseModel('left');
      }}
    >
      {children}
    </button>
  );
}

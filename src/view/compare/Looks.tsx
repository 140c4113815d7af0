/** The ways to look and the key to the pictures: in one line; on a narrow screen folded away. */

import { type ReactNode, useId, useState } from 'react';
import { t } from '#say';
import { useNarrow } from '../kit/narrow.ts';

interface Props {
  /** What stands beside the fold on a narrow screen. */
  readonly turn: ReactNode;
  readonly children: ReactNode;
}

export function Looks({ turn, children }: Props) {
  const isNarrow = useNarrow();
  const [isOpen, setOpen] = useState(false);
  const content = useId();
  if (!isNarrow) return <div className="looks">{children}</div>;
  return (
    <div className="looks looks-folded">
      <button
        type="button"
        className="looks-fold"
        aria-expanded={isOpen}
        aria-controls={content}
        onClick={() => setOpen(!isOpen)}
      >
        {t`Ways to look, key`}
      </button>
      {turn}
      <div className="looks-content" id={content} hidden={!isOpen}>
        {children}
      </div>
    </div>
  );
}

/** An attention view's numbers as a table: the same picture for screen readers, and for copying. */

import { Suspense, useState } from 'react';
import { t } from '#say';
import type { AttentionView } from '../../analysis/attention/attentionView.ts';
import { lazily } from '../page/lazily.tsx';

/** Fetched when a table is first opened. */
const Weights = lazily(async () => (await import('./Weights.tsx')).Weights);

interface Props {
  readonly attentionView: AttentionView;
}

export function WeightTable(props: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      className="as-table"
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{t`Show as table`}</summary>
      {/* Up to 128 × 128 numbers: made only when asked for, and then row by row. */}
      {isOpen ? (
        <Suspense fallback={null}>
          <Weights {...props} />
        </Suspense>
      ) : null}
    </details>
  );
}

/** How a run goes, in one line that keeps its place: what it waits for, or why it ended. */
import type { ReactNode } from 'react';
import type { Run } from '../../experiments/run/useRun.ts';
import { useSelector } from '../kit/store.tsx';
import { waitingFor } from './waiting.ts';

interface Props {
  readonly run: Run<unknown>;
  readonly computing?: string;
  /** What to say once the run has ended well. */
  readonly children?: ReactNode;
}

export function RunLine({ run, computing, children }: Props) {
  const status = useSelector((state) => state.status);
  if (run.problem) {
    return (
      <p className="problem" role="alert">
        {run.problem}
      </p>
    );
  }
  const waits = run.isBusy && (run.value === null || run.isStale);
  return (
    // Each step of a longer run is seen; only what it waits for and its end are spoken.
    <p className="run-line" aria-live={run.isBusy && !waits ? 'off' : 'polite'}>
      {waits ? waitingFor(status, computing) : children}
    </p>
  );
}

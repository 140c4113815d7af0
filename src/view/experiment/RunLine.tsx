/** How a run goes, in one line that keeps its place: what it waits for, or why it ended. */
import type { ReactNode } from 'react';
import type { EngineStatus } from '../../engine/protocol.ts';
import type { Run } from '../../experiments/run/useRun.ts';
import { waitingFor } from './waiting.ts';

interface Props {
  readonly run: Run<unknown>;
  readonly status: EngineStatus;
  readonly computing?: string;
  /** What to say once the run has ended well. */
  readonly children?: ReactNode;
}

export function RunLine({ run, status, computing, children }: Props) {
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

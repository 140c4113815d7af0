/** Runs an experiment: the one way from its settings, the models and their state to a finding. */
import { useState } from 'react';
import type { ModelClient } from '../../engine/modelClient.ts';
import { useSelector } from '../../view/kit/store.tsx';
import { runKey } from './runKey.ts';
import { type Run, useRun } from './useRun.ts';

/** Yields findings, the better ones later. All that they depend on is in the input. */
export type Task<Input extends object, Value> = (
  client: ModelClient,
  input: Input,
  signal: AbortSignal,
) => AsyncIterable<Value>;

/**
 * Runs a task whenever its input or the models become others. A run that ended with a problem is tried
 * again when the engine's state changes: after a failure it waits for the models, or says why there
 * are none. What has been found stays while an engine fails and recovers.
 *
 * @param input everything that the task depends on, the text among it; null for nothing to do
 */
export function useExperimentRun<Input extends object, Value>(
  task: Task<Input, Value>,
  input: Input | null,
): Run<Value> {
  const client = useSelector((state) => state.client);
  const phase = useSelector((state) => state.status.phase);
  const [last, setLast] = useState({ phase, attempt: 0 });
  const key = input && runKey(client, input, last.attempt);
  const run = useRun(key, (signal) => task(client, input!, signal));
  if (phase !== last.phase) {
    setLast({ phase, attempt: run.problem === null ? last.attempt : last.attempt + 1 });
  }
  return run;
}

/** Runs an experiment for what is on the screen, and shows what it has found so far. */
import { useEffect, useRef, useState } from 'react';
import { type Message, say } from '#say';
import { reasonOf } from '../../language/reason.ts';
import { useLanguage } from '../../view/kit/language.ts';

export interface Run<Value> {
  /** The newest finding; of an older setting until the new one has its first. Null before any. */
  readonly value: Value | null;
  /** Whether the run goes on. */
  readonly isBusy: boolean;
  /** Whether `value` belongs to an older setting. */
  readonly isStale: boolean;
  /** Why the run ended without its result, as a sentence; null when it did not. */
  readonly problem: string | null;
}

interface State<Value> extends Omit<Run<Value>, 'isStale' | 'problem'> {
  readonly problem: Message | string | null;
  /** The key that `value` was found for. */
  readonly key: string | null;
}

/**
 * Runs `task` when `key` changes, and ends the run before: what an older run finds later is never
 * shown. A task yields its findings, the better ones later, and asks the signal before it goes on.
 *
 * @param key everything that the task depends on, as one string; null for nothing to do.
 */
export function useRun<Value>(
  key: string | null,
  task: (signal: AbortSignal) => AsyncIterable<Value>,
): Run<Value> {
  const [state, setState] = useState<State<Value>>({
    value: null,
    key: null,
    isBusy: false,
    problem: null,
  });
  const newest = useRef(task);
  useEffect(() => {
    newest.current = task;
  });

  useEffect(() => {
    if (key === null) return;
    const abort = new AbortController();
    const { signal } = abort;
    const show = (part: Partial<State<Value>>) => {
      if (!signal.aborted) setState((last) => ({ ...last, ...part }));
    };
    (async () => {
      show({ isBusy: true, problem: null });
      try {
        for await (const value of newest.current(signal)) {
          if (signal.aborted) return;
          show({ value, key });
        }
      } catch (error) {
        show({ problem: reasonOf(error) });
      }
      show({ isBusy: false });
    })();
    return () => abort.abort();
  }, [key]);

  useLanguage();
  const { value, isBusy, problem } = state;
  // A run that was called off is not under way, and did not fail.
  const isOn = key !== null;
  return {
    value,
    isBusy: isOn && isBusy,
    isStale: value !== null && state.key !== key,
    problem: isOn && problem !== null ? say(problem) : null,
  };
}

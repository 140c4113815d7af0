/** A file beside the page, fetched when it is first asked for. */

import { useEffect, useRef, useState } from 'react';
import { type Message, say } from '#say';
import type { EngineStatus } from '../../engine/protocol.ts';
import { reasonOf } from '../../language/reason.ts';
import { useLanguage } from './language.ts';

export interface Fetched<Value> {
  /** Null until it has arrived. */
  readonly value: Value | null;
  /** Why it could not be had. */
  readonly problem: string | null;
  retry(): void;
}

/**
 * What the connection kept from coming is asked for once more whenever the engine's state changes, so
 * that the page's Retry, which brings the models back, brings this back with them.
 */
export function useFetched<Value>(
  isWanted: boolean,
  fetchValue: (signal: AbortSignal) => Promise<Value>,
  { phase }: EngineStatus,
): Fetched<Value> {
  useLanguage();
  const [value, setValue] = useState<Value | null>(null);
  const [problem, setProblem] = useState<Message | string | null>(null);
  const needed = isWanted && value === null && problem === null;

  const [last, setLast] = useState(phase);
  if (phase !== last) {
    setLast(phase);
    setProblem(null);
  }

  const newest = useRef(fetchValue);
  useEffect(() => {
    newest.current = fetchValue;
  });
  useEffect(() => {
    if (!needed) return;
    const abort = new AbortController();
    newest.current(abort.signal).then(
      (arrived) => {
        if (!abort.signal.aborted) setValue(arrived);
      },
      (error: unknown) => {
        if (!abort.signal.aborted) setProblem(reasonOf(error));
      },
    );
    return () => abort.abort();
  }, [needed]);

  return { value, problem: problem && say(problem), retry: () => setProblem(null) };
}

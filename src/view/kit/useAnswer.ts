/**
 * What is asked of attention that may be elsewhere: at once where it is here; else the last answer until
 * the new one has come, so that nothing is ever blank. The newest question wins.
 */
import { type DependencyList, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Answer } from '../../analysis/onDemand/question.ts';

/** @returns null before the first answer of all */
export function useAnswer<Value>(
  question: () => Answer<Value>,
  dependencies: DependencyList,
): Value | null {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the caller's question and what it depends on
  const answer = useMemo(question, dependencies);
  const [arrived, setArrived] = useState<{ readonly of: unknown; readonly value: Value } | null>(
    null,
  );
  const last = useRef<Value | null>(null);
  const isHere = !(answer instanceof Promise);
  const value = isHere ? answer : arrived?.of === answer ? arrived.value : null;

  useLayoutEffect(() => {
    if (value !== null) last.current = value;
  }, [value]);
  useEffect(() => {
    if (!(answer instanceof Promise)) return;
    let stale = false;
    answer.then(
      (newest) => {
        if (!stale) setArrived({ of: answer, value: newest });
      },
      // The reading has gone: the page is about to show another.
      () => undefined,
    );
    return () => {
      stale = true;
    };
  }, [answer]);
  return value ?? last.current;
}

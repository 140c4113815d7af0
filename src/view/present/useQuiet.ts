/** Whether the pointer has rested for a while. */
import { useCallback, useEffect, useState } from 'react';

/** So long controls stay after the pointer has moved, in milliseconds. */
const REST_MS = 2500;

/** @returns whether it rests, and what is to be called when it moves */
export function useQuiet(): readonly [boolean, () => void] {
  const [moved, setMoved] = useState(0);
  const [isQuiet, setQuiet] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: counted anew with every move
  useEffect(() => {
    setQuiet(false);
    const timer = setTimeout(() => setQuiet(true), REST_MS);
    return () => clearTimeout(timer);
  }, [moved]);
  const stir = useCallback(() => setMoved((times) => times + 1), []);
  return [isQuiet, stir];
}

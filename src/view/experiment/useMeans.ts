/** The heads' mean contexts, fetched when they are first asked for. */
import { useEffect, useState } from 'react';
import { fetchMeans, type HeadMeans } from '../../state/means.ts';

export interface Means {
  /** Null until they have arrived. */
  readonly means: HeadMeans | null;
  /** Why they could not be had. */
  readonly problem: string | null;
  retry(): void;
}

export function useMeans(isWanted: boolean): Means {
  const [means, setMeans] = useState<HeadMeans | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const needed = isWanted && means === null && problem === null;

  useEffect(() => {
    if (!needed) return;
    const abort = new AbortController();
    fetchMeans(new URL('.', document.baseURI), abort.signal).then(
      (arrived) => {
        if (!abort.signal.aborted) setMeans(arrived);
      },
      (error: unknown) => {
        if (!abort.signal.aborted) setProblem(error instanceof Error ? error.message : `${error}`);
      },
    );
    return () => abort.abort();
  }, [needed]);

  return { means, problem, retry: () => setProblem(null) };
}

/** The probe sentences' measures, fetched when they are first asked for. */
import { useEffect, useState } from 'react';
import { fetchProbes, type ProbeMetrics } from '../../state/probes.ts';

export interface Probes {
  /** Null until they have arrived. */
  readonly probes: ProbeMetrics | null;
  /** Why they could not be had. */
  readonly problem: string | null;
  retry(): void;
}

export function useProbes(isWanted: boolean): Probes {
  const [probes, setProbes] = useState<ProbeMetrics | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const needed = isWanted && probes === null && problem === null;

  useEffect(() => {
    if (!needed) return;
    const abort = new AbortController();
    fetchProbes(new URL('.', document.baseURI), abort.signal).then(
      (arrived) => {
        if (!abort.signal.aborted) setProbes(arrived);
      },
      (error: unknown) => {
        if (!abort.signal.aborted) setProblem(error instanceof Error ? error.message : `${error}`);
      },
    );
    return () => abort.abort();
  }, [needed]);

  return { probes, problem, retry: () => setProblem(null) };
}

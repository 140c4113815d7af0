/**
 * The comparison on the screen: the example's precomputed trace until the engine answers, then the
 * engine's. The newest text wins; an older answer can never replace a newer one. Where texts come faster
 * than answers, the last answer is shown while the next is computed, so that fast typing is followed too.
 */
import { useEffect, useRef, useState } from 'react';
import { type Engine, type Inspect, Superseded } from '../engine/protocol.ts';
import type { Comparison, Trace } from '../model/trace.ts';
import type { Heads } from './pageState.ts';
import type { PresetId } from './presets.ts';
import { fetchPresetTrace } from './presetTrace.ts';

export interface ComparisonState {
  /** Null only before anything could be shown. */
  readonly comparison: Comparison | null;
  readonly source: 'precomputed' | 'live';
  /** A sentence about what went wrong with the newest text, or null. */
  readonly problem: string | null;
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The head of a trace's model that is to be inspected; null where the model has no such head. */
function inspectable({ model, layers, heads }: Trace, wanted: Heads): Inspect | null {
  const { layer, head } = wanted[model];
  return layer < layers && head < heads ? { model, layer, head } : null;
}

export function useComparison(
  engine: Engine,
  ready: boolean,
  text: string,
  preset: PresetId | null,
  /** The heads whose every stage is wanted, if any. */
  inspected: Heads | null,
  base: URL,
  /** What is shown at first: an example's trace that is there already. */
  opened: Comparison | null = null,
): ComparisonState {
  const [state, setState] = useState<ComparisonState>({
    comparison: opened,
    source: 'precomputed',
    problem: null,
  });

  useEffect(() => {
    if (ready || preset === null) return;
    const abort = new AbortController();
    fetchPresetTrace(base, preset, abort.signal).then(
      (comparison) => {
        if (!abort.signal.aborted) setState({ comparison, source: 'precomputed', problem: null });
      },
      (error: unknown) => {
        if (abort.signal.aborted) return;
        const problem = `This example could not be shown before the models arrive. ${sentence(error)}`;
        setState((last) => ({ ...last, problem }));
      },
    );
    return () => abort.abort();
  }, [ready, preset, base]);

  // Which heads there are is known from the first answer on.
  const { comparison } = state;
  const bert = comparison && inspected && inspectable(comparison.bert, inspected);
  const gpt = comparison && inspected && inspectable(comparison.gpt, inspected);
  const wanted = JSON.stringify([bert, gpt].filter((each) => each !== null));

  const requests = useRef({ newest: 0, shown: 0 });
  useEffect(() => {
    if (!ready || text.trim() === '') return;
    const nth = ++requests.current.newest;
    const inspect = JSON.parse(wanted) as Inspect[];
    engine.compare({ text, ...(inspect.length > 0 && { inspect }) }).then(
      (comparison) => {
        if (nth < requests.current.shown) return;
        requests.current.shown = nth;
        setState({ comparison, source: 'live', problem: null });
      },
      (error: unknown) => {
        if (nth < requests.current.newest || error instanceof Superseded) return;
        setState((last) => ({ ...last, problem: sentence(error) }));
      },
    );
  }, [engine, ready, text, wanted]);

  return state;
}

/**
 * Keeps in the store a comparison of the text: the example's precomputed trace until the engine answers,
 * then the engine's; of the one model that has come, where the other has not. The newest text wins; an
 * older answer can never replace a newer one. Where texts come faster than answers, the last answer is
 * shown while the next is computed, so that fast typing is followed too.
 */
import { msg } from '#say';
import { aloneIn, type Engine, type Inspect, Superseded } from '../engine/protocol.ts';
import { toldApartHere } from '../engine/toldApart.ts';
import type { PresetId } from '../examples/presets.ts';
import { fetchPresetTrace } from '../examples/presetTrace.ts';
import { onLanguage } from '../language/language.ts';
import { reasonOf } from '../language/reason.ts';
import { isLive } from '../model/capabilities.ts';
import { type FullComparison, isFull } from '../model/trace.ts';
import { SIDES } from '../text/token.ts';
import type { PageState, PageStore } from './pageStore.ts';
import { isShippedPair, textNow } from './selectors.ts';
import { headsOf } from './values.ts';

export type FetchTrace = (id: PresetId, signal: AbortSignal) => Promise<FullComparison>;

/** The chosen heads whose every stage is wanted, where the models on the screen have them. */
function inspected({ values, comparison }: PageState): Inspect[] {
  // Which heads there are is known from the first answer on.
  if (values.view !== 'step' || !comparison) return [];
  const wanted = headsOf(values);
  return SIDES.flatMap((side) => {
    const { layer, head } = wanted[side];
    const trace = comparison[side];
    const has = trace && layer < trace.layers && head < trace.heads;
    return has && isLive(trace.model) ? [{ side, layer, head }] : [];
  });
}

/** Whether one model's reading is better than what is on the screen: an example's own is of both. */
function wantsOne(state: PageState): boolean {
  const { values, comparison, problem } = state;
  const isThere = comparison !== null && isFull(comparison) && comparison.text === textNow(state);
  return !isThere && (values.preset === null || problem !== null);
}

/** @param fetchTrace of an example @returns what ends it */
export function followText(
  store: PageStore,
  engine: Engine,
  base: URL,
  fetchTrace: FetchTrace = (id, signal) => fetchPresetTrace(base, id, signal),
): () => void {
  let fetching: { readonly id: PresetId; readonly abort: AbortController } | null = null;
  let asked: { readonly of: unknown; readonly key: string } | null = null;
  let newest = 0;
  let shown = 0;

  function fetchExample(id: PresetId) {
    const abort = new AbortController();
    fetching = { id, abort };
    const nth = ++newest;
    fetchTrace(id, abort.signal).then(
      (comparison) => {
        if (abort.signal.aborted) return;
        shown = nth;
        store.setState({ comparison, source: 'precomputed', problem: null });
      },
      (error: unknown) => {
        if (abort.signal.aborted) return;
        store.setState({
          problem: msg`This example could not be shown before the models arrive. ${reasonOf(error)}`,
        });
      },
    );
  }

  function ask(text: string, inspect: readonly Inspect[]) {
    const nth = ++newest;
    engine.compare({ text, ...(inspect.length > 0 && { inspect }) }).then(
      (comparison) => {
        if (nth < shown) return;
        shown = nth;
        store.setState(({ values, problem }) => ({
          comparison: toldApartHere(comparison),
          source: 'live',
          // Why an example did not come stays true beside what one model reads of it.
          problem: isFull(comparison) || values.preset === null ? null : problem,
        }));
      },
      (error: unknown) => {
        if (nth < newest || error instanceof Superseded) return;
        store.setState({ problem: reasonOf(error) });
      },
    );
  }

  function look() {
    const state = store.getState();
    const { status, values } = state;
    const isReady = status.phase === 'ready';
    const example = isReady || !isShippedPair(state) ? null : values.preset;
    if (example !== (fetching?.id ?? null)) {
      fetching?.abort.abort();
      fetching = null;
      if (example !== null) fetchExample(example);
    }
    const text = textNow(state);
    const alone = aloneIn(status);
    const answers = isReady || (alone !== null && wantsOne(state));
    if (!answers || text.trim() === '') {
      asked = null;
      return;
    }
    const inspect = inspected(state);
    const next = { of: alone ?? state.models, key: JSON.stringify([text, inspect]) };
    if (asked?.of === next.of && asked.key === next.key) return;
    asked = next;
    ask(text, inspect);
  }

  /** Names that say a place are said anew in another language. */
  function sayAnew() {
    const { comparison } = store.getState();
    const said = comparison && toldApartHere(comparison);
    if (said !== comparison) store.setState({ comparison: said });
  }

  const unsubscribe = store.subscribe(look);
  const deafen = onLanguage(sayAnew);
  look();
  return () => {
    unsubscribe();
    deafen();
    fetching?.abort.abort();
  };
}

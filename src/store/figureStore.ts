/**
 * A store for one of several figures on a page: its own link state, its own comparison and pointer, over the
 * page's models. What is done in it leaves the page and the other figures as they are.
 */
import type { Inspect } from '../engine/protocol.ts';
import { type PresetId, presetOf } from '../examples/presets.ts';
import { fetchPresetTrace } from '../examples/presetTrace.ts';
import { reasonOf } from '../language/reason.ts';
import { type Comparison, type FullComparison, isFull, type Trace } from '../model/trace.ts';
import { SIDES } from '../text/token.ts';
import { type Actions, createActions } from './actions.ts';
import { doneOn, keepDone } from './done.ts';
import { createPageStore, type PageState, type PageStore, withValues } from './pageStore.ts';
import type { Values } from './parameters.ts';
import { textNow } from './selectors.ts';
import { headsOf, onNewText, textOf } from './values.ts';

/** What of the values a figure sets by itself, once it is known what the models make of its text. */
export type Opened = Partial<Pick<Values, 'bert' | 'gpt' | 'cell'>>;

export interface FigureOptions {
  /** What its link says. */
  readonly values: Values;
  /** The page around it. */
  readonly page: PageStore;
  readonly pageActions: Pick<Actions, 'retry' | 'chooseTheme' | 'visit'>;
  /** Where the examples' files are. */
  readonly base: URL;
  open(comparison: FullComparison): Opened;
  /** What it is known by among the figures of the page, so that it is found again as it was left. */
  readonly name: string;
}

export interface FigureStore {
  readonly store: PageStore;
  readonly actions: Actions;
  /** Keeps its comparison and the page's state up to date. @returns what ends it */
  follow(): () => void;
  /** Shows another text, or what it opened with. @param text null for the latter */
  showText(text: string | null): void;
}

/** Candidates that are asked for of each prediction. */
const CANDIDATES = 10;

const traces = new Map<PresetId, Promise<Comparison>>();

/** An example's precomputed trace: fetched once for all figures, and again after a failure. */
function traceOf(id: PresetId, base: URL): Promise<Comparison> {
  const known = traces.get(id);
  if (known) return known;
  const trace = fetchPresetTrace(base, id, new AbortController().signal);
  traces.set(id, trace);
  trace.catch(() => traces.delete(id));
  return trace;
}

/** The heads whose every stage the figure shows, as far as they are not there. */
function missingStages({ values }: PageState, comparison: Comparison): readonly Inspect[] {
  if (values.view !== 'step' || !isFull(comparison)) return [];
  const heads = headsOf(values);
  return SIDES.flatMap((side) => {
    const { layer, head } = heads[side];
    const trace = comparison[side];
    const { inspected } = trace;
    const isThere = inspected?.layer === layer && inspected.head === head;
    return !isThere && layer < trace.layers && head < trace.heads ? [{ side, layer, head }] : [];
  });
}

export function createFigureStore(options: FigureOptions): FigureStore {
  const { page, pageActions, base, open, name } = options;
  const { status, client, theme, about } = page.getState();
  const values = { ...options.values, embed: page.getState().values.embed };
  const store = createPageStore({ values, status, client, theme, about });
  const actions: Actions = {
    ...createActions(store, pageActions.retry, pageActions.visit),
    chooseTheme: pageActions.chooseTheme,
  };
  let newest = 0;
  let asked: string | null = null;
  let opened: string | null = null;

  /** Whether the page itself reads this text: then what it makes of it is waited for. */
  const isOfPage = (text: string) => {
    const { values: shown } = page.getState();
    return shown.preset === null && shown.text === text;
  };

  function ofPage(text: string): Comparison | null {
    const { comparison, source } = page.getState();
    return isOfPage(text) && source === 'live' && comparison?.text === text ? comparison : null;
  }

  async function read(text: string, preset: PresetId | null): Promise<Comparison> {
    if (preset !== null && presetOf(preset).text === text) return traceOf(preset, base);
    const { client: models } = page.getState();
    const [left, right] = await Promise.all(
      SIDES.map((side) => models.ask({ side, text, candidates: CANDIDATES })),
    );
    return { text, pair: null, cut: null, left: left!, right: right! };
  }

  /** The same with every stage of some heads, which only the models themselves can tell. */
  async function withStages(
    comparison: FullComparison,
    heads: readonly Inspect[],
  ): Promise<Comparison> {
    const { client: models } = page.getState();
    const told = await Promise.all(
      heads.map(async ({ side, layer, head }): Promise<Trace> => {
        const { text } = comparison;
        const { inspected } = await models.ask({ side, text, inspect: { layer, head } });
        return inspected ? { ...comparison[side], inspected } : comparison[side];
      }),
    );
    return { ...comparison, ...Object.fromEntries(told.map((trace) => [trace.side, trace])) };
  }

  function show(comparison: Comparison): void {
    store.setState({ comparison, source: 'live', problem: null });
    if (!isFull(comparison) || comparison.text === opened) return;
    opened = comparison.text;
    const origin = { ...store.getState().values, ...open(comparison) };
    const left = doneOn(page, name, opened) as Values | undefined;
    store.setState({ origin, values: left ?? origin });
  }

  /** What the reader has made of a text that it has opened. */
  function keep({ values, origin }: PageState): void {
    if (opened !== null && textOf(values) === opened && values !== origin) {
      keepDone(page, name, opened, values);
    }
  }

  async function look(): Promise<void> {
    const state = store.getState();
    const text = textNow(state);
    const { preset, view } = state.values;
    const own = ofPage(text);
    if (text.trim() === '' || (isOfPage(text) && !own)) return;
    const heads = view === 'step' ? headsOf(state.values) : null;
    const isFailed = state.status.phase === 'failed';
    const key = JSON.stringify([text, preset, heads, isFailed, own && isFull(own)]);
    if (key === asked) return;
    asked = key;
    const nth = ++newest;
    try {
      const last = state.comparison;
      const isKept = last !== null && last.text === text && isFull(last);
      const comparison = isKept ? last : (own ?? (await read(text, preset)));
      if (nth !== newest) return;
      show(comparison);
      // Its heads may be others now.
      const missing = missingStages(store.getState(), comparison);
      if (missing.length === 0 || !isFull(comparison)) return;
      const whole = await withStages(comparison, missing);
      if (nth === newest || textNow(store.getState()) === text) show(whole);
    } catch (error) {
      if (nth === newest) store.setState({ problem: reasonOf(error) });
    }
  }

  function follow(): () => void {
    const ends = [
      store.subscribe((now, before) => {
        if (now.values !== before.values) keep(now);
        if (now.values !== before.values || now.status !== before.status) void look();
      }),
      page.subscribe((now, before) => {
        const { status, client, theme, about } = now;
        const isSame =
          status === before.status &&
          client === before.client &&
          theme === before.theme &&
          about === before.about;
        if (!isSame) store.setState({ status, client, theme, about });
        if (now.comparison !== before.comparison) void look();
      }),
    ];
    const { status, client, theme, about } = page.getState();
    store.setState({ status, client, theme, about });
    asked = null;
    void look();
    return () => {
      newest++;
      for (const end of ends) end();
    };
  }

  return {
    store,
    actions,
    follow,
    showText(text) {
      const state = store.getState();
      if (text === null) {
        if (textNow(state) === textNow({ ...state, values })) return;
        opened = null;
        store.setState(withValues(state, values));
      } else if (textNow(state) !== text || state.values.preset !== null) {
        store.setState(withValues(state, { ...freshOf(state.values), text }));
      }
    },
  };
}

/** A figure's settings for another text: its heads stay, what pointed at places of the old one is gone. */
function freshOf(values: Values): Values {
  const { left, right } = headsOf(values);
  return { ...onNewText(values), preset: null, bert: left, gpt: right };
}

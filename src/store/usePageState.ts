/**
 * What the reader has chosen: text or example, heads, locked cell, filter. It lives in the address
 * (see address/link.ts), so every picture has a link, and the back button goes to the picture before.
 *
 * Choosing an example, a head, or leaving an example by typing makes a new history entry; further
 * typing and locking replace the newest one. The address follows typing when the typist pauses: writing
 * it costs the browser more than the page's own answer to a key.
 */
import { debounce, useQueryStates } from 'nuqs';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Scope, View } from '../address/choices.ts';
import { readParams } from '../address/encoding.ts';
import { type LinkState, linkProblems, linkTable } from '../address/link.ts';
import { MAX_TEXT } from '../address/values.ts';
import type { Cell } from '../analysis/attention/cell.ts';
import type { HeadChoice } from '../analysis/attention/head.ts';
import type { ViewOptions } from '../analysis/attention/viewOptions.ts';
import type { MetricName } from '../analysis/metrics/metricNames.ts';
import type { PresetId } from '../examples/presets.ts';
import { type Trial, withoutPlaces } from '../experiments/settings.ts';
import type { Read } from '../sentences/textNotices.ts';
import type { Side } from '../text/token.ts';
import { EMPTY_LINK, linkOf, type PageState, pageState } from './pageState.ts';
import { type SharedLink, sharedLink, textLink } from './share.ts';
import { textChanged } from './timing.ts';

const PUSH = { history: 'push' } as const;
const REPLACE = { history: 'replace' } as const;

/** How long nobody types before the address takes the text over. */
const TYPING_PAUSE_MS = 150;

export interface PageActions {
  /** @param at the time stamp of the event that changed the text; now, where there was none */
  setText(text: string, at?: number): void;
  openPreset(id: string): void;
  chooseHead(side: Side, choice: HeadChoice): void;
  lock(cell: Cell | null): void;
  setHideSpecials(on: boolean): void;
  openView(view: View): void;
  setStep(step: number): void;
  setViewOptions(part: Partial<ViewOptions>): void;
  setSort(sort: MetricName | null): void;
  setOver(over: Scope): void;
  setTrial(part: Partial<Trial>): void;
  /** The link to the text alone, with everything else as it is at first. */
  linkToText(): string;
  /** The link of what is on the screen, for others. @param read what the models have read, so far */
  share(read: Read | null): SharedLink;
}

/** The parameters to write for a link to become another: those that differ, and those to be cleared away. */
function toWrite(from: LinkState, { backend: _kept, ...to }: LinkState): Partial<LinkState> {
  const last: Readonly<Record<string, unknown>> = from;
  const address = readParams(window.location);
  const isSame = (key: string, value: unknown) =>
    JSON.stringify(value) === JSON.stringify(last[key]) && (value !== null || !address.has(key));
  return Object.fromEntries(Object.entries(to).filter(([key, value]) => !isSame(key, value)));
}

const addressProblems = () => linkProblems(window.location.search + window.location.hash);

/** The state in the address, the actions that change it, and what the address got wrong. */
export function usePageState() {
  const [link, setLink] = useQueryStates(linkTable, { history: 'replace' });
  const state = useMemo(() => pageState(link), [link]);
  const newest = useRef(state);
  useEffect(() => {
    newest.current = state;
  }, [state]);

  const [problems, setProblems] = useState(addressProblems);
  useEffect(() => {
    const reread = () => setProblems(addressProblems());
    window.addEventListener('popstate', reread);
    return () => window.removeEventListener('popstate', reread);
  }, []);

  const change = useCallback(
    (
      part: Partial<PageState>,
      options: { history: 'push' | 'replace'; limitUrlUpdates?: ReturnType<typeof debounce> },
    ) => {
      const next = { ...newest.current, ...part };
      const written = toWrite(linkOf(newest.current), linkOf(next));
      newest.current = next;
      void setLink(written, options);
    },
    [setLink],
  );

  const actions = useMemo<PageActions>(
    () => ({
      setText(typed, at = performance.now()) {
        const { preset } = newest.current;
        if (typed.length > MAX_TEXT) {
          setProblems([
            `Only the first ${MAX_TEXT.toLocaleString('en')} of ${typed.length.toLocaleString('en')} characters were kept: the models read at most 126 tokens.`,
          ]);
        }
        const text = typed.slice(0, MAX_TEXT).toWellFormed();
        textChanged(text, at);
        const trial = withoutPlaces(newest.current.trial);
        change(
          { text, preset: null, locked: null, trial },
          preset ? PUSH : { ...REPLACE, limitUrlUpdates: debounce(TYPING_PAUSE_MS) },
        );
      },
      openPreset(id) {
        const { text, heads, locked, preset } = pageState({
          ...EMPTY_LINK,
          preset: id as PresetId,
        });
        setProblems([]);
        const trial = withoutPlaces(newest.current.trial);
        change({ text, heads, locked, preset, trial }, PUSH);
      },
      chooseHead(side, choice) {
        change({ heads: { ...newest.current.heads, [side]: choice } }, PUSH);
      },
      lock(cell) {
        change({ locked: cell }, REPLACE);
      },
      setHideSpecials(on) {
        change({ hideSpecials: on }, REPLACE);
      },
      openView(view) {
        change({ view, step: 1 }, PUSH);
      },
      setStep(step) {
        change({ step }, REPLACE);
      },
      setViewOptions(part) {
        change({ viewOptions: { ...newest.current.viewOptions, ...part } }, REPLACE);
      },
      setSort(sort) {
        change({ sort }, REPLACE);
      },
      setOver(over) {
        change({ over }, REPLACE);
      },
      setTrial(part) {
        const trial = { ...newest.current.trial, ...part };
        change({ trial }, part.name ? PUSH : REPLACE);
      },
      linkToText: () => textLink(newest.current, new URL(window.location.href)),
      share: (read) => sharedLink(newest.current, read, new URL(window.location.href)),
    }),
    [change],
  );

  return { state, actions, problems };
}

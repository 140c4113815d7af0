/**
 * What the reader has chosen: text or example, heads, locked cell, filter. It lives in the address
 * (see url.ts), so every picture has a link, and the back button goes to the picture before.
 *
 * Choosing an example, a head, or leaving an example by typing makes a new history entry; further
 * typing and locking replace the newest one.
 */
import { useQueryStates } from 'nuqs';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Cell } from '../analysis/cell.ts';
import type { HeadChoice } from '../analysis/head.ts';
import type { Lens } from '../analysis/lens.ts';
import type { MetricName } from '../analysis/metricNames.ts';
import type { ModelName } from '../text/token.ts';
import type { Scope, View } from './choices.ts';
import { EMPTY_LINK, linkOf, type PageState, pageState } from './pageState.ts';
import { MAX_TEXT } from './parsers.ts';
import type { PresetId } from './presets.ts';
import { type Trial, withoutPlaces } from './trial.ts';
import { linkProblems, linkTable } from './url.ts';

export interface PageActions {
  setText(text: string): void;
  openPreset(id: string): void;
  chooseHead(model: ModelName, choice: HeadChoice): void;
  lock(cell: Cell | null): void;
  setHideSpecials(on: boolean): void;
  openView(view: View): void;
  setStep(step: number): void;
  setLens(part: Partial<Lens>): void;
  setSort(sort: MetricName | null): void;
  setOver(over: Scope): void;
  setTrial(part: Partial<Trial>): void;
}

/** The state in the address, the actions that change it, and what the address got wrong. */
export function usePageState() {
  const [link, setLink] = useQueryStates(linkTable, { history: 'replace' });
  const state = useMemo(() => pageState(link), [link]);
  const newest = useRef(state);
  useEffect(() => {
    newest.current = state;
  }, [state]);

  const [problems, setProblems] = useState(() => linkProblems(window.location.search));
  useEffect(() => {
    const reread = () => setProblems(linkProblems(window.location.search));
    window.addEventListener('popstate', reread);
    return () => window.removeEventListener('popstate', reread);
  }, []);

  const change = useCallback(
    (part: Partial<PageState>, history: 'push' | 'replace') => {
      const next = { ...newest.current, ...part };
      newest.current = next;
      const { backend: _kept, ...changed } = linkOf(next);
      void setLink(changed, { history });
    },
    [setLink],
  );

  const actions = useMemo<PageActions>(
    () => ({
      setText(typed) {
        const { preset } = newest.current;
        if (typed.length > MAX_TEXT) {
          setProblems([
            `Only the first ${MAX_TEXT.toLocaleString('en')} of ${typed.length.toLocaleString('en')} characters were kept: the models read at most 126 tokens.`,
          ]);
        }
        const text = typed.slice(0, MAX_TEXT).toWellFormed();
        const trial = withoutPlaces(newest.current.trial);
        change({ text, preset: null, locked: null, trial }, preset ? 'push' : 'replace');
      },
      openPreset(id) {
        const { text, heads, locked, preset } = pageState({
          ...EMPTY_LINK,
          preset: id as PresetId,
        });
        setProblems([]);
        const trial = withoutPlaces(newest.current.trial);
        change({ text, heads, locked, preset, trial }, 'push');
      },
      chooseHead(model, choice) {
        change({ heads: { ...newest.current.heads, [model]: choice } }, 'push');
      },
      lock(cell) {
        change({ locked: cell }, 'replace');
      },
      setHideSpecials(on) {
        change({ hideSpecials: on }, 'replace');
      },
      openView(view) {
        change({ view, step: 1 }, 'push');
      },
      setStep(step) {
        change({ step }, 'replace');
      },
      setLens(part) {
        change({ lens: { ...newest.current.lens, ...part } }, 'replace');
      },
      setSort(sort) {
        change({ sort }, 'replace');
      },
      setOver(over) {
        change({ over }, 'replace');
      },
      setTrial(part) {
        const trial = { ...newest.current.trial, ...part };
        change({ trial }, part.name ? 'push' : 'replace');
      },
    }),
    [change],
  );

  return { state, actions, problems };
}

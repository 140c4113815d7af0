import { useCallback, useMemo, useState, useSyncExternalStore } from 'react';
import type { Cell } from './analysis/attention/cell.ts';
import { aloneIn, type Engine } from './engine/protocol.ts';
import { presets } from './examples/presets.ts';
import type { Comparison } from './model/trace.ts';
import { textNotices } from './sentences/textNotices.ts';
import { useAbout } from './store/about.ts';
import { fitting } from './store/pageState.ts';
import { useTheme } from './store/theme.ts';
import { useAlike } from './store/useAlike.ts';
import { useComparison } from './store/useComparison.ts';
import { useModelClient } from './store/useModelClient.ts';
import { usePageState } from './store/usePageState.ts';
import { blanked } from './text/blanked.ts';
import { useStateOf } from './view/kit/useStateOf.ts';
import { Boundary } from './view/page/Boundary.tsx';
import { Page } from './view/page/Page.tsx';

interface AppProps {
  readonly engine: Engine;
  /** The address that models and examples are beside. */
  readonly base: URL;
  /** The example that is there from the start, if any. */
  readonly opened: Comparison | null;
}

export function App({ engine, base, opened }: AppProps) {
  const status = useSyncExternalStore(
    (changed) => engine.subscribe(changed),
    () => engine.status,
  );
  const [theme, chooseTheme] = useTheme();
  const client = useModelClient(engine, status);
  const about = useAbout(engine.manifest);
  const { state, actions, problems } = usePageState();
  const { comparison, half, source, problem } = useComparison(
    engine,
    status.phase === 'ready',
    aloneIn(status),
    state.text,
    state.preset,
    state.view === 'step' ? state.heads : null,
    base,
    opened,
  );
  // What was pointed at in one view is not there any more in another.
  const [focus, setFocus] = useStateOf<Cell | null>(`${state.view} ${state.trial.name}`, null);
  const fit = useMemo(() => fitting(state, comparison), [state, comparison]);
  const heads = useAlike(fit.heads);
  const viewOptions = useAlike(fit.viewOptions);
  const [dismissed, setDismissed] = useState<{ text: string; notices: readonly string[] }>();
  const shown = half ?? comparison;
  const read = useMemo(
    () => shown && { ...shown, tokens: ('trace' in shown ? shown.trace : shown.left).tokens },
    [shown],
  );
  const all = [...problems, ...fit.problems, ...textNotices(state.text, read, problem)];
  // What was dismissed stays away for as long as the text is the same.
  const notices =
    dismissed?.text === state.text ? all.filter((each) => !dismissed.notices.includes(each)) : all;

  const share = useCallback(() => actions.share(read), [actions, read]);
  const retry = useCallback(() => engine.retry(), [engine]);
  const blank = useCallback(
    (position: number) => {
      const text = read && blanked(read.text, read.tokens, position);
      if (text) actions.setText(text);
    },
    [read, actions],
  );

  return (
    <Boundary name="page" isWhole linkToText={actions.linkToText}>
      <Page
        text={state.text}
        onText={actions.setText}
        presets={presets}
        preset={state.preset}
        onPreset={actions.openPreset}
        comparison={comparison}
        half={half}
        stale={comparison !== null && comparison.text !== state.text}
        source={source}
        status={status}
        onRetry={retry}
        heads={heads}
        onHead={actions.chooseHead}
        focus={focus}
        locked={fit.locked}
        onFocus={setFocus}
        onLock={actions.lock}
        hideSpecials={state.hideSpecials}
        onHideSpecials={actions.setHideSpecials}
        view={state.view}
        onView={actions.openView}
        step={state.step}
        onStep={actions.setStep}
        viewOptions={viewOptions}
        onViewOptions={actions.setViewOptions}
        sort={state.sort}
        onSort={actions.setSort}
        over={state.over}
        onOver={actions.setOver}
        trial={state.trial}
        onTrial={actions.setTrial}
        client={client}
        theme={theme}
        onTheme={chooseTheme}
        linkToText={actions.linkToText}
        onShare={share}
        onBlank={blank}
        about={about}
        notices={notices}
        onDismissNotices={() => setDismissed({ text: state.text, notices: all })}
      />
    </Boundary>
  );
}

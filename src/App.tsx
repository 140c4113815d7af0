import { useMemo, useState, useSyncExternalStore } from 'react';
import type { Cell } from './analysis/cell.ts';
import { aloneIn, type Engine } from './engine/protocol.ts';
import { useAbout } from './state/about.ts';
import { blanked } from './state/blank.ts';
import { fitting, shareLink } from './state/pageState.ts';
import { presets } from './state/presets.ts';
import { copyLink } from './state/share.ts';
import { textNotices } from './state/textNotices.ts';
import { useTheme } from './state/theme.ts';
import { useComparison } from './state/useComparison.ts';
import { usePageState } from './state/usePageState.ts';
import { Page } from './view/Page.tsx';

interface AppProps {
  readonly engine: Engine;
  /** The address that models and examples are beside. */
  readonly base: URL;
}

export function App({ engine, base }: AppProps) {
  const status = useSyncExternalStore(
    (changed) => engine.subscribe(changed),
    () => engine.status,
  );
  const [theme, chooseTheme] = useTheme();
  const about = useAbout(base);
  const { state, actions, problems } = usePageState();
  const { comparison, half, source, problem } = useComparison(
    engine,
    status.phase === 'ready',
    aloneIn(status),
    state.text,
    state.preset,
    state.view === 'step' ? state.heads : null,
    base,
  );
  const [focus, setFocus] = useState<Cell | null>(null);
  const fit = useMemo(() => fitting(state, comparison), [state, comparison]);
  const [dismissed, setDismissed] = useState<{ text: string; notices: readonly string[] }>();
  const shown = half ?? comparison;
  const read = shown && { ...shown, tokens: ('trace' in shown ? shown.trace : shown.bert).tokens };
  const all = [...problems, ...fit.problems, ...textNotices(state.text, read, problem)];
  // What was dismissed stays away for as long as the text is the same.
  const notices =
    dismissed?.text === state.text ? all.filter((each) => !dismissed.notices.includes(each)) : all;

  return (
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
      onRetry={() => engine.retry()}
      heads={fit.heads}
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
      lens={fit.lens}
      onLens={actions.setLens}
      sort={state.sort}
      onSort={actions.setSort}
      over={state.over}
      onOver={actions.setOver}
      trial={state.trial}
      onTrial={actions.setTrial}
      lab={engine}
      theme={theme}
      onTheme={chooseTheme}
      onShare={() => copyLink(shareLink(state, new URL(window.location.href)))}
      onBlank={(position) => {
        const text = read && blanked(read.text, read.tokens, position);
        if (text) actions.setText(text);
      }}
      about={about}
      notices={notices}
      onDismissNotices={() => setDismissed({ text: state.text, notices: all })}
    />
  );
}

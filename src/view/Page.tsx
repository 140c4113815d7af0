/** The whole page, from its props alone. */
import './css/index.css';
import { Suspense, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { axisTokens, type Cell } from '../analysis/cell.ts';
import { caption } from '../analysis/describe.ts';
import { PLAIN_LENS } from '../analysis/lens.ts';
import { onSight, sightOf } from '../analysis/sight.ts';
import type { Comparison } from '../model/trace.ts';
import { pictureDrawn } from '../state/timing.ts';
import type { ModelName } from '../text/token.ts';
import { About } from './About.tsx';
import { Ask } from './Ask.tsx';
import { Boundary } from './Boundary.tsx';
import { CompareView, type Preview } from './compare/CompareView.tsx';
import type { Ink } from './draw.ts';
import { HalfReading } from './HalfReading.tsx';
import { Health } from './Health.tsx';
import { useInk, useLate, useResolvedTheme } from './hooks.ts';
import { Masthead } from './Masthead.tsx';
import { Foot, Notes } from './Notes.tsx';
import { Nothing } from './Nothing.tsx';
import { Notices } from './Notices.tsx';
import { PhraseText } from './PhraseText.tsx';
import type { PageProps, View } from './props.ts';
import { Hold, TokenStrip } from './TokenStrip.tsx';
import { useFocusKept } from './useFocusKept.ts';
import { useStateOf } from './useStateOf.ts';
import { tabId, VIEW_PANEL, ViewTabs } from './ViewTabs.tsx';
import { LAZY_VIEWS, type ViewProps } from './views.ts';

export function Page(props: PageProps) {
  const ink = useInk(useResolvedTheme(props.theme));
  const { comparison } = props;
  const page = useRef<HTMLDivElement>(null);
  useFocusKept(page);
  return (
    <div className="page" ref={page}>
      <Masthead theme={props.theme} onTheme={props.onTheme} onShare={props.onShare} />
      <main>
        <Notices notices={props.notices} onDismissNotices={props.onDismissNotices} />
        <Ask {...props} />
        <Boundary name="reading" over={props.half ?? comparison} linkToText={props.linkToText}>
          {props.half ? (
            <HalfReading {...props} half={props.half} ink={ink} />
          ) : comparison ? (
            <Reading {...props} comparison={comparison} ink={ink} />
          ) : (
            <Nothing {...props} />
          )}
        </Boundary>
        <Notes />
        <About about={props.about} />
      </main>
      <Foot />
    </div>
  );
}

/**
 * What is read of the text. A key changes the text first and the comparison later: its parts are
 * memoised and get neither the text nor that it is older, so that only the second renders them.
 */
function Reading(props: PageProps & { comparison: Comparison; ink: Ink }) {
  const { comparison, source, heads, hideSpecials, locked, view, stale, onFocus, onLock } = props;
  const [preview, setPreview] = useStateOf<Preview | null>(view, null);
  const [walking, setWalking] = useState<ModelName | null>(null);

  const active = inside(comparison, locked ?? props.focus);
  const shown = useMemo(
    () => (preview ? { ...heads, [preview.model]: preview.choice } : heads),
    [heads, preview],
  );
  // Only the comparison looks through a lens; the other views show the heads as they are.
  const { of, by } = view === 'compare' ? props.lens : PLAIN_LENS;
  const bert = useMemo(
    () => sightOf(comparison.bert, shown.bert, { of, by }),
    [comparison, shown.bert, of, by],
  );
  const gpt = useMemo(
    () => sightOf(comparison.gpt, shown.gpt, { of, by }),
    [comparison, shown.gpt, of, by],
  );
  const sights = useMemo(() => ({ bert, gpt }), [bert, gpt]);
  const said = useMemo(
    () => caption(sights, active && onSight(sights.bert, active), hideSpecials),
    [sights, active, hideSpecials],
  );
  const isLate = useLate(stale, comparison);
  // After the pictures: a child's layout effects run before its parent's.
  useLayoutEffect(() => pictureDrawn(comparison.text, source), [comparison, source]);

  return (
    <div
      className="reading"
      aria-busy={stale}
      data-stale={stale || undefined}
      data-late={isLate || undefined}
    >
      <section className="strip" aria-label="The tokens">
        <TokenStrip
          text={comparison.text}
          cut={comparison.cut}
          tokens={comparison.bert.tokens}
          stop={comparison.gpt.unread.length > 0 ? comparison.gpt.tokens.length : null}
          sight={bert}
          active={active}
          {...{ locked, hideSpecials, onFocus, onLock }}
        />
        <Hold
          tokens={comparison.bert.tokens}
          locked={locked}
          onLock={props.onLock}
          onBlank={props.onBlank}
        />
      </section>
      <p className="caption" aria-live={walking ? 'off' : 'polite'}>
        <PhraseText phrase={said} />
      </p>
      <ViewTabs view={view} onView={props.onView} />
      <div className="view" role="tabpanel" id={VIEW_PANEL} aria-labelledby={tabId(view)}>
        <Boundary name={view} over={comparison} linkToText={props.linkToText}>
          {view === 'compare' ? (
            <CompareView
              {...{ comparison, sights, heads, shown, active, locked, hideSpecials, walking }}
              lens={props.lens}
              sort={props.sort}
              ink={props.ink}
              onLens={props.onLens}
              onSort={props.onSort}
              onHead={props.onHead}
              onPreview={setPreview}
              onFocus={onFocus}
              onLock={onLock}
              onHideSpecials={props.onHideSpecials}
              onBlank={props.onBlank}
              onWalk={setWalking}
            />
          ) : (
            <OtherView {...props} active={active} view={view} />
          )}
        </Boundary>
      </div>
      <Health comparison={comparison} status={props.status} source={source} />
    </div>
  );
}

function OtherView({ view, ...props }: ViewProps & { view: Exclude<View, 'compare'> }) {
  const Chosen = LAZY_VIEWS[view];
  return (
    <Suspense fallback={<p className="nothing">Opening…</p>}>
      <Chosen {...props} view={view} />
    </Suspense>
  );
}

/** A cell of an older, longer text may lie outside of this one. */
function inside({ bert, gpt }: Comparison, cell: Cell | null): Cell | null {
  const count = Math.max(axisTokens(bert).length, axisTokens(gpt).length);
  return cell && Math.max(cell.row, cell.column) < count ? cell : null;
}

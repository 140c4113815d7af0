/** The whole page, from its props alone. */
import '../css/index.css';
import { Suspense, useLayoutEffect, useMemo, useState } from 'react';
import { type AttentionViews, onAttentionView } from '../../analysis/attention/attentionView.ts';
import { axisTokens, type Cell } from '../../analysis/attention/cell.ts';
import type { HeadChoice } from '../../analysis/attention/head.ts';
import { PLAIN_VIEW_OPTIONS } from '../../analysis/attention/viewOptions.ts';
import { askAttentionView } from '../../analysis/onDemand/matrices.ts';
import { both, made } from '../../analysis/onDemand/question.ts';
import type { Comparison } from '../../model/trace.ts';
import { caption } from '../../sentences/captions.ts';
import { pictureDrawn } from '../../store/timing.ts';
import type { Side } from '../../text/token.ts';
import { CompareView, type Preview } from '../compare/CompareView.tsx';
import type { Colormap } from '../figures/draw.ts';
import { useColormap, useLate, useResolvedTheme } from '../kit/hooks.ts';
import { PhraseText } from '../kit/PhraseText.tsx';
import { useAnswer } from '../kit/useAnswer.ts';
import { useStateOf } from '../kit/useStateOf.ts';
import { HalfReading } from '../reading/HalfReading.tsx';
import { Hold, TokenStrip } from '../reading/TokenStrip.tsx';
import { tabId, VIEW_PANEL, ViewTabs } from '../reading/ViewTabs.tsx';
import { LAZY_VIEWS, type ViewProps } from '../reading/views.ts';
import { About } from './About.tsx';
import { Ask } from './Ask.tsx';
import { Boundary } from './Boundary.tsx';
import { Health } from './Health.tsx';
import { Masthead } from './Masthead.tsx';
import { Foot, Notes } from './Notes.tsx';
import { Nothing } from './Nothing.tsx';
import { Notices } from './Notices.tsx';
import type { PageProps, View } from './props.ts';

export function Page(props: PageProps) {
  const colormap = useColormap(useResolvedTheme(props.theme));
  const { comparison } = props;
  return (
    <div className="page">
      <Masthead theme={props.theme} onTheme={props.onTheme} onShare={props.onShare} />
      <main>
        <Notices notices={props.notices} onDismissNotices={props.onDismissNotices} />
        <Ask {...props} />
        <Boundary name="reading" over={props.half ?? comparison} linkToText={props.linkToText}>
          {props.half ? (
            <HalfReading {...props} half={props.half} colormap={colormap} />
          ) : comparison ? (
            <Reading {...props} comparison={comparison} colormap={colormap} />
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
function Reading(props: PageProps & { comparison: Comparison; colormap: Colormap }) {
  const { heads, view } = props;
  const [preview, setPreview] = useStateOf<Preview | null>(view, null);
  const shown = useMemo(
    () => (preview ? { ...heads, [preview.side]: preview.choice } : heads),
    [heads, preview],
  );
  // Only the comparison looks through view options; the other views show the heads as they are.
  const { of, by } = view === 'compare' ? props.viewOptions : PLAIN_VIEW_OPTIONS;
  const newest = props.comparison;
  const left = useMemo(
    () => askAttentionView(newest.left, shown.left, { of, by }),
    [newest, shown.left, of, by],
  );
  const right = useMemo(
    () => askAttentionView(newest.right, shown.right, { of, by }),
    [newest, shown.right, of, by],
  );
  // A comparison is shown as soon as its pictures are here: with most, at once.
  const pictures = useAnswer(
    () =>
      made(both(left, right), ([ofLeft, ofRight]) => ({
        comparison: newest,
        attentionViews: { left: ofLeft, right: ofRight },
      })),
    [newest, left, right],
  );
  if (!pictures) return <p className="nothing">Opening…</p>;
  const stale = props.stale || pictures.comparison !== newest;
  return <Pictures {...props} {...pictures} {...{ shown, stale }} onPreview={setPreview} />;
}

interface PicturesProps extends PageProps {
  readonly comparison: Comparison;
  readonly colormap: Colormap;
  readonly attentionViews: AttentionViews;
  /** The chosen heads, or the one under the pointer in an overview. */
  readonly shown: Readonly<Record<Side, HeadChoice>>;
  onPreview(preview: Preview | null): void;
}

/** A comparison and what is shown of it: they come together. */
function Pictures(props: PicturesProps) {
  const { comparison, attentionViews, shown, source, heads, hideSpecials, view, stale } = props;
  const { locked, onFocus, onLock } = props;
  const [walking, setWalking] = useState<Side | null>(null);
  const active = inside(comparison, locked ?? props.focus);
  const said = useMemo(
    () =>
      caption(attentionViews, active && onAttentionView(attentionViews.left, active), hideSpecials),
    [attentionViews, active, hideSpecials],
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
          tokens={comparison.left.tokens}
          stop={comparison.right.unread.length > 0 ? comparison.right.tokens.length : null}
          attentionView={attentionViews.left}
          active={active}
          {...{ locked, hideSpecials, onFocus, onLock }}
        />
        <Hold
          tokens={comparison.left.tokens}
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
              {...{
                comparison,
                attentionViews,
                heads,
                shown,
                active,
                locked,
                hideSpecials,
                walking,
              }}
              viewOptions={props.viewOptions}
              sort={props.sort}
              colormap={props.colormap}
              onViewOptions={props.onViewOptions}
              onSort={props.onSort}
              onHead={props.onHead}
              onPreview={props.onPreview}
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
function inside({ left, right }: Comparison, cell: Cell | null): Cell | null {
  const count = Math.max(axisTokens(left).length, axisTokens(right).length);
  return cell && Math.max(cell.row, cell.column) < count ? cell : null;
}

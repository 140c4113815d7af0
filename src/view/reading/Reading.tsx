/**
 * What is read of the text. A key changes the text first and the comparison later: its parts are
 * memoised and get neither the text nor that it is older, so that only the second renders them.
 */

import { Suspense, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { msg, t } from '#say';
import { whoIsCut, whoStops } from '../../analysis/abilities.ts';
import { type AttentionView, onAttentionView } from '../../analysis/attention/attentionView.ts';
import { axisTokens } from '../../analysis/attention/cell.ts';
import type { HeadChoice } from '../../analysis/attention/head.ts';
import { markedOf, type Pointed, stopIn } from '../../analysis/attention/pointed.ts';
import { PLAIN_VIEW_OPTIONS } from '../../analysis/attention/viewOptions.ts';
import { presetOf } from '../../examples/presets.ts';
import { type Comparison, isFull } from '../../model/trace.ts';
import { caption, namedReadout } from '../../sentences/captions.ts';
import { labelReadout } from '../../sentences/labels.ts';
import { noteOf, otherHeads } from '../../sentences/note.ts';
import type { View } from '../../store/choices.ts';
import {
  activeNow,
  alongNow,
  fileNow,
  headsNow,
  isShippedPair,
  isStale,
  lockedNow,
  viewOptionsNow,
} from '../../store/selectors.ts';
import { onePictureDrawn, pictureDrawn } from '../../store/timing.ts';
import { SIDES, type Side } from '../../text/token.ts';
import { CompareView, type Preview } from '../compare/CompareView.tsx';
import { whereIs } from '../compare/MissingModel.tsx';
import { useTurned } from '../compare/useTurned.ts';
import { useColormap, useLate } from '../kit/hooks.ts';
import { memo, useSaid } from '../kit/language.ts';
import { useNarrow } from '../kit/narrow.ts';
import { PhraseText } from '../kit/PhraseText.tsx';
import { Rich } from '../kit/Rich.tsx';
import { useActions, useParameter, useSelector } from '../kit/store.tsx';
import { Terms } from '../kit/Terms.tsx';
import { useActs } from '../kit/useActs.ts';
import { useNameIn } from '../kit/useNameIn.ts';
import { useStateOf } from '../kit/useStateOf.ts';
import { afterPicture } from '../page/afterPicture.ts';
import { Boundary } from '../page/Boundary.tsx';
import { lazily } from '../page/lazily.tsx';
import { CutMark, Hold, TokenStrip } from './TokenStrip.tsx';
import { useFullScreen } from './useFullScreen.ts';
import { usePictures } from './usePictures.ts';
import { tabId, VIEW_PANEL, ViewTabs } from './ViewTabs.tsx';
import { LAZY_VIEWS, VIEW_TITLES, type ViewProps } from './views.ts';

/** Below the pictures. */
const Health = memo(lazily(afterPicture(async () => (await import('../page/Health.tsx')).Health)));

/** @param comparison of one model or of two */
export function Reading({ comparison }: { comparison: Comparison }) {
  const [view] = useParameter('view');
  const heads = useSelector(headsNow);
  const options = useSelector(viewOptionsNow);
  const [preview, setPreview] = useStateOf<Preview | null>(view, null);

  const shown = useMemo(
    () => (preview ? { ...heads, [preview.side]: preview.choice } : heads),
    [heads, preview],
  );
  // Only the comparison looks through view options; the other views show the heads as they are.
  const through = view === 'compare' ? options : PLAIN_VIEW_OPTIONS;
  const pictures = usePictures(comparison, shown, through);
  if (!pictures) return <p className="nothing">{t`Opening…`}</p>;
  const isOld = pictures.comparison !== comparison;
  return <Pictures {...pictures} {...{ view, shown, isOld }} onPreview={setPreview} />;
}

interface PicturesProps {
  readonly comparison: Comparison;
  readonly attentionViews: Readonly<Record<Side, AttentionView | null>>;
  readonly view: View;
  /** The chosen heads, or the one under the pointer in an overview. */
  readonly shown: Readonly<Record<Side, HeadChoice>>;
  /** Whether a newer comparison is here, but not its pictures. */
  readonly isOld: boolean;
  onPreview(preview: Preview | null): void;
}

/** A comparison and what is shown of it: they come together. */
function Pictures(props: PicturesProps) {
  const { comparison, attentionViews, view, shown } = props;
  const [hideSpecials] = useParameter('specials');
  const [preset] = useParameter('preset');
  const [experiment] = useParameter('try');
  const { active, locked } = usePointed(props.isOld);
  const along = useSelector(alongNow);
  const turned = useTurned();
  const { front, turnTo } = turned;
  const actOf = useActs(attentionViews, { onHead: turnTo });
  const stale = useSelector(isStale) || props.isOld;
  const source = useSelector((state) => state.source);
  const { linkToText } = useActions();
  const colormap = useColormap();
  const [walking, setWalking] = useState<Side | null>(null);
  const isNarrow = useNarrow();
  const reading = useRef<HTMLDivElement>(null);
  const fullScreen = useFullScreen(reading);
  const first = attentionViews.left ?? attentionViews.right;
  const said = useSaid(() => {
    const at = active && placedOn(attentionViews, active);
    // Where one model is in front, the other's weight stands beside its own.
    const inFront = isNarrow && view === 'compare' ? attentionViews[front] : null;
    if (!at || (!inFront && along !== 'column')) {
      const of = inFront ? { left: null, right: null, [front]: inFront } : attentionViews;
      return caption(of, at, hideSpecials);
    }
    const behind = SIDES.map((side) => attentionViews[side]).filter((each) => each !== inFront);
    return [inFront, ...behind]
      .filter((each) => each !== null)
      .flatMap((each) => {
        const there = at[each.side];
        const one = along
          ? labelReadout(each, there, along, hideSpecials, true)
          : namedReadout(each, there, hideSpecials);
        return [...one, ' '];
      });
  }, [attentionViews, active, along, hideSpecials, isNarrow, view, front]);
  const isLate = useLate(stale, comparison);
  const isWhole = isFull(comparison);
  const file = useSelector(fileNow);
  const example = preset === null ? null : presetOf(preset);
  const isShipped = useSelector(isShippedPair);
  // Of the text that is on the screen, also while the next one is on its way; a note speaks of the page's own models.
  const noted = isShipped && example?.text === comparison.text ? example : null;
  const chosen = useSelector(headsNow);
  const note = useSaid(
    () => noted && [...noteOf(noted), ...otherHeads(noted, chosen)],
    [noted, chosen],
  );
  // After the pictures: a child's layout effects run before its parent's.
  useLayoutEffect(() => {
    if (isFull(comparison)) pictureDrawn(comparison.text, source);
    else onePictureDrawn();
  }, [comparison, source]);

  const one = comparison.left ?? comparison.right;
  const tokens = useMemo(() => (one ? axisTokens(one) : []), [one]);
  const stopped = whoStops(comparison);
  return (
    <div
      className="reading"
      ref={reading}
      data-view={view}
      aria-busy={stale}
      data-stale={stale || undefined}
      data-late={isLate || undefined}
    >
      <section className="strip" aria-label={t`The tokens`}>
        {first ? (
          <TokenStrip
            tokens={tokens}
            stop={stopIn(comparison, first.side)}
            stopper={stopped?.model.name ?? ''}
            attentionView={first}
            active={active && markedOf(active[first.side], along)}
            locked={locked?.[first.side] ?? null}
          />
        ) : null}
        {comparison.cut ? (
          <CutMark
            text={comparison.text}
            cut={comparison.cut}
            by={whoIsCut(comparison)?.model.name ?? null}
          />
        ) : null}
        {one ? <Hold side={one.side} tokens={tokens} locked={locked?.[one.side] ?? null} /> : null}
      </section>
      <section className="voice" aria-label={t`In words`}>
        {note ? (
          <p className="voice-note">
            <PhraseText phrase={note} actOf={actOf} />
          </p>
        ) : null}
        <p className="caption" aria-live={walking ? 'off' : 'polite'}>
          <PhraseText phrase={said} actOf={actOf} />
        </p>
      </section>
      <ViewTabs />
      <div className="view" role="tabpanel" id={VIEW_PANEL} aria-labelledby={tabId(view)}>
        <Boundary name={view} over={comparison} linkToText={linkToText}>
          {view === 'compare' ? (
            <CompareView
              {...{ comparison, attentionViews, shown, active, locked, walking, colormap }}
              onPreview={props.onPreview}
              onWalk={setWalking}
              {...{ turned, fullScreen }}
            />
          ) : isWhole && file && ASKING.includes(view) ? (
            <AsksModels file={file.info.name} />
          ) : isWhole ? (
            <OtherView {...{ comparison, active, locked, colormap, view }} />
          ) : (
            <TakesBoth view={view} missing={comparison.left ? 'right' : 'left'} />
          )}
        </Boundary>
        <Terms of={view === 'experiment' ? experiment : view} />
      </div>
      {isWhole ? (
        <Boundary name="health" over={comparison} linkToText={linkToText}>
          <Suspense fallback={null}>
            <Health comparison={comparison} />
          </Suspense>
        </Boundary>
      ) : null}
    </div>
  );
}

/** What is pointed at of the comparison that is shown: of an older one, what last was. */
function usePointed(isOld: boolean): { active: Pointed | null; locked: Pointed | null } {
  const active = useSelector(activeNow);
  const locked = useSelector(lockedNow);
  const last = useRef({ active, locked });
  useLayoutEffect(() => {
    if (!isOld) last.current = { active, locked };
  }, [isOld, active, locked]);
  return isOld ? last.current : { active, locked };
}

/** What is pointed at, on the axes of what is shown. */
function placedOn({ left, right }: PicturesProps['attentionViews'], active: Pointed): Pointed {
  return {
    left: left ? onAttentionView(left, active.left) : active.left,
    right: right ? onAttentionView(right, active.right) : active.right,
  };
}

function OtherView({ view, ...props }: ViewProps & { view: Exclude<View, 'compare'> }) {
  const Chosen = LAZY_VIEWS[view];
  return (
    <Suspense fallback={<p className="nothing">{t`Opening…`}</p>}>
      <Chosen {...props} />
    </Suspense>
  );
}

/** Views that ask the models more than what they read. */
const ASKING: readonly View[] = ['step', 'experiment'];

/** In the place of a view that asks, while attention from a file stands in a place. */
function AsksModels({ file }: { readonly file: string }) {
  return (
    <p className="nothing">
      <Rich
        of={msg`This view asks both models, and of ${<span translate="no">{file}</span>} only its attention is here: Compare, Measure and Match show that. To see more, open a model in its place.`}
      />
    </p>
  );
}

/** In the place of a view that sets one model against the other, while there is one. */
function TakesBoth({ view, missing }: { view: View; missing: Side }) {
  const status = useSelector((state) => state.status);
  const name = useNameIn(missing);
  const otherName = useNameIn(missing === 'left' ? 'right' : 'left');
  return (
    <p className="nothing">
      {t`${VIEW_TITLES[view]} takes both models. ${whereIs(missing, status, name)} Meanwhile Compare shows how ${otherName} reads your text.`}
    </p>
  );
}

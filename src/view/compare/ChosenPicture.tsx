/** What is chosen of one model, large: as a matrix, or as arcs. */

import { Suspense } from 'react';
import { t } from '#say';
import { type AttentionView, onTokens, placeOf } from '../../analysis/attention/attentionView.ts';
import type { Cell, PointedCell } from '../../analysis/attention/cell.ts';
import type { HeadChoice } from '../../analysis/attention/head.ts';
import { type Along, markedOf } from '../../analysis/attention/pointed.ts';
import { askAttentionViews } from '../../analysis/onDemand/matrices.ts';
import type { Colormap } from '../../figures/colormap.ts';
import type { Trace } from '../../model/trace.ts';
import { alongNow, viewOptionsNow } from '../../store/selectors.ts';
import { Heatmap } from '../figures/Heatmap.tsx';
import type { Together } from '../figures/scrollTogether.ts';
import { useActions, useParameter, useSelector } from '../kit/store.tsx';
import { useAnswer } from '../kit/useAnswer.ts';
import { lazily } from '../page/lazily.tsx';

interface Props {
  readonly trace: Trace;
  readonly attentionView: AttentionView;
  /** Heads whose arcs are drawn beside the chosen one's. */
  readonly also: readonly HeadChoice[];
  /** The token that arcs start from while none is in focus; null where the model does not have it. */
  readonly source: number | null;
  readonly positions: number;
  readonly labelWidth: number;
  /** Matrices that are scrolled with this one. */
  readonly together: Together;
  readonly isFitted: boolean;
  /** Both on the axes of the attention view. */
  readonly active: PointedCell | null;
  readonly locked: PointedCell | null;
  readonly colormap: Colormap;
  onWalk(walking: boolean): void;
}

/** Fetched when arcs are first shown. */
const Arcs = lazily(async () => (await import('../figures/Arcs.tsx')).Arcs);

const NO_VIEWS: readonly AttentionView[] = [];

export function ChosenPicture(props: Props) {
  const { trace, attentionView, also, source, positions, labelWidth, active, locked } = props;
  const { picture, by } = useSelector(viewOptionsNow);
  const [hideSpecials] = useParameter('specials');
  const { focus, lock } = useActions();
  const along = useSelector(alongNow);
  const others =
    useAnswer(() => askAttentionViews(trace, also, { of: 'head', by }), [also, trace, by]) ??
    NO_VIEWS;
  const common = {
    ...{ attentionView, positions, labelWidth, active, locked, hideSpecials },
    onFocus: (at: Cell | null, along?: Along) =>
      focus(at && { ...onTokens(attentionView, at), side: trace.side, ...(along && { along }) }),
    onLock: (at: Cell | null) => lock(at && { ...onTokens(attentionView, at), side: trace.side }),
    onWalk: props.onWalk,
  };
  if (picture === 'matrix') {
    const { colormap, together, isFitted } = props;
    const marked = active && markedOf(active, along);
    return <Heatmap {...common} active={marked} {...{ colormap, together, isFitted }} />;
  }
  return (
    <Suspense fallback={<p className="nothing">{t`Opening…`}</p>}>
      <Arcs
        {...common}
        others={others}
        fromAll={picture === 'all-arcs'}
        source={source === null ? null : placeOf(attentionView, source)}
      />
    </Suspense>
  );
}

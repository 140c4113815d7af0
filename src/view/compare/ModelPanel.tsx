/** One model: all its heads, what is chosen of them large, what is read there, and what it would write. */
import { useMemo } from 'react';
import {
  type AttentionView,
  onAttentionView,
  onTokens,
  placeOf,
} from '../../analysis/attention/attentionView.ts';
import { axisTokens, type Cell } from '../../analysis/attention/cell.ts';
import { type HeadChoice, sameHead } from '../../analysis/attention/head.ts';
import { maskShape } from '../../analysis/attention/maskShape.ts';
import { askAttentionViews } from '../../analysis/onDemand/matrices.ts';
import type { Trace } from '../../model/trace.ts';
import { readout, UNIT_NOUNS } from '../../sentences/captions.ts';
import { titleOf } from '../../sentences/names.ts';
import { ALSO, MAX_ALSO } from '../../store/parameters.ts';
import { headsNow, lockedNow, viewOptionsNow } from '../../store/selectors.ts';
import { Arcs } from '../figures/Arcs.tsx';
import type { Colormap } from '../figures/draw.ts';
import { HeadGrid } from '../figures/HeadGrid.tsx';
import { Heatmap } from '../figures/Heatmap.tsx';
import { PhraseText } from '../kit/PhraseText.tsx';
import { useActions, useParameter, useSelector } from '../kit/store.tsx';
import { useAnswer } from '../kit/useAnswer.ts';
import { ArcHeads } from './ArcHeads.tsx';
import { Predictions } from './Predictions.tsx';
import { TopKeys } from './TopKeys.tsx';
import type { HeadOrder } from './useHeadOrder.ts';
import { WeightTable } from './WeightTable.tsx';

interface Props {
  readonly trace: Trace;
  /** What is shown of the trace: through the view options, the chosen head or the one under the pointer. */
  readonly attentionView: AttentionView;
  readonly shown: HeadChoice;
  /** The overview's order, and what it is sorted by; null for layers and heads. */
  readonly order: HeadOrder | null;
  /** The token that arcs start from while none is in focus. */
  readonly source: number;
  readonly positions: number;
  readonly labelWidth: number;
  /** Cells are of token positions here; pictures have them on the axes of the attention view. */
  readonly active: Cell | null;
  readonly colormap: Colormap;
  /** Whether the keyboard is in this picture, so that the readout is spoken. */
  readonly walking: boolean;
  onPreview(choice: HeadChoice | null): void;
  onWalk(walking: boolean): void;
}

const MANNERS = {
  bidirectional: 'reads both ways',
  causal: 'reads only what came before',
  other: 'reads what its mask allows',
} as const;

const NO_HEADS: readonly HeadChoice[] = [];
const NO_VIEWS: readonly AttentionView[] = [];

export function ModelPanel(props: Props) {
  const { trace, attentionView } = props;
  const viewOptions = useSelector(viewOptionsNow);
  const chosen = useSelector(headsNow)[trace.side];
  const held = useSelector(lockedNow)?.[trace.side] ?? null;
  const [hideSpecials] = useParameter('specials');
  const { set, chooseHead, focus, lock } = useActions();
  const title = trace.model.name;
  const manner = useMemo(() => MANNERS[maskShape(trace.mask).kind], [trace.mask]);
  const active = useMemo(
    () => props.active && onAttentionView(attentionView, props.active),
    [attentionView, props.active],
  );
  const locked = useMemo(() => held && onAttentionView(attentionView, held), [attentionView, held]);
  const cell = active && Math.max(active.row, active.column) < axisTokens(attentionView).length;
  const canAdd = viewOptions.picture !== 'matrix' && viewOptions.of === 'head';
  const also = useMemo(
    () =>
      canAdd ? viewOptions.also[trace.side].filter((each) => !sameHead(each, chosen)) : NO_HEADS,
    [canAdd, viewOptions.also, trace.side, chosen],
  );
  const others =
    useAnswer(
      () => askAttentionViews(trace, also, { of: 'head', by: viewOptions.by }),
      [also, trace, viewOptions.by],
    ) ?? NO_VIEWS;
  const picture = {
    attentionView,
    positions: props.positions,
    labelWidth: props.labelWidth,
    active,
    locked,
    hideSpecials,
    onFocus: (at: Cell | null) => focus(at && { ...onTokens(attentionView, at), side: trace.side }),
    onLock: (at: Cell | null) => lock(at && { ...onTokens(attentionView, at), side: trace.side }),
    onWalk: props.onWalk,
  };

  const isBeside = (choice: HeadChoice) => also.some((each) => sameHead(each, choice));

  function toggle(choice: HeadChoice) {
    // It stands beside the chosen head, not in its place.
    props.onPreview(null);
    const kept = also.filter((each) => !sameHead(each, choice));
    if (kept.length < also.length) set({ [ALSO[trace.side]]: kept });
    else if (also.length < MAX_ALSO && !sameHead(choice, chosen)) {
      set({ [ALSO[trace.side]]: [...also, choice] });
    }
  }

  return (
    <section className="panel" data-side={trace.side} aria-label={title}>
      <div className="panel-title">
        <h2>
          <span className="accent" translate="no">
            {title}
          </span>{' '}
          <em>{trace.tokens.length > 1 ? manner : 'reads'}</em>
        </h2>
        <p className="panel-head">{titleOf(attentionView)}</p>
      </div>
      <div className="panel-body">
        <HeadGrid
          trace={trace}
          choice={chosen}
          of={viewOptions.of}
          by={viewOptions.by}
          also={also}
          order={props.order}
          colormap={props.colormap}
          onHead={(choice) => chooseHead(trace.side, choice)}
          onToggle={canAdd ? toggle : null}
          onPreview={(choice) => props.onPreview(choice && isBeside(choice) ? null : choice)}
        />
        <div className="detail">
          {canAdd ? (
            <ArcHeads
              trace={trace}
              shown={props.shown}
              chosen={chosen}
              also={also}
              by={viewOptions.by}
              active={active}
              onToggle={toggle}
            />
          ) : null}
          {viewOptions.picture === 'matrix' ? (
            <Heatmap {...picture} colormap={props.colormap} />
          ) : (
            <Arcs
              {...picture}
              others={others}
              fromAll={viewOptions.picture === 'all-arcs'}
              source={placeOf(attentionView, props.source)}
            />
          )}
          <p className="readout" aria-live={props.walking ? 'polite' : 'off'}>
            {active && cell ? (
              <PhraseText phrase={readout(attentionView, active, hideSpecials)} />
            ) : active ? (
              `${title} has no ${UNIT_NOUNS[attentionView.unit]} there.`
            ) : (
              <span className="aside">
                {viewOptions.picture === 'matrix'
                  ? 'Point at a cell for its exact weight.'
                  : `Point at a ${UNIT_NOUNS[attentionView.unit]} or an arc for exact weights.`}
              </span>
            )}
          </p>
          <WeightTable attentionView={attentionView} />
        </div>
        <TopKeys attentionView={attentionView} active={active} hideSpecials={hideSpecials} />
      </div>
      <Predictions trace={trace} active={props.active} />
    </section>
  );
}

/** One model: all its heads, what is chosen of them large, what is read there, and what it would write. */
import { useMemo } from 'react';
import { MAX_ALSO } from '../../address/link.ts';
import {
  type AttentionView,
  onAttentionView,
  onTokens,
  placeOf,
} from '../../analysis/attention/attentionView.ts';
import { axisTokens, type Cell } from '../../analysis/attention/cell.ts';
import { type HeadChoice, sameHead } from '../../analysis/attention/head.ts';
import { maskShape } from '../../analysis/attention/maskShape.ts';
import type { ViewOptions } from '../../analysis/attention/viewOptions.ts';
import { askAttentionViews } from '../../analysis/onDemand/matrices.ts';
import type { Trace } from '../../model/trace.ts';
import { MODEL_TITLES, readout, UNIT_NOUNS } from '../../sentences/captions.ts';
import { titleOf } from '../../sentences/names.ts';
import { Arcs } from '../figures/Arcs.tsx';
import type { Colormap } from '../figures/draw.ts';
import { HeadGrid } from '../figures/HeadGrid.tsx';
import { Heatmap } from '../figures/Heatmap.tsx';
import { PhraseText } from '../kit/PhraseText.tsx';
import { useAnswer } from '../kit/useAnswer.ts';
import { ArcHeads } from './ArcHeads.tsx';
import { BertPredictions, GptPredictions } from './Predictions.tsx';
import { TopKeys } from './TopKeys.tsx';
import type { HeadOrder } from './useHeadOrder.ts';
import { WeightTable } from './WeightTable.tsx';

interface Props {
  readonly trace: Trace;
  /** What is shown of the trace: through the view options, the chosen head or the one under the pointer. */
  readonly attentionView: AttentionView;
  readonly shown: HeadChoice;
  readonly chosen: HeadChoice;
  readonly viewOptions: ViewOptions;
  /** The overview's order, and what it is sorted by; null for layers and heads. */
  readonly order: HeadOrder | null;
  /** The token that arcs start from while none is in focus. */
  readonly source: number;
  readonly positions: number;
  readonly labelWidth: number;
  /** Cells are of token positions here; pictures have them on the axes of the attention view. */
  readonly active: Cell | null;
  readonly locked: Cell | null;
  readonly hideSpecials: boolean;
  readonly colormap: Colormap;
  /** Whether the keyboard is in this picture, so that the readout is spoken. */
  readonly walking: boolean;
  onHead(choice: HeadChoice): void;
  onAlso(also: readonly HeadChoice[]): void;
  onPreview(choice: HeadChoice | null): void;
  onFocus(cell: Cell | null): void;
  onLock(cell: Cell | null): void;
  onWalk(walking: boolean): void;
  onBlank(position: number): void;
}

const MANNERS = {
  bidirectional: 'reads both ways',
  causal: 'reads only what came before',
  other: 'reads what its mask allows',
} as const;

const NO_HEADS: readonly HeadChoice[] = [];
const NO_VIEWS: readonly AttentionView[] = [];

export function ModelPanel(props: Props) {
  const { trace, attentionView, viewOptions, hideSpecials, onFocus, onLock } = props;
  const title = MODEL_TITLES[trace.side];
  const active = useMemo(
    () => props.active && onAttentionView(attentionView, props.active),
    [attentionView, props.active],
  );
  const locked = useMemo(
    () => props.locked && onAttentionView(attentionView, props.locked),
    [attentionView, props.locked],
  );
  const cell = active && Math.max(active.row, active.column) < axisTokens(attentionView).length;
  const canAdd = viewOptions.picture !== 'matrix' && viewOptions.of === 'head';
  const also = useMemo(
    () =>
      canAdd
        ? viewOptions.also[trace.side].filter((each) => !sameHead(each, props.chosen))
        : NO_HEADS,
    [canAdd, viewOptions.also, trace.side, props.chosen],
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
    onFocus: (at: Cell | null) => onFocus(at && onTokens(attentionView, at)),
    onLock: (at: Cell | null) => onLock(at && onTokens(attentionView, at)),
    onWalk: props.onWalk,
  };

  const isBeside = (choice: HeadChoice) => also.some((each) => sameHead(each, choice));

  function toggle(choice: HeadChoice) {
    // It stands beside the chosen head, not in its place.
    props.onPreview(null);
    const kept = also.filter((each) => !sameHead(each, choice));
    if (kept.length < also.length) props.onAlso(kept);
    else if (also.length < MAX_ALSO && !sameHead(choice, props.chosen)) {
      props.onAlso([...also, choice]);
    }
  }

  return (
    <section className="panel" data-side={trace.side} aria-label={title}>
      <div className="panel-title">
        <h2>
          <span className="accent" translate="no">
            {title}
          </span>{' '}
          <em>{trace.tokens.length > 1 ? MANNERS[maskShape(trace.mask).kind] : 'reads'}</em>
        </h2>
        <p className="panel-head">{titleOf(attentionView)}</p>
      </div>
      <div className="panel-body">
        <HeadGrid
          trace={trace}
          choice={props.chosen}
          of={viewOptions.of}
          by={viewOptions.by}
          also={also}
          order={props.order}
          colormap={props.colormap}
          onHead={props.onHead}
          onToggle={canAdd ? toggle : null}
          onPreview={(choice) => props.onPreview(choice && isBeside(choice) ? null : choice)}
        />
        <div className="detail">
          {canAdd ? (
            <ArcHeads
              trace={trace}
              shown={props.shown}
              chosen={props.chosen}
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
      {trace.side === 'left' ? (
        <BertPredictions trace={trace} active={props.active} onBlank={props.onBlank} />
      ) : (
        <GptPredictions trace={trace} />
      )}
    </section>
  );
}

/**
 * What stands in the place of a comparison while only one model has arrived: that model's picture of
 * what is typed, and in the other's place that it is on its way. The other views wait for both.
 */
import { useMemo, useState } from 'react';
import { type AttentionView, onAttentionView } from '../../analysis/attention/attentionView.ts';
import { axisTokens, type Cell } from '../../analysis/attention/cell.ts';
import type { HeadChoice } from '../../analysis/attention/head.ts';
import { askAttentionView } from '../../analysis/onDemand/matrices.ts';
import { made } from '../../analysis/onDemand/question.ts';
import type { EngineStatus } from '../../engine/protocol.ts';
import type { Half, Trace } from '../../model/trace.ts';
import { halfCaption, MODEL_TITLES } from '../../sentences/captions.ts';
import type { Side } from '../../text/token.ts';
import { axesOf, lastWord } from '../compare/CompareView.tsx';
import { Legend } from '../compare/Legend.tsx';
import { ModelPanel } from '../compare/ModelPanel.tsx';
import { ViewOptionsBar } from '../compare/ViewOptionsBar.tsx';
import type { Colormap } from '../figures/draw.ts';
import { PhraseText } from '../kit/PhraseText.tsx';
import { useAnswer } from '../kit/useAnswer.ts';
import type { PageProps } from '../page/props.ts';
import { lateOf, megabytes } from '../page/StatusLine.tsx';
import { Hold, TokenStrip } from './TokenStrip.tsx';
import { tabId, VIEW_PANEL, ViewTabs } from './ViewTabs.tsx';
import { VIEW_TITLES } from './views.ts';

type Props = PageProps & { readonly half: Half; readonly colormap: Colormap };

export function HalfReading(props: Props) {
  const { half } = props;
  const [preview, setPreview] = useState<HeadChoice | null>(null);
  const shown = preview ?? known(half.trace, props.heads[half.trace.side]);
  const { of, by } = props.viewOptions;
  const picture = useAnswer(
    () =>
      made(askAttentionView(half.trace, shown, { of, by }), (attentionView) => ({
        half,
        attentionView,
      })),
    [half, shown, of, by],
  );
  if (!picture) return <p className="nothing">Opening…</p>;
  return <HalfPicture {...props} {...picture} shown={shown} onPreview={setPreview} />;
}

interface PictureProps extends Props {
  readonly attentionView: AttentionView;
  readonly shown: HeadChoice;
  onPreview(choice: HeadChoice | null): void;
}

function HalfPicture(props: PictureProps) {
  const { half, hideSpecials, view, attentionView, shown } = props;
  const { trace, text, cut } = half;
  const late = lateOf(trace);
  const locked = inside(trace, props.locked);
  const active = locked ?? inside(trace, props.focus);
  const [isWalking, setWalking] = useState(false);

  const chosen = known(trace, props.heads[trace.side]);
  const viewOptions = useMemo(() => {
    const also = props.viewOptions.also[trace.side].filter((each) => known(trace, each) === each);
    return { ...props.viewOptions, also: { ...props.viewOptions.also, [trace.side]: also } };
  }, [props.viewOptions, trace]);
  const { positions, labelWidth } = useMemo(() => axesOf([attentionView]), [attentionView]);
  const stale = text !== props.text;

  const panel = (
    <ModelPanel
      key={trace.side}
      trace={trace}
      attentionView={attentionView}
      shown={shown}
      chosen={chosen}
      viewOptions={viewOptions}
      order={null}
      source={lastWord(trace)}
      positions={positions}
      labelWidth={labelWidth}
      active={active}
      locked={locked}
      hideSpecials={hideSpecials}
      colormap={props.colormap}
      walking={isWalking}
      onHead={(choice) => props.onHead(trace.side, choice)}
      onAlso={(also) =>
        props.onViewOptions({ also: { ...props.viewOptions.also, [trace.side]: also } })
      }
      onPreview={props.onPreview}
      onFocus={props.onFocus}
      onLock={props.onLock}
      onWalk={setWalking}
      onBlank={props.onBlank}
    />
  );
  const missing = <Missing key={late} side={late} status={props.status} />;

  return (
    <div className="reading" aria-busy={stale} data-stale={stale || undefined}>
      <section className="strip" aria-label="The tokens">
        <TokenStrip
          {...props}
          text={text}
          cut={cut}
          tokens={trace.tokens}
          stop={trace.unread.length > 0 ? trace.tokens.length : null}
          attentionView={attentionView}
          active={active}
          locked={locked}
        />
        <Hold tokens={trace.tokens} locked={locked} onLock={props.onLock} onBlank={props.onBlank} />
      </section>
      <p className="caption" aria-live={isWalking ? 'off' : 'polite'}>
        <PhraseText
          phrase={halfCaption(
            attentionView,
            active && onAttentionView(attentionView, active),
            hideSpecials,
          )}
        />
      </p>
      <ViewTabs view={view} onView={props.onView} />
      <div className="view" role="tabpanel" id={VIEW_PANEL} aria-labelledby={tabId(view)}>
        {view === 'compare' ? (
          <>
            <ViewOptionsBar
              viewOptions={viewOptions}
              onViewOptions={props.onViewOptions}
              sort={props.sort}
              onSort={props.onSort}
              orders={null}
            />
            <Legend
              palette={props.colormap.palette}
              picture={viewOptions.picture}
              hasUnread={trace.unread.length > 0}
              hideSpecials={hideSpecials}
              onHideSpecials={props.onHideSpecials}
            />
            <div className="models">
              {trace.side === 'left' ? [panel, missing] : [missing, panel]}
            </div>
          </>
        ) : (
          <p className="nothing">
            {VIEW_TITLES[view]} takes both models. {whereIs(late, props.status)} Meanwhile Compare
            shows how {MODEL_TITLES[trace.side]} reads your text.
          </p>
        )}
      </div>
    </div>
  );
}

/** In the place of the model that is not there. */
function Missing({ side, status }: { side: Side; status: EngineStatus }) {
  return (
    <section className="panel" data-side={side} aria-label={MODEL_TITLES[side]}>
      <div className="panel-title">
        <h2>
          <span className="accent" translate="no">
            {MODEL_TITLES[side]}
          </span>{' '}
          <em>is not here yet</em>
        </h2>
      </div>
      <p className="nothing">{whereIs(side, status)}</p>
    </section>
  );
}

function whereIs(side: Side, status: EngineStatus): string {
  const title = MODEL_TITLES[side];
  switch (status.phase) {
    case 'loading':
      return `${title} is still on its way: ${megabytes(status[side])} have arrived.`;
    case 'warming':
      return `${title} has arrived and is warming up.`;
    case 'ready':
      return `${title} has arrived and reads your text now.`;
    case 'recovering':
      return `${title} is still on its way, and the engine is starting again.`;
    case 'failed':
      return `${title} could not be loaded: press Retry, above.`;
  }
}

const FIRST_HEAD: HeadChoice = { layer: 0, head: 0 };

/** The head asked for, or the first where the model has no such head. */
function known({ layers, heads }: Trace, choice: HeadChoice): HeadChoice {
  return choice.layer < layers && choice.head < heads ? choice : FIRST_HEAD;
}

/** A cell of another text, or of the other model, may lie outside of this one. */
function inside(trace: Trace, cell: Cell | null): Cell | null {
  return cell && Math.max(cell.row, cell.column) < axisTokens(trace).length ? cell : null;
}

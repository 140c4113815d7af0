/** One model: all its heads, what is chosen of them large, what is read there, and what it would write. */

import { Suspense, useMemo } from 'react';
import { msg, say, select, t } from '#say';
import { type AttentionView, onAttentionView } from '../../analysis/attention/attentionView.ts';
import { type PointedCell, wholeCell } from '../../analysis/attention/cell.ts';
import { type HeadChoice, sameHead } from '../../analysis/attention/head.ts';
import { maskShape } from '../../analysis/attention/maskShape.ts';
import type { ViewOptions } from '../../analysis/attention/viewOptions.ts';
import type { Colormap } from '../../figures/colormap.ts';
import type { Trace } from '../../model/trace.ts';
import { namedReadout, readout } from '../../sentences/captions.ts';
import { labelReadout } from '../../sentences/labels.ts';
import { titleOf } from '../../sentences/names.ts';
import { ALSO, MAX_ALSO } from '../../store/parameters.ts';
import { alongNow, headsNow, secondNow, viewOptionsNow } from '../../store/selectors.ts';
import { firstPicture } from '../../store/timing.ts';
import { HeadGrid } from '../figures/HeadGrid.tsx';
import type { Together } from '../figures/scrollTogether.ts';
import { KeepButton } from '../keep/KeepButton.tsx';
import type { KeepChoice } from '../keep/keepable.ts';
import type { ActOf } from '../kit/act.tsx';
import { Instruction } from '../kit/Instruction.tsx';
import { useNarrow } from '../kit/narrow.ts';
import { PhraseText } from '../kit/PhraseText.tsx';
import { useActions, useParameter, useSelector } from '../kit/store.tsx';
import { lazily } from '../page/lazily.tsx';
import { ChosenPicture } from './ChosenPicture.tsx';
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
  /** The token that arcs start from while none is in focus; null where the model does not have it. */
  readonly source: number | null;
  readonly positions: number;
  readonly labelWidth: number;
  /** Matrices that are scrolled with this one's. */
  readonly together: Together;
  /** The other model's side of the cell in focus; null without one. */
  readonly beside: Beside | null;
  /** Of token positions here; pictures have both on the axes of the attention view. */
  readonly active: PointedCell | null;
  readonly locked: PointedCell | null;
  readonly colormap: Colormap;
  /** What the words of the readout do. */
  readonly actOf: ActOf;
  /** Whether the keyboard is in this picture, so that the readout is spoken. */
  readonly walking: boolean;
  onPreview(choice: HeadChoice | null): void;
  onWalk(walking: boolean): void;
  /** Shows all heads, large. */
  onAllHeads(): void;
  /** The large picture and others of this model, to keep. */
  readonly keeps: readonly KeepChoice[];
}

/** Stands below the first picture, and does not come before it. */
const SecondHead = lazily(async () => {
  await firstPicture;
  return (await import('./SecondHead.tsx')).SecondHead;
});
/** Fetched when arcs are first shown. */
const ArcHeads = lazily(async () => (await import('./ArcHeads.tsx')).ArcHeads);

/** What is shown of the other model, and the cell in focus there, in its tokens. */
export interface Beside {
  readonly attentionView: AttentionView;
  readonly at: PointedCell;
}

const MANNERS = {
  bidirectional: msg`reads both ways`,
  causal: msg`reads only what came before`,
  other: msg`reads what its mask allows`,
  across: msg`reads another text`,
} as const;

const INSTRUCTIONS = {
  matrix: {
    point: msg`Point at a cell for its exact weight.`,
    tap: msg`Tap a cell for its exact weight.`,
  },
  tokens: {
    point: msg`Point at a token or an arc for exact weights.`,
    tap: msg`Tap a token for its exact weights.`,
  },
  words: {
    point: msg`Point at a word or an arc for exact weights.`,
    tap: msg`Tap a word for its exact weights.`,
  },
} as const;

const shows = ({ picture, by }: Pick<ViewOptions, 'picture' | 'by'>) =>
  picture === 'matrix' ? picture : by;

const NO_HEADS: readonly HeadChoice[] = [];

export function ModelPanel(props: Props) {
  const { trace, attentionView } = props;
  const viewOptions = useSelector(viewOptionsNow);
  const chosen = useSelector(headsNow)[trace.side];
  const second = useSelector(secondNow)[trace.side];
  const [hideSpecials] = useParameter('specials');
  const [isFitted] = useParameter('fit');
  const { set, chooseHead, chooseModel } = useActions();
  const title = trace.model.name;
  const isAcross = trace.across !== undefined;
  const manner = useMemo(
    () => MANNERS[isAcross ? 'across' : maskShape(trace.mask).kind],
    [trace.mask, isAcross],
  );
  const active = useMemo(
    () => props.active && onAttentionView(attentionView, props.active),
    [attentionView, props.active],
  );
  const locked = useMemo(
    () => props.locked && onAttentionView(attentionView, props.locked),
    [attentionView, props.locked],
  );
  const along = useSelector(alongNow);
  const instruction = INSTRUCTIONS[shows(viewOptions)];
  const cell = wholeCell(active);
  const isNarrow = useNarrow();
  const canAdd = viewOptions.picture !== 'matrix' && viewOptions.of === 'head';
  const also = useMemo(
    () =>
      canAdd ? viewOptions.also[trace.side].filter((each) => !sameHead(each, chosen)) : NO_HEADS,
    [canAdd, viewOptions.also, trace.side, chosen],
  );
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
          {isNarrow ? (
            <span className="accent" translate="no">
              {title}
            </span>
          ) : (
            <button
              type="button"
              className="act accent panel-name"
              aria-haspopup="dialog"
              title={t`Another model in its place`}
              translate="no"
              onClick={() => chooseModel(trace.side)}
            >
              {title}
            </button>
          )}{' '}
          <em>{trace.tokens.length > 1 ? say(manner) : t`reads`}</em>
        </h2>
        <p className="panel-head">{titleOf(attentionView)}</p>
        <button
          type="button"
          className="link panel-heads"
          aria-haspopup="dialog"
          aria-label={t`All heads of ${title}, large`}
          onClick={props.onAllHeads}
        >
          {t`All ${trace.layers * trace.heads} heads`}
        </button>
        {isNarrow ? (
          <button
            type="button"
            className="link panel-heads"
            aria-haspopup="dialog"
            aria-label={t`Change ${title} for another model`}
            onClick={() => chooseModel(trace.side)}
          >
            {t({ message: 'Change', context: 'the model of a place' })}
          </button>
        ) : null}
        <KeepButton of={t`${title}, ${titleOf(attentionView)}`} choices={props.keeps} />
      </div>
      <div className="panel-body">
        <div className="panel-side">
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
          <Predictions trace={trace} active={props.active} />
        </div>
        <div className="detail">
          {second ? <p className="second-first">{titleOf(attentionView)}</p> : null}
          {canAdd ? (
            <Suspense fallback={null}>
              <ArcHeads
                trace={trace}
                shown={props.shown}
                chosen={chosen}
                also={also}
                by={viewOptions.by}
                active={active}
                onToggle={toggle}
              />
            </Suspense>
          ) : null}
          <ChosenPicture
            trace={trace}
            attentionView={attentionView}
            also={also}
            source={props.source}
            positions={props.positions}
            labelWidth={props.labelWidth}
            together={props.together}
            isFitted={isFitted}
            active={active}
            locked={locked}
            colormap={props.colormap}
            onWalk={props.onWalk}
          />
          <p className="readout" aria-live={props.walking ? 'polite' : 'off'}>
            {active && along ? (
              <PhraseText phrase={labelReadout(attentionView, active, along, hideSpecials)} />
            ) : cell ? (
              <PhraseText phrase={readout(attentionView, cell, hideSpecials)} actOf={props.actOf} />
            ) : active ? (
              t`${title} has no ${select(attentionView.unit, { words: 'word', other: 'token' })} there.`
            ) : (
              <Instruction
                className="aside"
                point={say(instruction.point)}
                tap={say(instruction.tap)}
              />
            )}
          </p>
          {viewOptions.picture === 'matrix' && viewOptions.of === 'head' ? (
            <Suspense fallback={null}>
              <SecondHead
                {...{ trace, isFitted }}
                by={viewOptions.by}
                positions={props.positions}
                labelWidth={props.labelWidth}
                together={props.together}
                active={props.active}
                locked={props.locked}
                colormap={props.colormap}
                actOf={props.actOf}
              />
            </Suspense>
          ) : null}
          {props.beside ? (
            <BesideReadout beside={props.beside} actOf={props.actOf} hideSpecials={hideSpecials} />
          ) : null}
          <TopKeys
            attentionView={attentionView}
            active={along === 'column' ? null : active}
            locked={locked}
            hideSpecials={hideSpecials}
          />
          <WeightTable attentionView={attentionView} />
        </div>
      </div>
    </section>
  );
}

/** The same cell in the other model, where the screen shows one at a time. */
function BesideReadout(props: Pick<Props, 'actOf'> & { beside: Beside; hideSpecials: boolean }) {
  const { beside, actOf, hideSpecials } = props;
  const { attentionView, at } = beside;
  return (
    <p className="readout-beside">
      <PhraseText
        phrase={namedReadout(attentionView, onAttentionView(attentionView, at), hideSpecials)}
        actOf={actOf}
      />
    </p>
  );
}

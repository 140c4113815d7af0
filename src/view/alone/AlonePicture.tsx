/**
 * What the link shows of a comparison, without the page around it: for another page's frame, and for a wall. The
 * pictures of Compare take the room that there is; other views are as they are.
 */
import { msg, say, t } from '#say';
import './alone.css';
import { Suspense, useMemo, useState } from 'react';
import { onAttentionView } from '../../analysis/attention/attentionView.ts';
import { sameHead } from '../../analysis/attention/head.ts';
import { PLAIN_VIEW_OPTIONS } from '../../analysis/attention/viewOptions.ts';
import type { Colormap } from '../../figures/colormap.ts';
import { type Comparison, isFull } from '../../model/trace.ts';
import { namedReadout } from '../../sentences/captions.ts';
import { labelReadout } from '../../sentences/labels.ts';
import { titleOf } from '../../sentences/names.ts';
import { activeNow, alongNow, headsNow, lockedNow, viewOptionsNow } from '../../store/selectors.ts';
import { SIDES, type Side } from '../../text/token.ts';
import { axesOf } from '../compare/axes.ts';
import { ChosenPicture } from '../compare/ChosenPicture.tsx';
import { whereIs } from '../compare/MissingModel.tsx';
import { Turn } from '../compare/Turn.tsx';
import { useStart } from '../compare/useStart.ts';
import { Together } from '../figures/scrollTogether.ts';
import { useMedia } from '../kit/hooks.ts';
import { Instruction } from '../kit/Instruction.tsx';
import { PhraseText } from '../kit/PhraseText.tsx';
import { useParameter, useSelector } from '../kit/store.tsx';
import { useActs } from '../kit/useActs.ts';
import { useNameIn } from '../kit/useNameIn.ts';
import { type Pictures, usePictures } from '../reading/usePictures.ts';
import { LAZY_VIEWS } from '../reading/views.ts';

interface Props {
  readonly comparison: Comparison;
  readonly colormap: Colormap;
  /** Whether both models stand one below the other where there is no room beside each other; else one makes way. */
  readonly isStacked?: boolean;
}

export function AlonePicture({ comparison, colormap, isStacked = false }: Props) {
  const [view] = useParameter('view');
  const heads = useSelector(headsNow);
  const options = useSelector(viewOptionsNow);
  const through = view === 'compare' ? options : PLAIN_VIEW_OPTIONS;
  const pictures = usePictures(comparison, heads, through);
  const active = useSelector(activeNow);
  const locked = useSelector(lockedNow);
  if (!pictures) return <p className="nothing">{t`Opening…`}</p>;
  if (view === 'compare' || !isFull(pictures.comparison)) {
    return <Models {...pictures} {...{ colormap, isStacked }} />;
  }
  const Chosen = LAZY_VIEWS[view];
  return (
    <div className="view alone-view">
      <Suspense fallback={<p className="nothing">{t`Opening…`}</p>}>
        <Chosen comparison={pictures.comparison} {...{ active, locked, colormap }} />
      </Suspense>
    </div>
  );
}

/** Narrower than this has room for one model. Style sheets spell the same width. */
const NARROW = '(max-width: 35rem)';

/** Both models side by side, or one with a switch to the other. */
function Models(props: Pictures & Pick<Props, 'colormap'> & { readonly isStacked: boolean }) {
  const { comparison, attentionViews, colormap, isStacked } = props;
  const isNarrow = useMedia(NARROW) && !isStacked;
  const [front, setFront] = useState<Side>('left');
  const { left, right } = attentionViews;
  const axes = useMemo(() => axesOf([left, right].filter((each) => each !== null)), [left, right]);
  const active = useSelector(activeNow);
  const start = useStart(comparison, active);
  const [together] = useState(() => new Together());
  const there = SIDES.filter((side) => comparison[side] !== null);
  const shown = isNarrow && there.length > 1 ? [front] : SIDES;
  return (
    <div className="alone">
      {isNarrow && there.length > 1 ? (
        <Turn
          sides={there.map((side) => ({ side, name: comparison[side]!.model.name }))}
          front={front}
          onTurn={setFront}
        />
      ) : null}
      <div className="alone-models">
        {shown.map((side) => (
          <Model
            key={side}
            {...{ side, comparison, attentionViews, colormap, together, ...axes }}
            source={start[side].row}
          />
        ))}
      </div>
      <Readout attentionViews={attentionViews} />
    </div>
  );
}

interface ModelProps extends Pictures {
  readonly side: Side;
  readonly colormap: Colormap;
  readonly together: Together;
  readonly positions: number;
  readonly labelWidth: number;
  readonly source: number | null;
}

function Model(props: ModelProps) {
  const { side, comparison, attentionViews, positions, labelWidth, source } = props;
  const chosen = useSelector(headsNow)[side];
  const { also } = useSelector(viewOptionsNow);
  const active = useSelector(activeNow)?.[side] ?? null;
  const locked = useSelector(lockedNow)?.[side] ?? null;
  const others = useMemo(
    () => also[side].filter((each) => !sameHead(each, chosen)),
    [also, side, chosen],
  );
  const trace = comparison[side];
  const attentionView = attentionViews[side];
  if (!trace || !attentionView) return <Missing side={side} />;
  const { name } = trace.model;
  return (
    <section className="alone-model" data-side={side} aria-label={name}>
      <h2>
        <span className="accent" translate="no">
          {name}
        </span>{' '}
        <em>{titleOf(attentionView)}</em>
      </h2>
      <div className="alone-picture">
        <ChosenPicture
          {...{ trace, attentionView, positions, labelWidth, source }}
          also={others}
          together={props.together}
          isFitted
          active={active && onAttentionView(attentionView, active)}
          locked={locked && onAttentionView(attentionView, locked)}
          colormap={props.colormap}
          onWalk={() => undefined}
        />
      </div>
    </section>
  );
}

/** In the place of a model that has not read the text. */
function Missing({ side }: { readonly side: Side }) {
  const status = useSelector((state) => state.status);
  const name = useNameIn(side);
  return (
    <section className="alone-model" data-side={side}>
      <h2>
        <span className="accent" translate="no">
          {name}
        </span>
      </h2>
      <p className="aside">{whereIs(side, status, name)}</p>
    </section>
  );
}

const INSTRUCTIONS = {
  matrix: {
    point: msg`Point at a cell for its exact weight.`,
    tap: msg`Tap a cell for its exact weight.`,
  },
  arcs: {
    point: msg`Point at a word or an arc for exact weights.`,
    tap: msg`Tap a word or an arc for exact weights.`,
  },
} as const;

/** What is pointed at, in each model; before anything is, that it can be. */
function Readout({ attentionViews }: Pick<Pictures, 'attentionViews'>) {
  const [hideSpecials] = useParameter('specials');
  const active = useSelector(activeNow);
  const { picture } = useSelector(viewOptionsNow);
  const along = useSelector(alongNow);
  const actOf = useActs(attentionViews);
  const said = SIDES.flatMap((side) => {
    const view = attentionViews[side];
    const cell = view && active && onAttentionView(view, active[side]);
    if (!cell) return [];
    return along
      ? [labelReadout(view, cell, along, hideSpecials, true)]
      : [namedReadout(view, cell, hideSpecials)];
  });
  const { point, tap } = INSTRUCTIONS[picture === 'matrix' ? 'matrix' : 'arcs'];
  return (
    <p className="alone-readout" aria-live="polite">
      {said.length === 0 ? (
        <Instruction className="aside" point={say(point)} tap={say(tap)} />
      ) : (
        said.map((phrase, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one for each model
          <span key={at}>
            <PhraseText phrase={phrase} actOf={actOf} />{' '}
          </span>
        ))
      )}
    </p>
  );
}

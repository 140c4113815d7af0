/** A figure in a step: the tool's own components, over a store of their own. */
import '../experiment/experiment.css';
import { Suspense, useEffect, useMemo, useRef } from 'react';
import { say, t } from '#say';
import { whoStops } from '../../analysis/abilities.ts';
import { onAttentionView } from '../../analysis/attention/attentionView.ts';
import { axisTokens } from '../../analysis/attention/cell.ts';
import { markedOf, stopIn } from '../../analysis/attention/pointed.ts';
import { PLAIN_VIEW_OPTIONS } from '../../analysis/attention/viewOptions.ts';
import { EXPERIMENTS, experimentOf } from '../../experiments/experiments.ts';
import { outlineOf } from '../../lesson/looks.ts';
import type { Figure, Look, LookName, Seen, Step } from '../../lesson/step.ts';
import { LOOK_NAMES } from '../../lesson/step.ts';
import { type Comparison, isFull } from '../../model/trace.ts';
import type { FigureStore } from '../../store/figureStore.ts';
import {
  activeNow,
  alongNow,
  headsNow,
  isStale,
  lockedNow,
  textNow,
} from '../../store/selectors.ts';
import { linkTo } from '../../store/values.ts';
import { SIDES, type Side } from '../../text/token.ts';
import { AlonePicture } from '../alone/AlonePicture.tsx';
import { whereIs } from '../compare/MissingModel.tsx';
import { Predictions } from '../compare/Predictions.tsx';
import { HeadGrid } from '../figures/HeadGrid.tsx';
import { type Mark, type Marks, MarksContext } from '../figures/marks.ts';
import { useColormap } from '../kit/hooks.ts';
import { StoreProvider, useActions, useParameter, useSelector } from '../kit/store.tsx';
import { useNameIn } from '../kit/useNameIn.ts';
import { Boundary } from '../page/Boundary.tsx';
import { lazily } from '../page/lazily.tsx';
import { TokenStrip } from '../reading/TokenStrip.tsx';
import { usePictures } from '../reading/usePictures.ts';
import { LAZY_VIEWS } from '../reading/views.ts';
import { bringIntoSight } from './parts.ts';
import { OpenInTool } from './ToolLink.tsx';

const EXPERIMENT_VIEWS = new Map(
  EXPERIMENTS.map((name) => [name, lazily(experimentOf(name).view)]),
);

interface Props {
  readonly figure: Figure;
  readonly made: FigureStore;
  readonly looks: Step['looks'];
  readonly strong: LookName | null;
  readonly seen: Seen | null;
  /** Covered until a question is answered. */
  readonly isVeiled: boolean;
}

export function LessonFigure({ figure, made, looks, strong, seen, isVeiled }: Props) {
  const frame = useRef<HTMLElement>(null);
  useEffect(() => {
    const look = strong && looks?.[strong];
    if (look && frame.current) bringIntoSight(frame.current, look);
  }, [strong, looks]);
  const marks = useMemo(() => marksOf(looks, seen, strong), [looks, seen, strong]);
  return (
    <MarksContext value={marks}>
      <StoreProvider store={made.store} actions={made.actions}>
        <figure
          className="lesson-figure"
          ref={frame}
          data-shows={figure.shows ?? 'view'}
          data-veiled={isVeiled || undefined}
          data-parts={partsOf(looks)}
          data-strong={strong ?? undefined}
        >
          {isVeiled ? (
            <p className="veil">{t`Answer first, and the picture is shown here.`}</p>
          ) : null}
          <FigureBody figure={figure} />
          <figcaption>
            <AsPrepared />
            <OpenInTool>{t`Open in the tool`}</OpenInTool>
          </figcaption>
        </figure>
      </StoreProvider>
    </MarksContext>
  );
}

/** The way back to what the figure opened with, once it is another. */
function AsPrepared() {
  const isOther = useSelector(({ values, origin }) => linkTo(values) !== linkTo(origin));
  const { reset } = useActions();
  return isOther ? (
    <button type="button" className="link" onClick={reset}>
      {t`Back to how it was`}
    </button>
  ) : null;
}

/** "a:strips b:added": what the style sheet outlines. */
function partsOf(looks: Step['looks']): string | undefined {
  const named = LOOK_NAMES.flatMap((name) => {
    const look = looks?.[name];
    return look?.kind === 'part' ? [`${name}:${look.part}`] : [];
  });
  return named.length > 0 ? named.join(' ') : undefined;
}

function marksOf(looks: Step['looks'], seen: Seen | null, strong: LookName | null): Marks {
  const of = (side: Side): Mark[] =>
    LOOK_NAMES.flatMap((key) => {
      const look = looks?.[key];
      const path = look && seen && pathIn(look, seen, side);
      return path ? [{ key, path, isStrong: strong === key }] : [];
    });
  return { left: of('left'), right: of('right') };
}

/** Where a look is in a model's matrix. */
export function pathIn(look: Look, { comparison, cell }: Seen, side: Side): string | null {
  if (look.kind === 'part' || (look.side !== 'both' && look.side !== side)) return null;
  return outlineOf(look.kind, comparison[side], cell?.[side] ?? null);
}

function FigureBody({ figure }: { readonly figure: Figure }) {
  const comparison = useSelector((state) => state.comparison);
  const stale = useSelector(isStale);
  const { linkToText } = useActions();
  const text = useSelector(textNow);
  if (!comparison || text.trim() === '') return <Waiting />;
  return (
    <div className="lesson-figure-body" aria-busy={stale} data-stale={stale || undefined}>
      <Boundary name="lesson figure" over={comparison} linkToText={linkToText}>
        <Drawn figure={figure} comparison={comparison} />
      </Boundary>
    </div>
  );
}

/** While there is nothing to draw: why. */
function Waiting() {
  const text = useSelector(textNow);
  const problem = useSelector((state) => state.problem);
  const status = useSelector((state) => state.status);
  return (
    <p className="nothing" role="status">
      {text.trim() === ''
        ? t`Type a sentence above, and it is shown here.`
        : status.phase === 'failed'
          ? t`This figure is computed by the models, which could not be loaded. Those of prepared sentences that need no computing are still shown.`
          : problem === null
            ? t`This is shown as soon as it has been computed.`
            : say(problem)}
    </p>
  );
}

interface DrawnProps {
  readonly figure: Figure;
  readonly comparison: Comparison;
}

function Drawn({ figure, comparison }: DrawnProps) {
  const [view] = useParameter('view');
  const colormap = useColormap();
  if (figure.shows === 'predictions') return <Guesses comparison={comparison} />;
  if (view === 'compare') {
    return (
      <>
        {figure.shows === 'heads' ? <Heads comparison={comparison} /> : null}
        <div className="lesson-picture">
          <AlonePicture {...{ comparison, colormap }} isStacked />
        </div>
      </>
    );
  }
  return <OtherView comparison={comparison} />;
}

/** What each model would put there, or write next. */
function Guesses({ comparison }: { readonly comparison: Comparison }) {
  return (
    <div className="lesson-pair">
      {SIDES.map((side) => {
        const trace = comparison[side];
        return (
          <div key={side} data-side={side}>
            {trace ? <Predictions trace={trace} active={null} /> : null}
          </div>
        );
      })}
    </div>
  );
}

/** All heads of both models, to choose from. */
function Heads({ comparison }: { readonly comparison: Comparison }) {
  const chosen = useSelector(headsNow);
  const { chooseHead } = useActions();
  const colormap = useColormap();
  return (
    <div className="lesson-pair lesson-heads">
      {SIDES.map((side) => {
        const trace = comparison[side];
        return (
          <div key={side} data-side={side}>
            {trace ? (
              <>
                <h3 className="accent" translate="no">
                  {trace.model.name}
                </h3>
                <HeadGrid
                  trace={trace}
                  choice={chosen[side]}
                  of="head"
                  by="tokens"
                  also={NONE}
                  order={null}
                  colormap={colormap}
                  onHead={(choice) => chooseHead(side, choice)}
                  onToggle={null}
                  onPreview={() => undefined}
                />
              </>
            ) : null}
          </div>
        );
      })}
    </div>
  );
}

const NONE: readonly never[] = [];

/** Any view but Compare, below the tokens that it is about. */
function OtherView({ comparison }: { readonly comparison: Comparison }) {
  const [view] = useParameter('view');
  const [trying] = useParameter('try');
  const heads = useSelector(headsNow);
  const pictures = usePictures(comparison, heads, PLAIN_VIEW_OPTIONS);
  const active = useSelector(activeNow);
  const locked = useSelector(lockedNow);
  const along = useSelector(alongNow);
  const status = useSelector((state) => state.status);
  const colormap = useColormap();
  const missing = comparison.left ? 'right' : 'left';
  const name = useNameIn(missing);
  if (!pictures) return <p className="nothing">{t`Opening…`}</p>;
  const { attentionViews } = pictures;
  if (!isFull(comparison) || !isFull(pictures.comparison)) {
    return (
      <p className="nothing">
        {t`This takes both models.`} {whereIs(missing, status, name)}
      </p>
    );
  }
  const first = attentionViews.left ?? attentionViews.right;
  const View =
    view === 'experiment'
      ? EXPERIMENT_VIEWS.get(trying)!
      : LAZY_VIEWS[view === 'compare' ? 'step' : view];
  const at = active && first && onAttentionView(first, active[first.side]);
  return (
    <>
      {first ? (
        <div className="strip">
          <TokenStrip
            tokens={axisTokens(pictures.comparison.left)}
            stop={stopIn(pictures.comparison, first.side)}
            stopper={whoStops(pictures.comparison)?.model.name ?? ''}
            attentionView={first}
            active={at && markedOf(at, along)}
            locked={locked?.[first.side] ?? null}
          />
        </div>
      ) : null}
      <div className="view lesson-view">
        <Suspense fallback={<p className="nothing">{t`Opening…`}</p>}>
          <View comparison={pictures.comparison} {...{ active, locked, colormap }} />
        </Suspense>
      </div>
    </>
  );
}

/**
 * One head of each model taken apart for one word, the same step in both at once: from query, keys
 * and values to what the head adds.
 */
import { type ReactNode, useId, useMemo } from 'react';
import { msg, say, t } from '#say';
import { headsNow } from '../../store/selectors.ts';
import { Instruction } from '../kit/Instruction.tsx';
import { useActions, useParameter, useSelector } from '../kit/store.tsx';
import 'katex/dist/katex.min.css';
import './step.css';
import { maskedPair } from '../../analysis/abilities.ts';
import { axisTokens } from '../../analysis/attention/cell.ts';
import {
  type HeadChoice,
  headWeights,
  sameHead,
  type WithHeads,
} from '../../analysis/attention/head.ts';
import {
  type PlacedCell,
  type Pointed,
  pointedIn,
  rowIn,
} from '../../analysis/attention/pointed.ts';
import { withHeads } from '../../analysis/onDemand/matrices.ts';
import { both, made } from '../../analysis/onDemand/question.ts';
import {
  forbidden,
  furthest,
  type HeadRow,
  headRow,
  stagesOf,
  tellingRow,
} from '../../analysis/steps/arithmetic.ts';
import { STEPS, type StepName } from '../../analysis/steps/stepNames.ts';
import type { Part, Spot } from '../../analysis/steps/stepTable.ts';
import { roundEnd, stripScales } from '../../analysis/steps/stripScale.ts';
import { tellingCell } from '../../analysis/steps/tellingCell.ts';
import { type PresetId, presetOf } from '../../examples/presets.ts';
import { useExperimentRun } from '../../experiments/run/useExperimentRun.ts';
import type { Run } from '../../experiments/run/useRun.ts';
import type { FullComparison, Prediction, Trace } from '../../model/trace.ts';
import { nameOf } from '../../sentences/phrase.ts';
import { predictsNothing } from '../../sentences/stepPrediction.ts';
import { SIDES, type Side } from '../../text/token.ts';
import { waitingFor } from '../experiment/waiting.ts';
import { useNarrow } from '../kit/narrow.ts';
import { PhraseText } from '../kit/PhraseText.tsx';
import { Rich } from '../kit/Rich.tsx';
import { useAnswer } from '../kit/useAnswer.ts';
import { useStateOf } from '../kit/useStateOf.ts';
import { over, type ViewProps } from '../reading/views.ts';
import { askPrediction, type PredictionInput } from './askPrediction.ts';
import { Formula } from './Formula.tsx';
import { LESSONS } from './lessons.ts';
import { StepLegend } from './StepLegend.tsx';
import { StepPanel } from './StepPanel.tsx';
import { Stepper, stepPanelId, stepTabId } from './Stepper.tsx';

/** What is shown of a model; a component means something in one only. */
type Shown = Pick<Spot, 'part'> & {
  /** Null where the model has no such token. */
  readonly key: number | null;
  readonly component: number | null;
};

/** Where pointer or keyboard are: a number in one model, and its like in the other. */
interface Cursor {
  readonly side: Side;
  readonly step: StepName;
  readonly spot: Spot;
}

export function StepView(props: ViewProps) {
  const { comparison } = props;
  const chosen = useSelector(headsNow);
  const shown = useAnswer(
    () =>
      made(
        both(
          withHeads(comparison.left, [chosen.left]),
          withHeads(comparison.right, [chosen.right]),
        ),
        ([left, right]) => ({ comparison, heads: chosen, read: { left, right } }),
      ),
    [comparison, chosen],
  );
  return shown ? <Steps {...over(props, shown.comparison)} {...shown} /> : null;
}

interface StepsProps extends ViewProps {
  readonly heads: Readonly<Record<Side, HeadChoice>>;
  /** The comparison's traces, with these heads. */
  readonly read: Readonly<Record<Side, WithHeads<Trace>>>;
}

function Steps({ comparison, heads, read, active, locked }: StepsProps) {
  const id = useId();
  const status = useSelector((state) => state.status);
  const [nth, setNth] = useParameter('step');
  const [hideSpecials] = useParameter('specials');
  const { chooseHead } = useActions();
  const [cursor, setCursor] = useStateOf<Cursor | null>(comparison.text, null);
  const current = nth - 1;
  const step = STEPS[current]!;
  const lesson = LESSONS[step];
  const isNarrow = useNarrow();
  const { masked, open } = maskedPair(comparison) ?? {
    masked: comparison.right,
    open: comparison.left,
  };
  /** A cell of one model, as each has it. */
  const placed = (side: Side, row: number, column = row): Pointed =>
    pointedIn(comparison, { row, column, side })!;
  const { side: reader } = open;
  const [preset] = useParameter('preset');
  const telling = useMemo(
    () => openingCell(preset, comparison, heads) ?? tellingCell(read, heads),
    [preset, comparison, heads, read],
  );
  const told = telling && pointedIn(comparison, telling);
  const rows = active ?? told ?? placed(reader, tellingRow(read[reader], masked, heads[reader]));
  const struck =
    step === 'mask' ? firstForbidden(comparison[masked.side], rows[masked.side].row) : null;
  const keys =
    active ??
    (struck === null ? told : placed(masked.side, struck)) ??
    placed(masked.side, mostRead(read[masked.side], heads[masked.side], rows[masked.side].row));
  const named = rowIn(rows, 'left') === null ? 'right' : 'left';
  const word = nameOf(axisTokens(comparison[named]), rows[named].row!);
  const headRows = {
    left: useHeadRow(comparison.left, heads.left, rows.left.row),
    right: useHeadRow(comparison.right, heads.right, rows.right.row),
  };
  const { left, right } = headRows;
  const scales = useMemo(
    () =>
      stripScales(
        [left, right].filter((row) => row !== null),
        step,
      ),
    [left, right, step],
  );
  /** What to ask for at the last step, once the head's own numbers are there. */
  const predictionOf = (side: Side): PredictionInput | null => {
    const row = headRows[side];
    if (step !== 'prediction' || !row || predictsNothing(comparison[side])) return null;
    const { text, pair } = comparison;
    return { side, text, pair, ...heads[side], position: row.position };
  };
  const predictions = {
    left: useExperimentRun(askPrediction, predictionOf('left')),
    right: useExperimentRun(askPrediction, predictionOf('right')),
  };
  const here = cursor?.step === step ? cursor : null;
  /** What is shown in a model: its own number, or the other's like. */
  const spotIn = (side: Side): Shown => {
    if (!here) return { part: PARTS[step], key: keys[side].column, component: null };
    if (here.side === side) return here.spot;
    return { ...here.spot, key: placed(here.side, here.spot.key)[side].row, component: null };
  };

  const legend = <StepLegend step={step} scales={scales} />;

  return (
    <div className="step-view">
      <Stepper id={id} current={current} onStep={(index) => setNth(index + 1)} />
      <div role="tabpanel" id={stepPanelId(id)} aria-labelledby={stepTabId(id, current)}>
        <Fold title={say(lesson.title)} isFolded={isNarrow}>
          <div className="lesson">
            <div className="lesson-words">
              <p>
                <Rich of={lesson.words(comparison)} />
              </p>
              <p className="aside">
                <Rich
                  of={msg`The word is ${<PhraseText phrase={word} />}: choose another above.`}
                />{' '}
                {step === 'prediction' ? null : (
                  <Instruction
                    point={t`Point at a number to see where it comes from.`}
                    tap={t`Tap a number to see where it comes from.`}
                  />
                )}
              </p>
            </div>
            <Formula tex={lesson.formula()} />
          </div>
        </Fold>
        {isNarrow ? null : legend}
        <div className="step-models">
          {SIDES.map((side) => (
            <StepPanel
              key={side}
              trace={comparison[side]}
              choice={heads[side]}
              position={rows[side].row}
              held={locked?.[side] ?? null}
              row={headRows[side]}
              step={step}
              scales={scales}
              prediction={predictions[side]}
              full={fullAddition(predictions)}
              at={spotIn(side)}
              waiting={waitingFor(status, t`The numbers of this head are being computed.`)}
              walking={here?.side === side}
              keep={async () =>
                (await import('./keepStep.ts')).keepStep({
                  ...{ side, comparison, heads, step, hideSpecials },
                  predictions: { left: predictions.left.value, right: predictions.right.value },
                  positions: { left: rows.left.row, right: rows.right.row },
                })
              }
              onHead={(choice) => chooseHead(side, choice)}
              onSpot={(spot) => setCursor(spot && { side, step, spot })}
            />
          ))}
        </div>
        {/* On a small screen the numbers go before their key. */}
        {isNarrow ? legend : null}
      </div>
    </div>
  );
}

interface FoldProps {
  readonly title: string;
  readonly isFolded: boolean;
  readonly children: ReactNode;
}

/** What a step does, out of the way of its numbers where the screen is small. */
function Fold({ title, isFolded, children }: FoldProps) {
  if (!isFolded) return <>{children}</>;
  return (
    <details className="lesson-fold">
      <summary>{t`${title}: what this step does`}</summary>
      {children}
    </details>
  );
}

/** The numbers of one token; null while they are still to come, and where the model has not read it. */
function useHeadRow(trace: Trace, choice: HeadChoice, position: number | null): HeadRow | null {
  const stages = stagesOf(trace, choice);
  return useMemo(
    () =>
      stages && position !== null && position < trace.tokens.length
        ? headRow(trace, stages, position)
        : null,
    [trace, stages, position],
  );
}

/** The kind of number whose source is shown before the reader points at one: what the step makes. */
const PARTS: Readonly<Record<StepName, Part>> = {
  vectors: 'query',
  scores: 'score',
  scaled: 'scaled',
  mask: 'masked',
  softmax: 'weight',
  sum: 'context',
  output: 'output',
  prediction: 'output',
};

/** What a full bar of an addition stands for: one scale for both models. */
function fullAddition(predictions: Readonly<Record<Side, Run<Prediction>>>): number {
  const added = SIDES.flatMap((side) => predictions[side].value?.direct?.added ?? []);
  return roundEnd(Math.max(0, ...added.map(Math.abs)));
}

/** The cell that an example opens with, while its heads are those that it opens with. */
function openingCell(
  preset: PresetId | null,
  { text }: FullComparison,
  heads: Readonly<Record<Side, HeadChoice>>,
): PlacedCell | null {
  if (!preset) return null;
  const { text: own, opens } = presetOf(preset);
  const isAsOpened = SIDES.every((side) => sameHead(heads[side], opens[side]));
  return text === own && isAsOpened ? opens.cell : null;
}

/** At the mask the key to begin with is where the models part: the first that a model may not read. */
function firstForbidden({ tokens, mask }: Trace, position: number | null): number | null {
  const count = tokens.length;
  if (position === null || position >= count) return null;
  const from = position * count;
  return forbidden({ open: mask.subarray(from, from + count) })[0] ?? null;
}

/** The key that a model reads most. */
function mostRead(trace: WithHeads<Trace>, choice: HeadChoice, position: number | null): number {
  const count = trace.tokens.length;
  if (position === null || position >= count) return 0;
  const from = position * count;
  return furthest(headWeights(trace, choice).subarray(from, from + count));
}

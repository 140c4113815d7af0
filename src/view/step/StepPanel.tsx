/** One step in one model: what happens to the chosen word there, in words and in numbers. */

import { msg, say, t } from '#say';
import { axisTokens, type PointedCell } from '../../analysis/attention/cell.ts';
import type { HeadChoice } from '../../analysis/attention/head.ts';
import { furthest, type HeadRow, stagesOf } from '../../analysis/steps/arithmetic.ts';
import type { StepName } from '../../analysis/steps/stepNames.ts';
import { type Part, type Spot, STEP_TABLES } from '../../analysis/steps/stepTable.ts';
import type { StripScales } from '../../analysis/steps/stripScale.ts';
import type { Run } from '../../experiments/run/useRun.ts';
import type { Prediction, Trace } from '../../model/trace.ts';
import { hiddenIn } from '../../sentences/captions.ts';
import { nameOf, type Phrase, phrase } from '../../sentences/phrase.ts';
import { predictsNothing } from '../../sentences/stepPrediction.ts';
import { sourceOf } from '../../sentences/stepSource.ts';
import { stepSentence } from '../../sentences/steps.ts';
import { KeepButton } from '../keep/KeepButton.tsx';
import type { Keepable } from '../keep/keepable.ts';
import { HeadSelect } from '../kit/HeadSelect.tsx';
import { PhraseText } from '../kit/PhraseText.tsx';
import { useActions, useParameter } from '../kit/store.tsx';
import { PredictionTable } from './PredictionTable.tsx';
import { SourceLines } from './SourceLines.tsx';
import { StepGrid } from './StepGrid.tsx';

interface Props {
  readonly trace: Trace;
  readonly choice: HeadChoice;
  /** Null where the model has no such token. */
  readonly position: number | null;
  /** What is held of its tokens. */
  readonly held: PointedCell | null;
  /** Null while the numbers of the chosen head are still to come, and where the model has not read the word. */
  readonly row: HeadRow | null;
  readonly step: StepName;
  readonly scales: StripScales;
  /** What the model predicts there, at the last step. */
  readonly prediction: Run<Prediction>;
  /** What a full bar of what is added to it stands for. */
  readonly full: number;
  /** What pointer or keyboard are at in either model; a component means something in one only. */
  readonly at: {
    readonly part: Part;
    readonly key: number | null;
    readonly component: number | null;
  };
  /** Why there are no numbers, where there are none. */
  readonly waiting: string;
  /** Whether the keyboard is in this grid, so that the source is spoken. */
  readonly walking: boolean;
  /** The step in both models, to keep. */
  keep(): Promise<Keepable>;
  onHead(choice: HeadChoice): void;
  onSpot(spot: Spot | null): void;
}

export function StepPanel(props: Props) {
  const { trace, choice, position, row, step, at } = props;
  const [hideSpecials] = useParameter('specials');
  const { lock } = useActions();
  const title = trace.model.name;
  const stages = stagesOf(trace, choice);
  const isRead = position !== null && position < trace.tokens.length;
  const isHidden = hiddenIn(trace, hideSpecials);
  const last = trace.tokens.length - 1;
  const own = STEP_TABLES[step].after.includes('output') ? row?.output : row?.context;
  const vector = at.part === 'query' ? row?.query : own;
  const spot: Spot = {
    part: at.part,
    key: Math.min(at.key ?? last, last),
    component: at.component ?? (vector ? furthest(vector) : 0),
  };
  const source =
    stages && row && at.key !== null && at.key <= last ? sourceOf(trace, stages, row, spot) : null;

  return (
    <section className="step-model" data-side={trace.side} aria-label={title}>
      <div className="step-model-title">
        <h2>
          <span className="accent" translate="no">
            {title}
          </span>
        </h2>
        <HeadSelect trace={trace} choice={choice} onHead={props.onHead} />
        {row && (step !== 'prediction' || props.prediction.value) ? (
          <KeepButton
            of={t`this step of ${title}`}
            choices={[{ label: t`This step`, keep: props.keep }]}
          />
        ) : null}
      </div>
      <p className="step-sentence">
        {isRead ? (
          stages && row ? (
            <PhraseText phrase={stepSentence(step, trace, stages, row, isHidden)} />
          ) : (
            <span className="aside">{props.waiting}</span>
          )
        ) : (
          <PhraseText phrase={notRead(trace, position)} />
        )}
      </p>
      {isRead && step === 'prediction' ? <PredictionPart {...props} /> : null}
      {isRead && step !== 'prediction' ? (
        <>
          <StepGrid
            trace={trace}
            row={row}
            position={position}
            step={step}
            scales={props.scales}
            spot={spot}
            held={props.held?.row === position ? props.held.column : null}
            isHidden={isHidden}
            onSpot={props.onSpot}
            onHold={(key) =>
              lock(key === null ? null : { row: position, column: key, side: trace.side })
            }
          />
          <div className="source" aria-live={props.walking ? 'polite' : 'off'}>
            {source ? (
              <SourceLines source={source} />
            ) : (
              <p className="aside">{row ? <PhraseText phrase={notRead(trace, at.key)} /> : null}</p>
            )}
          </div>
        </>
      ) : null}
    </section>
  );
}

/** What the model predicts; why there is nothing of it, where there is not. */
function PredictionPart({ trace, prediction, full, row }: Props) {
  const { value, problem, isStale } = prediction;
  const nothing = predictsNothing(trace) ?? problem;
  if (nothing) return <p className="aside">{say(nothing)}</p>;
  if (!value || !row) return <p className="aside">{row ? t`This is being computed.` : null}</p>;
  return <PredictionTable {...{ trace, full, isStale }} prediction={value} />;
}

/** Why a model has no such row. */
function notRead(trace: Trace, position: number | null): Phrase {
  const { name } = trace.model;
  if (position === null) return phrase(msg`${name} has no token there.`);
  const token = nameOf(axisTokens(trace), position);
  return phrase(msg`${name} has not read ${token} yet: it stops at the blank.`);
}

/**
 * One head of each model taken apart for one word, the same step in both at once: from query, keys
 * and values to what the head adds.
 */
import 'katex/dist/katex.min.css';
import './step.css';
import { axisTokens } from '../../analysis/attention/cell.ts';
import { headWeights, type WithHeads } from '../../analysis/attention/head.ts';
import { withHeads } from '../../analysis/onDemand/matrices.ts';
import { both, made } from '../../analysis/onDemand/question.ts';
import { forbidden, furthest, tellingRow } from '../../analysis/steps/arithmetic.ts';
import { STEPS, type StepName } from '../../analysis/steps/stepNames.ts';
import type { Part, Spot } from '../../analysis/steps/stepTable.ts';
import type { Trace } from '../../model/trace.ts';
import { nameOf } from '../../sentences/phrase.ts';
import { SIDES, type Side } from '../../text/token.ts';
import { waitingFor } from '../experiment/waiting.ts';
import { PhraseText } from '../kit/PhraseText.tsx';
import { useAnswer } from '../kit/useAnswer.ts';
import { useStateOf } from '../kit/useStateOf.ts';
import type { ViewProps } from '../reading/views.ts';
import { Formula } from './Formula.tsx';
import { LESSONS } from './lessons.ts';
import { StepLegend } from './StepLegend.tsx';
import { StepPanel } from './StepPanel.tsx';
import { STEP_PANEL, Stepper, stepTabId } from './Stepper.tsx';

/** Where pointer or keyboard are: a number in one model, and its like in the other. */
interface Cursor {
  readonly side: Side;
  readonly step: StepName;
  readonly spot: Spot;
}

export function StepView(props: ViewProps) {
  const { comparison, heads } = props;
  const shown = useAnswer(
    () =>
      made(
        both(withHeads(comparison.left, [heads.left]), withHeads(comparison.right, [heads.right])),
        ([left, right]) => ({ comparison, left, right, heads }),
      ),
    [comparison, heads],
  );
  return shown ? <Steps {...props} {...shown} /> : null;
}

interface StepsProps extends ViewProps {
  readonly left: WithHeads<Trace>;
  readonly right: WithHeads<Trace>;
}

function Steps({ left, right, ...props }: StepsProps) {
  const { comparison, active, heads, locked, hideSpecials } = props;
  const [cursor, setCursor] = useStateOf<Cursor | null>(props.comparison.text, null);
  const current = Math.min(props.step, STEPS.length) - 1;
  const step = STEPS[current]!;
  const lesson = LESSONS[step];
  const position = active?.row ?? tellingRow(left, right, heads.left);
  const key = active?.column ?? keyToShow(right, props, position, step);
  const here = cursor?.step === step ? cursor : null;
  const at = here?.spot ?? { part: PARTS[step], key, component: null };

  return (
    <div className="step-view">
      <Stepper current={current} onStep={(index) => props.onStep(index + 1)} />
      <div role="tabpanel" id={STEP_PANEL} aria-labelledby={stepTabId(current)}>
        <div className="lesson">
          <div className="lesson-words">
            <p>{lesson.words}</p>
            <p className="aside">
              The word is <PhraseText phrase={nameOf(axisTokens(comparison.left), position)} />:
              choose another above. Point at a number to see where it comes from.
            </p>
          </div>
          <Formula tex={lesson.formula} />
        </div>
        <StepLegend step={step} hideSpecials={hideSpecials} onHideSpecials={props.onHideSpecials} />
        <div className="step-models">
          {SIDES.map((side) => (
            <StepPanel
              key={side}
              trace={comparison[side]}
              choice={heads[side]}
              position={position}
              step={step}
              at={here && here.side !== side ? { ...at, component: null } : at}
              locked={locked}
              hideSpecials={hideSpecials}
              waiting={waitingFor(props.status, 'The numbers of this head are being computed.')}
              walking={here?.side === side}
              onHead={(choice) => props.onHead(side, choice)}
              onSpot={(spot) => setCursor(spot && { side, step, spot })}
              onLock={props.onLock}
            />
          ))}
        </div>
      </div>
    </div>
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
};

/**
 * The key to begin with: at the mask the first that GPT may not read, where the models part; else
 * the one that GPT reads most, because BERT has it, too.
 */
function keyToShow(
  right: WithHeads<Trace>,
  { heads }: Pick<ViewProps, 'heads'>,
  position: number,
  step: StepName,
): number {
  const count = right.tokens.length;
  if (position >= count) return 0;
  const from = position * count;
  const [struck] = forbidden({ open: right.mask.subarray(from, from + count) });
  if (step === 'mask' && struck !== undefined) return struck;
  return furthest(headWeights(right, heads.right).subarray(from, from + count));
}

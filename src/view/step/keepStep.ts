/** The step that is shown of each model's head, as a picture to keep. */
import { msg, say, t } from '#say';
import { cellState } from '../../analysis/attention/cell.ts';
import type { HeadChoice } from '../../analysis/attention/head.ts';
import { type HeadRow, headRow, stagesOf } from '../../analysis/steps/arithmetic.ts';
import type { StepName } from '../../analysis/steps/stepNames.ts';
import {
  isVector,
  numberAt,
  type Part,
  STEP_TABLES,
  vectorAt,
} from '../../analysis/steps/stepTable.ts';
import { type StripScales, stripScales } from '../../analysis/steps/stripScale.ts';
import type { Part as CardPart } from '../../figures/kept/card.ts';
import type { StepCell, StepsFigure } from '../../figures/kept/steps.ts';
import type { TableFigure } from '../../figures/kept/table.ts';
import type { FullComparison, Prediction, Trace } from '../../model/trace.ts';
import { hiddenIn } from '../../sentences/captions.ts';
import { endOfText, isEnd } from '../../sentences/endOfText.ts';
import { headName } from '../../sentences/names.ts';
import { result } from '../../sentences/numbers/decimal.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import { type Phrase, phrase, quoted } from '../../sentences/phrase.ts';
import { directSentence, predictionTitle, signed } from '../../sentences/stepPrediction.ts';
import { stepSentence } from '../../sentences/steps.ts';
import { SIDES, type Side } from '../../text/token.ts';
import type { Keepable } from '../keep/keepable.ts';
import { LESSONS } from './lessons.ts';
import { fullBars, HEADINGS, MASKED, numberText, PLACES } from './parts.ts';

interface Step {
  /** Whose step is asked for. */
  readonly side: Side;
  readonly comparison: FullComparison;
  readonly heads: Readonly<Record<Side, HeadChoice>>;
  readonly step: StepName;
  /** The chosen word's position in each model. */
  readonly positions: Readonly<Record<Side, number | null>>;
  readonly hideSpecials: boolean;
  /** What the models predict there, at the last step. */
  readonly predictions: Readonly<Record<Side, Prediction | null>>;
}

/** The step of each model that has read the word, and whose numbers are there. */
export async function keepStep(shown: Step): Promise<Keepable> {
  const { side: asked, comparison, heads, step, positions, hideSpecials, predictions } = shown;
  const rows = SIDES.flatMap((side) => {
    const trace = comparison[side];
    const position = positions[side];
    if (position === null || (step === 'prediction' && !predictions[side])) return [];
    const stages = stagesOf(trace, heads[side]);
    const state = cellState(trace, { row: position, column: position });
    if (!stages || (state !== 'open' && state !== 'forbidden')) return [];
    return [{ side, trace, stages, row: headRow(trace, stages, position) }];
  });
  const scales = stripScales(
    rows.map(({ row }) => row),
    step,
  );
  const made = rows.map(({ side, trace, stages, row }) => {
    const word = trace.tokens[row.position]!.label;
    const { title } = LESSONS[step];
    const what =
      step === 'prediction'
        ? quoted(predictionTitle(trace, row.position))
        : t`${title} of “${word}”`;
    const head = headName(heads[side]);
    const part: CardPart = {
      heading: trace.model.name,
      subheading: t`${what}, ${head}`,
      side,
      figure:
        step === 'prediction'
          ? predictionFigure(trace, predictions[side]!)
          : figureOf(trace, row, step, scales),
    };
    const told = stepSentence(step, trace, stages, row, hiddenIn(trace, hideSpecials));
    const prediction = step === 'prediction' ? predictions[side] : null;
    const caption = prediction ? inTurn(told, directSentence(trace, prediction)) : told;
    return { side, part, caption };
  });
  const captions = made.map(({ caption }) => caption);
  const [first = [], ...others] = captions;
  const at = made.findIndex(({ side }) => side === asked);
  return {
    name: `step-${step}`,
    parts: made.map(({ part }) => part),
    asked: made.length > 1 ? at : null,
    caption: others.reduce(inTurn, first),
    captions,
  };
}

/** One sentence after the other. */
const inTurn = (one: Phrase, other: Phrase): Phrase => phrase(msg`${one} ${other}`);

/** The candidates, with what the head adds to each where the model has such a path. */
function predictionFigure(trace: Trace, { top, direct }: Prediction): TableFigure {
  return {
    kind: 'table',
    columns: [
      msg`word`,
      msg`probability`,
      ...(direct ? [msg`this head adds (logit, less the mean)`] : []),
    ],
    tone: 'prediction',
    rows: top.map(({ id, label, p }, nth) => {
      const added = direct?.added[nth];
      return [
        isEnd(trace, id) ? endOfText() : label,
        { text: percent(p), value: p, bar: p },
        ...(added === undefined ? [] : [{ text: signed(added), value: added }]),
      ];
    }),
  };
}

function figureOf(trace: Trace, row: HeadRow, step: StepName, scales: StripScales): StepsFigure {
  const { side, tokens, mask } = trace;
  const { before, keys: all, after } = STEP_TABLES[step];
  // A term is one of the numbers of its share.
  const keys = all.filter((part) => part !== 'term');
  const columns: readonly Part[] = keys.length > 0 ? keys : before;
  const own = tokens[row.position]!.label;
  const cellOf = (part: Part, key: number, isForbidden: boolean): StepCell => {
    if (isVector(part)) return { vector: vectorAt(row, part, key), full: scales[part]! };
    const spot = { part, key, component: 0 };
    const value = numberAt(row, spot);
    const text = numberText(row, spot, isForbidden);
    return { value, text, ...(part === 'weight' && { bar: value }) };
  };
  const ownRow = (part: Part): StepsFigure['rows'][number] => ({
    label: own,
    own: say(HEADINGS[part]),
    isForbidden: false,
    cells: columns.map((_, at) =>
      at === Math.max(0, columns.indexOf(PLACES[part] ?? part)) ? cellOf(part, 0, false) : null,
    ),
  });
  const sum = row.weights.reduce((total, weight) => total + weight, 0);
  return {
    kind: 'steps',
    tone: side,
    fullBars: fullBars(scales),
    columns: keys.length > 0 ? columns.map((part) => say(HEADINGS[part])) : [t`vector`],
    rows: [
      ...before.map(ownRow),
      ...(keys.length === 0 ? [] : tokens).map(({ label }, key) => {
        const isForbidden = MASKED.includes(step) && !mask[row.position * tokens.length + key];
        return {
          label,
          own: null,
          isForbidden,
          cells: keys.map((part) => cellOf(part, key, isForbidden)),
        };
      }),
      ...after.map(ownRow),
      ...(step === 'softmax'
        ? [
            {
              label: t`all weights`,
              own: t`together`,
              isForbidden: false,
              cells: keys.map((part) =>
                part === 'weight' ? { value: sum, text: result(sum) } : null,
              ),
            },
          ]
        : []),
    ],
  };
}

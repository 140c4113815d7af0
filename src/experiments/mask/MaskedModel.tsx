/** What another mask does to one model. */

import { useId, useMemo, useState } from 'react';
import { msg, t } from '#say';
import { attentionViewFrom } from '../../analysis/attention/attentionView.ts';
import { type Cell, readPart, sameCell, wholeCell } from '../../analysis/attention/cell.ts';
import { headsInOrder, headWeights, sameHead } from '../../analysis/attention/head.ts';
import type { PlacedCell } from '../../analysis/attention/pointed.ts';
import { PLAIN_VIEW_OPTIONS } from '../../analysis/attention/viewOptions.ts';
import { withHeads } from '../../analysis/onDemand/matrices.ts';
import { shiftOf } from '../../analysis/prediction/shift.ts';
import { maskAt } from '../../model/trace.ts';
import { headName } from '../../sentences/names.ts';
import { nameOfWord } from '../../sentences/phrase.ts';
import { headsNow } from '../../store/selectors.ts';
import type { Side } from '../../text/token.ts';
import { waitingFor } from '../../view/experiment/waiting.ts';
import { KeepButton } from '../../view/keep/KeepButton.tsx';
import type { KeepChoice } from '../../view/keep/keepable.ts';
import { Instruction } from '../../view/kit/Instruction.tsx';
import { PhraseText } from '../../view/kit/PhraseText.tsx';
import { Rich } from '../../view/kit/Rich.tsx';
import { useActions, useParameter, useSelector } from '../../view/kit/store.tsx';
import { useActs } from '../../view/kit/useActs.ts';
import { useAnswer } from '../../view/kit/useAnswer.ts';
import { useStateOf } from '../../view/kit/useStateOf.ts';
import type { ViewProps } from '../../view/reading/views.ts';
import type { Run } from '../run/useRun.ts';
import { AttentionMatrices } from './AttentionMatrices.tsx';
import { maskedLayers } from './measure.ts';
import { PaintedMask } from './PaintedMask.tsx';
import { paintedIn } from './places.ts';
import type { MaskFinding } from './run.ts';
import { ShiftBars } from './ShiftBars.tsx';
import { maskChangeReadout, maskChangeSentence } from './sentences.ts';

interface Props extends ViewProps {
  readonly side: Side;
  readonly run: Run<MaskFinding>;
  /** What was found of both models, as far as it is there. */
  readonly found: Readonly<Record<Side, MaskFinding | null>>;
  /** The word that the model has to guess; null where it fills no blanks, or the text has its own. */
  readonly blank: number | null;
  readonly positions: number;
  readonly labelWidth: number;
  onTurn(cell: Cell): void;
}

/** Candidates taken from before and from after. */
const SHOWN = 4;

export function MaskedModel(props: Props) {
  const { side, run, comparison, colormap } = props;
  const heads = useSelector(headsNow);
  const status = useSelector((state) => state.status);
  const [hideSpecials] = useParameter('specials');
  const [layers] = useParameter('layers');
  const [flip] = useParameter('flip');
  const { chooseHead } = useActions();
  const found = run.value;
  // What is found may be of an older text: then nothing that the page points at is of it.
  const text = found?.text ?? comparison.text;
  const pointed = text === comparison.text ? props.active : null;
  const [focus, setFocus] = useStateOf<Cell | null>(text, null);
  const [held, setHeld] = useStateOf<Cell | null>(text, null);
  const [walking, setWalking] = useState(false);
  const [chosen, setChosen] = useState(0);
  const title = useId();

  const own = comparison[side];
  const { name, can } = own.model;
  // Until there is a first finding the page's own reading holds the place, dimmed.
  const choice = heads[side];
  const shown = useAnswer(() => withHeads(own, [choice]), [own, choice]);
  const pair = useMemo(() => found ?? (shown && { before: shown, after: shown }), [found, shown]);
  const active = focus ?? held ?? (pointed && wholeCell(readPart(own, pointed[side])));
  const views = useMemo(() => {
    if (!pair) return { left: null, right: null };
    const { after } = pair;
    const view = attentionViewFrom(after, headWeights(after, choice), choice, PLAIN_VIEW_OPTIONS);
    const mask = maskAt(after, choice.layer);
    return { left: null, right: null, [side]: { ...view, mask } };
  }, [pair, choice, side]);
  const holder = useMemo(
    () => ({
      held: { [side]: held },
      hold: (cell: PlacedCell | null) => setHeld(cell && { row: cell.row, column: cell.column }),
    }),
    [side, held, setHeld],
  );
  const actOf = useActs(views, { holder });
  const untrained = found !== null && maskedLayers(found).length > 0;

  const slots = found
    ? Math.min(found.before.predictions.length, found.after.predictions.length)
    : 0;
  const slot = Math.min(chosen, slots - 1);
  const shift = useMemo(() => {
    const [before, after] = [found?.before.predictions[slot], found?.after.predictions[slot]];
    return before && after ? shiftOf(before, after, SHOWN) : null;
  }, [found, slot]);

  const painted = useMemo(
    () => (text === comparison.text ? paintedIn(comparison, flip, side) : []),
    [text, comparison, flip, side],
  );
  const layer = layers?.[0] ?? 0;
  const planes = {
    positions: props.positions,
    labelWidth: props.labelWidth,
    active,
    hideSpecials,
    colormap,
    onFocus: setFocus,
  };

  const keeping = () => import('./keepMask.ts');
  const keeps = (known: MaskFinding): KeepChoice[] => [
    {
      label: t`The attention`,
      keep: async () =>
        (await keeping()).keepChange(known, { choice, hideSpecials, cell: held, shift }),
    },
    ...(shift
      ? [
          {
            label: t`The words`,
            keep: async () => (await keeping()).keepShift(side, props.found, slot, SHOWN),
          },
        ]
      : []),
    {
      label: t`The mask`,
      keep: async () => (await keeping()).keepMask(side, props.found, layer),
    },
  ];

  return (
    <section className="finding mask-model" data-side={side} aria-labelledby={title}>
      <div className="keep-line">
        <h2 id={title}>
          <span className="accent" translate="no">
            {name}{' '}
          </span>
          {untrained ? <span className="untrained">{t`not trained this way`}</span> : null}
        </h2>
        {found ? <KeepButton of={t`${name} under this mask`} choices={keeps(found)} /> : null}
      </div>
      <div data-stale={run.isStale || found === null || undefined} className="mask-result">
        {/* A refusal stands where the sentence stood, so that the earlier picture keeps its place. */}
        <div className="mask-sentence" aria-live="polite">
          {run.problem ? (
            <p className="problem" role="alert">
              {run.problem}
            </p>
          ) : found ? (
            <p>
              <PhraseText phrase={maskChangeSentence(found, found.setting, shift)} />
            </p>
          ) : (
            <p>{waitingFor(status, t`The model is reading under this mask.`)}</p>
          )}
        </div>
        <div className="mask-grid">
          <PaintedMask
            {...planes}
            trace={found?.after ?? own}
            layer={Math.min(layer, own.layers - 1)}
            painted={painted}
            actOf={actOf}
            onTurn={props.onTurn}
          />
          <div className="mask-predictions">
            <h3>{can.fillsBlanks ? t`What it puts into the blank` : t`What it writes next`}</h3>
            {props.blank !== null ? (
              <p className="aside">
                <Rich
                  of={msg`The word taken out is ${<PhraseText phrase={nameOfWord(own.tokens, props.blank)} />}: hold another above.`}
                />
              </p>
            ) : null}
            {slots > 1 ? (
              <label className="setting">
                {t`Blank`}
                <select
                  value={slot}
                  onChange={(event) => setChosen(Number(event.currentTarget.value))}
                >
                  {Array.from({ length: slots }, (_, nth) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a blank is known by its number
                    <option key={nth} value={nth}>
                      {t`${nth + 1} of ${slots}`}
                    </option>
                  ))}
                </select>
              </label>
            ) : null}
            {shift ? (
              <ShiftBars label={t`${name}’s words before and after`} shift={shift} />
            ) : found ? (
              <p className="aside">{t`There is no word in this text to take out.`}</p>
            ) : null}
          </div>
          <div className="mask-reading">
            <label className="setting">
              {t`Head`}
              <select
                value={headsInOrder(own).findIndex((each) => sameHead(each, choice))}
                onChange={(event) =>
                  chooseHead(side, headsInOrder(own)[Number(event.currentTarget.value)]!)
                }
              >
                {headsInOrder(own).map((each, index) => (
                  <option key={headName(each)} value={index}>
                    {headName(each)}
                  </option>
                ))}
              </select>
            </label>
            <p className="readout" aria-live={walking ? 'polite' : 'off'}>
              {active && found && pair ? (
                <PhraseText phrase={maskChangeReadout(pair, choice, active)} actOf={actOf} />
              ) : (
                <Instruction
                  className="aside"
                  point={t`Point at a cell for its exact weights.`}
                  tap={t`Tap a cell for its exact weights.`}
                />
              )}
            </p>
            {untrained && found && !maskedLayers(found).includes(choice.layer) ? (
              <p className="aside">
                <Rich
                  of={msg`<layer>Layer</layer> ${choice.layer + 1}, shown here, keeps its own mask: what changes there comes from the layers below it.`}
                />
              </p>
            ) : null}
          </div>
          {pair ? (
            <AttentionMatrices
              {...planes}
              pair={pair}
              choice={choice}
              locked={held}
              onLock={(cell) => setHeld(sameCell(cell, held) ? null : cell)}
              onWalk={setWalking}
            />
          ) : null}
        </div>
      </div>
    </section>
  );
}

/** The same weights under another mask: what each model attends to and predicts then. */
import type { FullComparison, Trace } from '../../model/trace.ts';
import { useActions, useParameter } from '../../view/kit/store.tsx';
import './mask.css';
import { Fragment, useMemo, useState } from 'react';
import { plural, t } from '#say';
import { whoCan } from '../../analysis/abilities.ts';
import { type PlacedCell, type Pointed, placeIn, rowIn } from '../../analysis/attention/pointed.ts';
import { startingWord, tellingWord } from '../../analysis/prediction/slot.ts';
import { SIDES, type Side } from '../../text/token.ts';
import { wordAt } from '../../text/words.ts';
import { Legend } from '../../view/compare/Legend.tsx';
import type { ViewProps } from '../../view/reading/views.ts';
import { useExperimentRun } from '../run/useExperimentRun.ts';
import { ChangeLegend } from './ChangeLegend.tsx';
import { MaskedModel } from './MaskedModel.tsx';
import { MaskSettings as Settings } from './MaskSettings.tsx';
import { countedIn, maskIn, paintedIn, turned } from './places.ts';
import { changesMask, type MaskSettings, underAnotherMask } from './run.ts';
import { cutsSentence } from './sentences.ts';
import { MAX_FLIPS, type MaskChoice } from './settings.ts';

/** Characters that the corner of a matrix needs, and of a label before it is cut off. */
const NARROWEST_LABEL = 6;
const WIDEST_LABEL = 9;

export function MaskView(props: ViewProps) {
  const { comparison, colormap, locked } = props;
  const [mask] = useParameter('mask');
  const [flip, setFlip] = useParameter('flip');
  const [on] = useParameter('on');
  const [isFull, setFull] = useState(false);
  const treated = SIDES.filter((side) => on === 'both' || on === side);
  const counted = countedIn(comparison, on);
  const blank = blankOf(comparison, locked, (filler) => maskIn(mask, counted, filler));
  const blankFor = (side: Side) => {
    const trace = comparison[side];
    return blank && trace.model.can.fillsBlanks ? placeIn(blank.in, blank.position, trace) : null;
  };
  const runs = {
    left: useMasked('left', blankFor('left'), comparison),
    right: useMasked('right', blankFor('right'), comparison),
  };

  function turn(cell: Required<PlacedCell>) {
    const next = turned(comparison, flip, cell);
    const isTooMuch = next.length > MAX_FLIPS;
    setFull(isTooMuch);
    if (!isTooMuch) setFlip(next);
  }

  // Cells of one size in both models.
  const { positions, labelWidth } = useMemo(() => {
    const axes = SIDES.map((side) => comparison[side].tokens);
    const longest = Math.max(...axes.flat().map(({ label }) => [...label].length));
    return {
      positions: Math.max(...axes.map(({ length }) => length)),
      labelWidth: Math.min(WIDEST_LABEL, Math.max(NARROWEST_LABEL, longest)),
    };
  }, [comparison]);
  const cuts = treated.length > 1 ? cutsSentence(comparison) : null;

  return (
    <>
      <Settings comparison={comparison} locked={locked} />
      {cuts ? <p className="aside">{cuts}</p> : null}
      <div className="run-line mask-line" role="status">
        {changesMask({ mask, flip }) ? null : <Ideas comparison={comparison} />}
        {flip.length > 0 ? (
          <>
            {treated.length > 1
              ? t`${plural(flip.length, { one: '# cell is', other: '# cells are' })} turned over in both models.`
              : t`${plural(flip.length, { one: '# cell is', other: '# cells are' })} turned over.`}{' '}
            <button type="button" className="link" onClick={() => setFlip([])}>
              {t`Undo painting`}
            </button>
          </>
        ) : null}
        {isFull ? ` ${t`A link holds ${MAX_FLIPS} cells at most: turn one back first.`}` : null}
      </div>
      <Legend colormap={colormap} picture="matrix" hasUnread={false} />
      <ChangeLegend colormap={colormap} />
      <div className="findings mask-findings" data-single={treated.length === 1 || undefined}>
        {treated.map((side) => (
          <MaskedModel
            key={side}
            {...props}
            side={side}
            run={runs[side]}
            found={{ left: runs.left.value, right: runs.right.value }}
            blank={blankFor(side)}
            positions={positions}
            labelWidth={labelWidth}
            onTurn={(cell) => turn({ ...cell, side })}
          />
        ))}
      </div>
    </>
  );
}

/** What to try first, while nothing is changed. */
function Ideas({ comparison }: Pick<ViewProps, 'comparison'>) {
  const { set } = useActions();
  return (
    <>
      {t`Nothing is changed yet. Try:`}{' '}
      {SIDES.map((side) => {
        const { name, can } = comparison[side].model;
        return (
          <Fragment key={side}>
            <button
              type="button"
              className="link"
              onClick={() => set({ mask: can.causal ? 'bidirectional' : 'causal', on: side })}
            >
              {can.causal ? t`${name} reads both ways` : t`${name} reads only from the left`}
            </button>{' '}
          </Fragment>
        );
      })}
      <button type="button" className="link" onClick={() => set({ mask: { window: 3 } })}>
        {t`A window of 3 for both`}
      </button>
    </>
  );
}

/** The word to guess: the one held, or the most telling; none where the text has its own blank, or nobody fills it. */
function blankOf(
  comparison: FullComparison,
  locked: Pointed | null,
  maskOf: (filler: Trace) => MaskChoice | null,
): { readonly in: Trace; readonly position: number } | null {
  const filler = whoCan(comparison, 'fillsBlanks');
  if (!filler || filler.predictions.length > 0) return null;
  const { tokens, side } = filler;
  const mask = maskOf(filler);
  const hidden = mask !== null && typeof mask === 'object' && 'hide' in mask ? mask.hide : null;
  const row = rowIn(locked, side);
  const held = row === null ? null : wordAt(tokens, row);
  const isHidden = held !== null && hidden !== null && wordAt(tokens, hidden) === held;
  if (held && !isHidden) return { in: filler, position: held.first };
  const position = tellingWord(tokens, hidden)?.position ?? startingWord(tokens, null);
  return position === null ? null : { in: filler, position };
}

function useMasked(side: Side, blank: number | null, comparison: FullComparison) {
  const { text } = comparison;
  const [mask] = useParameter('mask');
  const [flip] = useParameter('flip');
  const [layers] = useParameter('layers');
  const [on] = useParameter('on');
  const word = blank === null ? null : wordAt(comparison[side].tokens, blank);
  const settings: MaskSettings = {
    ...{ side, text, layers, blank },
    mask: maskIn(mask, countedIn(comparison, on), comparison[side]),
    flip: paintedIn(comparison, flip, side),
    ...(word && { blank: word.first, blankEnd: word.end }),
  };
  const isTreated = on === 'both' || on === side;
  return useExperimentRun(underAnotherMask, isTreated ? settings : null);
}

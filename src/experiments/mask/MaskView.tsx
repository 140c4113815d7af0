/** The same weights under another mask: what each model attends to and predicts then. */
import './mask.css';
import { useMemo, useState } from 'react';
import { type Cell, sameCell } from '../../analysis/attention/cell.ts';
import { tellingWord } from '../../analysis/prediction/slot.ts';
import { SIDES, type Side } from '../../text/token.ts';
import { wordAt } from '../../text/words.ts';
import { Legend } from '../../view/compare/Legend.tsx';
import type { ViewProps } from '../../view/reading/views.ts';
import { useExperimentRun } from '../run/useExperimentRun.ts';
import { MAX_FLIPS } from '../settings.ts';
import { ChangeLegend } from './ChangeLegend.tsx';
import { MaskedModel } from './MaskedModel.tsx';
import { MaskSettings as Settings } from './MaskSettings.tsx';
import { changesMask, type MaskSettings, underAnotherMask } from './run.ts';

/** Characters that the corner of a matrix needs, and of a label before it is cut off. */
const NARROWEST_LABEL = 6;
const WIDEST_LABEL = 9;

export function MaskView(props: ViewProps) {
  const { comparison, trial, onTrial, colormap } = props;
  const { flip } = trial;
  const { tokens } = comparison.left;
  const [isFull, setFull] = useState(false);
  const blank = blankOf(props);
  const treated = SIDES.filter((side) => trial.on === 'both' || trial.on === side);
  const runs = { left: useMasked('left', blank, props), right: useMasked('right', null, props) };

  function turn(cell: Cell) {
    const others = flip.filter((each) => !sameCell(each, cell));
    const isNew = others.length === flip.length;
    setFull(isNew && flip.length >= MAX_FLIPS);
    if (!isNew) onTrial({ flip: others });
    else if (flip.length < MAX_FLIPS) onTrial({ flip: [...flip, cell] });
  }

  const labelWidth = useMemo(() => {
    const longest = Math.max(...tokens.map(({ label }) => [...label].length));
    return Math.min(WIDEST_LABEL, Math.max(NARROWEST_LABEL, longest));
  }, [tokens]);

  return (
    <>
      <Settings {...props} />
      <div className="run-line mask-line" role="status">
        {changesMask(trial) ? null : <Ideas onTrial={onTrial} />}
        {flip.length > 0 ? (
          <>
            {flip.length === 1 ? '1 cell is' : `${flip.length} cells are`} turned over
            {treated.length > 1 ? ' in both models' : ''}.{' '}
            <button type="button" className="link" onClick={() => onTrial({ flip: [] })}>
              Undo painting
            </button>
          </>
        ) : null}
        {isFull ? ` A link holds ${MAX_FLIPS} cells at most: turn one back first.` : null}
      </div>
      <Legend
        palette={colormap.palette}
        picture="matrix"
        hasUnread={false}
        hideSpecials={props.hideSpecials}
        onHideSpecials={props.onHideSpecials}
      />
      <ChangeLegend colormap={colormap} />
      <div className="findings mask-findings" data-single={treated.length === 1 || undefined}>
        {treated.map((side) => (
          <MaskedModel
            key={side}
            {...props}
            side={side}
            run={runs[side]}
            blank={side === 'left' ? blank : null}
            positions={tokens.length}
            labelWidth={labelWidth}
            onTurn={turn}
          />
        ))}
      </div>
    </>
  );
}

/** What to try first, while nothing is changed. */
function Ideas({ onTrial }: Pick<ViewProps, 'onTrial'>) {
  return (
    <>
      Nothing is changed yet. Try:{' '}
      <button
        type="button"
        className="link"
        onClick={() => onTrial({ mask: 'causal', on: 'left' })}
      >
        BERT reads only from the left
      </button>{' '}
      <button
        type="button"
        className="link"
        onClick={() => onTrial({ mask: 'bidirectional', on: 'right' })}
      >
        GPT reads both ways
      </button>{' '}
      <button type="button" className="link" onClick={() => onTrial({ mask: { window: 3 } })}>
        A window of 3 for both
      </button>
    </>
  );
}

/** The word that BERT guesses: the one held, or the most telling; none where the text has its own blank. */
function blankOf({ comparison, locked, trial }: ViewProps): number | null {
  const { tokens, predictions } = comparison.left;
  if (predictions.length > 0) return null;
  const { mask } = trial;
  const hidden = mask !== null && typeof mask === 'object' && 'hide' in mask ? mask.hide : null;
  const held = locked && wordAt(tokens, locked.row);
  const isHidden = held !== null && hidden !== null && wordAt(tokens, hidden) === held;
  if (held && !isHidden) return held.first;
  return (tellingWord(tokens, hidden) ?? tellingWord(tokens))?.position ?? null;
}

function useMasked(side: Side, blank: number | null, props: ViewProps) {
  const { mask, flip, layers, on } = props.trial;
  const { text } = props.comparison;
  const word = blank === null ? null : wordAt(props.comparison.left.tokens, blank);
  const settings: MaskSettings = {
    ...{ side, text, mask, flip, layers, blank },
    ...(word && { blank: word.first, blankEnd: word.end }),
  };
  const isTreated = on === 'both' || on === side;
  return useExperimentRun(props, underAnotherMask, isTreated ? settings : null);
}

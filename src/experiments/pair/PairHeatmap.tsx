/** One head on a pair: all cells, or only those within the sentences or across them. */

import { useCallback, useMemo, useState } from 'react';
import { t } from '#say';
import { attentionViewOf } from '../../analysis/attention/attentionView.ts';
import type { Cell } from '../../analysis/attention/cell.ts';
import type { HeadChoice } from '../../analysis/attention/head.ts';
import { type Along, markedOf } from '../../analysis/attention/pointed.ts';
import { cellOf } from '../../analysis/attention/rowsAndColumns.ts';
import type { Colormap } from '../../figures/colormap.ts';
import { type HeatmapGeometry, heatmapCells } from '../../figures/heatmap.ts';
import type { HeldTrace } from '../../model/trace.ts';
import { hiddenIn, readout } from '../../sentences/captions.ts';
import { labelReadout } from '../../sentences/labels.ts';
import { headName } from '../../sentences/names.ts';
import { Matrix } from '../../view/figures/Matrix.tsx';
import { Instruction } from '../../view/kit/Instruction.tsx';
import { PhraseText } from '../../view/kit/PhraseText.tsx';
import { type Holder, useActs } from '../../view/kit/useActs.ts';
import { hiddenCells, sentencesOf } from './measure.ts';
import type { Between } from './settings.ts';

interface Props {
  readonly trace: HeldTrace;
  /** Where the first sentence ends in the model's tokens. */
  readonly boundary: number;
  readonly choice: HeadChoice;
  readonly between: Between;
  readonly hideSpecials: boolean;
  readonly colormap: Colormap;
  /** Positions along the longer model's axes. */
  readonly positions: number;
  readonly active: Cell | null;
  /** The axis along which a label is in focus; null where a cell is. */
  readonly along: Along | null;
  readonly locked: Cell | null;
  /** What holds a cell of the pair. */
  readonly holder: Holder;
  onFocus(cell: Cell | null, along?: Along): void;
  onLock(cell: Cell | null): void;
}

/** Characters of a label before it is cut off. */
const LABEL_WIDTH = 9;

export function PairHeatmap(props: Props) {
  const { trace, boundary, choice, between, hideSpecials, colormap, active, ...rest } = props;
  const { along, holder, ...plane } = rest;
  const [walking, setWalking] = useState(false);
  const attentionView = useMemo(() => attentionViewOf(trace, choice), [trace, choice]);
  const hidden = useMemo(
    () => hiddenCells(sentencesOf(trace.tokens, boundary), between),
    [trace, boundary, between],
  );
  const draw = useCallback(
    (geometry: HeatmapGeometry) => {
      const { weights, mask, tokens } = attentionView;
      const matrix = { weights, mask, length: tokens.length, hidden };
      return heatmapCells(matrix, geometry, hiddenIn(attentionView, hideSpecials), colormap);
    },
    [attentionView, hidden, hideSpecials, colormap],
  );
  const views = useMemo(
    () => ({ left: null, right: null, [trace.side]: attentionView }),
    [trace, attentionView],
  );
  const actOf = useActs(views, { holder });
  const count = trace.tokens.length;
  const isHidden = active && hidden[active.row * count + active.column] === 1;
  return (
    <div className="pair-heatmap">
      <Matrix
        {...plane}
        label={t`Attention of ${trace.model.name}, ${headName(choice)}, over both sentences`}
        tokens={trace.tokens}
        read={count}
        labelWidth={LABEL_WIDTH}
        hideSpecials={hideSpecials}
        active={active && markedOf(active, along)}
        draw={draw}
        cellOf={(axis, place) =>
          cellOf(attentionView, axis, place, hiddenIn(attentionView, hideSpecials))
        }
        onWalk={setWalking}
      />
      <p className="readout" aria-live={walking ? 'polite' : 'off'}>
        {active && along ? (
          <PhraseText phrase={labelReadout(attentionView, active, along, hideSpecials)} />
        ) : active ? (
          <>
            <PhraseText phrase={readout(attentionView, active, hideSpecials)} actOf={actOf} />
            {isHidden ? ` ${t`Hidden by your choice.`}` : ''}
          </>
        ) : (
          <Instruction
            className="aside"
            point={t`Point at a cell for its weight.`}
            tap={t`Tap a cell for its weight.`}
          />
        )}
      </p>
    </div>
  );
}

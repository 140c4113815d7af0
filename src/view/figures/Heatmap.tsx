/** One attention view, large: the weights of a head, or of several, with what its mask forbids. */

import { useCallback, useMemo } from 'react';
import { t } from '#say';
import { partOf } from '../../analysis/attention/across.ts';
import type { AttentionView } from '../../analysis/attention/attentionView.ts';
import { axisTokens, type Cell, type PointedCell } from '../../analysis/attention/cell.ts';
import type { Along } from '../../analysis/attention/pointed.ts';
import { cellOf } from '../../analysis/attention/rowsAndColumns.ts';
import type { Colormap } from '../../figures/colormap.ts';
import { type HeatmapGeometry, heatmapCells } from '../../figures/heatmap.ts';
import { hiddenIn } from '../../sentences/captions.ts';
import { titleOf } from '../../sentences/names.ts';
import { Matrix } from './Matrix.tsx';
import { useMarks } from './marks.ts';
import type { Together } from './scrollTogether.ts';

interface Props {
  readonly attentionView: AttentionView;
  /** Positions along the longer model's axes: both models' cells are of one size. */
  readonly positions: number;
  /** Width of the labels, in characters: the same for both models. */
  readonly labelWidth: number;
  readonly active: PointedCell | null;
  readonly locked: PointedCell | null;
  readonly hideSpecials: boolean;
  readonly colormap: Colormap;
  /** Whether all of it is shown, however small its cells are. */
  readonly isFitted: boolean;
  /** Heatmaps that are scrolled with this one. */
  readonly together: Together;
  /** @param along where a label is pointed at, and the cell stands for its row or column */
  onFocus(cell: Cell | null, along?: Along): void;
  onLock(cell: Cell | null): void;
  /** The keyboard has come to this heatmap, or has left it. */
  onWalk(walking: boolean): void;
}

export function Heatmap({ attentionView, colormap, ...plane }: Props) {
  const { hideSpecials } = plane;
  const marks = useMarks(attentionView.side);
  const axis = useMemo(() => axisTokens(attentionView), [attentionView]);
  const part = useMemo(() => partOf(attentionView), [attentionView]);
  const draw = useCallback(
    (geometry: HeatmapGeometry) => {
      const { weights, mask, tokens } = attentionView;
      const isHidden = hiddenIn(attentionView, hideSpecials);
      const matrix = { weights, mask, length: tokens.length, part };
      return heatmapCells(matrix, geometry, isHidden, colormap);
    },
    [attentionView, part, hideSpecials, colormap],
  );
  return (
    <Matrix
      {...plane}
      marks={marks}
      label={t`Attention of ${attentionView.model.name}, ${titleOf(attentionView)}`}
      tokens={axis}
      part={part}
      read={attentionView.tokens.length}
      draw={draw}
      cellOf={(along, place) =>
        cellOf(attentionView, along, place, hiddenIn(attentionView, hideSpecials))
      }
    />
  );
}

/** One sight, large: the weights of a head, or of several, with what its mask forbids. */
import { useCallback, useMemo } from 'react';
import { type Sight, titleOf } from '../../analysis/attention/attentionView.ts';
import { axisTokens, type Cell } from '../../analysis/attention/cell.ts';
import { hiddenIn, MODEL_TITLES } from '../../sentences/captions.ts';
import { drawHeatmap, type HeatmapGeometry, type Ink } from './draw.ts';
import { Plane } from './Matrix.tsx';

interface Props {
  readonly sight: Sight;
  /** Positions along the longer model's axes: both models' cells are of one size. */
  readonly positions: number;
  /** Width of the labels, in characters: the same for both models. */
  readonly labelWidth: number;
  readonly active: Cell | null;
  readonly locked: Cell | null;
  readonly hideSpecials: boolean;
  readonly ink: Ink;
  onFocus(cell: Cell | null): void;
  onLock(cell: Cell | null): void;
  /** The keyboard has come to this heatmap, or has left it. */
  onWalk(walking: boolean): void;
}

export function Heatmap({ sight, ink, ...plane }: Props) {
  const { hideSpecials } = plane;
  const axis = useMemo(() => axisTokens(sight), [sight]);
  const draw = useCallback(
    (context: CanvasRenderingContext2D, geometry: HeatmapGeometry) => {
      const { weights, mask, tokens } = sight;
      const isHidden = hiddenIn(sight, hideSpecials);
      drawHeatmap(context, { weights, mask, length: tokens.length }, geometry, isHidden, ink);
    },
    [sight, hideSpecials, ink],
  );
  return (
    <Plane
      {...plane}
      label={`Attention of ${MODEL_TITLES[sight.model]}, ${titleOf(sight)}`}
      tokens={axis}
      read={sight.tokens.length}
      draw={draw}
    />
  );
}

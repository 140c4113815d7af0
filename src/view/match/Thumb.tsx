/** One head, small. */
import { useLayoutEffect, useRef } from 'react';
import type { HeadChoice } from '../../analysis/attention/head.ts';
import { made } from '../../analysis/onDemand/question.ts';
import { thumbnailsOf } from '../../analysis/onDemand/thumbnails.ts';
import type { Colormap } from '../../figures/colormap.ts';
import { headGridCells } from '../../figures/headGrid.ts';
import { paintCanvas } from '../../figures/paintCanvas.ts';
import type { Trace } from '../../model/trace.ts';
import { usePixelRatio } from '../kit/hooks.ts';
import { useAnswer } from '../kit/useAnswer.ts';

interface Props {
  readonly trace: Trace;
  readonly choice: HeadChoice;
  readonly colormap: Colormap;
}

/** Side, in CSS pixels. */
const SIZE = 48;

export function Thumb({ trace, choice, colormap }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const ratio = usePixelRatio();
  const thumb = Math.round(SIZE * ratio);
  const shown = useAnswer(
    () =>
      made(thumbnailsOf(trace, [choice], 'tokens', thumb), ([pooled]) => ({
        ...{ mask: trace.mask, across: trace.across },
        pooled: pooled!,
      })),
    [trace, choice, thumb],
  );
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || !shown) return;
    const geometry = { columns: 1, thumb, space: 0, below: 0, hatch: 4 * ratio, line: ratio };
    paintCanvas(
      context,
      headGridCells([shown.pooled], shown.mask, geometry, colormap, shown.across),
    );
  }, [shown, thumb, ratio, colormap]);
  return (
    <canvas
      ref={canvas}
      className="match-thumb"
      width={thumb}
      height={thumb}
      style={{ width: SIZE, height: SIZE }}
    />
  );
}

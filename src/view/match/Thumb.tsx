/** One head, small. */
import { useLayoutEffect, useRef } from 'react';
import { type HeadChoice, headWeights } from '../../analysis/attention/head.ts';
import type { Trace } from '../../model/trace.ts';
import { type Colormap, drawHeadGrid } from '../figures/draw.ts';
import { usePixelRatio } from '../kit/hooks.ts';

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
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const geometry = { columns: 1, thumb, space: 0, below: 0, hatch: 4 * ratio, line: ratio };
    const weights = headWeights(trace, choice);
    drawHeadGrid(context, [weights], trace.mask, trace.tokens.length, geometry, colormap);
  }, [trace, choice, thumb, ratio, colormap]);
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

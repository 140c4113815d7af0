/** One head, small. */
import { useLayoutEffect, useRef } from 'react';
import { type HeadChoice, headWeights } from '../../analysis/attention/head.ts';
import type { Trace } from '../../model/trace.ts';
import { drawAtlas, type Ink } from '../figures/draw.ts';
import { usePixelRatio } from '../kit/hooks.ts';

interface Props {
  readonly trace: Trace;
  readonly choice: HeadChoice;
  readonly ink: Ink;
}

/** Side, in CSS pixels. */
const SIZE = 48;

export function Thumb({ trace, choice, ink }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const ratio = usePixelRatio();
  const thumb = Math.round(SIZE * ratio);
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const geometry = { columns: 1, thumb, space: 0, below: 0, hatch: 4 * ratio, line: ratio };
    const weights = headWeights(trace, choice);
    drawAtlas(context, [weights], trace.mask, trace.tokens.length, geometry, ink);
  }, [trace, choice, thumb, ratio, ink]);
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

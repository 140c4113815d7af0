/**
 * A vector as a strip: one bar for each number, up for positive and down for negative, on a fixed
 * scale. Direction tells the sign without colour; a longer bar is cut and capped.
 */
import { memo, useMemo } from 'react';

/** The number that a full bar stands for, in every head of both models: almost all are smaller. */
export const FULL_BAR = 4;

const BAR_WIDTH = 0.76;
const CAP = 0.16;

interface Props {
  readonly vector: Float32Array;
  readonly full: number;
}

export const Strip = memo(function Strip({ vector, full }: Props) {
  const { bars, caps } = useMemo(() => paths(vector, full), [vector, full]);
  return (
    <svg
      className="strip-plot"
      viewBox={`0 -1 ${vector.length} 2`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path className="strip-bars" d={bars} />
      {caps ? <path className="strip-caps" d={caps} /> : null}
    </svg>
  );
});

function paths(vector: Float32Array, full: number): { bars: string; caps: string } {
  const bars: string[] = [];
  const caps: string[] = [];
  for (const [index, number] of vector.entries()) {
    const height = Math.max(-1, Math.min(1, number / full));
    const left = index + (1 - BAR_WIDTH) / 2;
    bars.push(`M${left} 0h${BAR_WIDTH}V${(-height).toFixed(3)}h${-BAR_WIDTH}z`);
    if (Math.abs(number) > full) {
      caps.push(`M${index} ${-height}h1v${Math.sign(height) * CAP}h-1z`);
    }
  }
  return { bars: bars.join(''), caps: caps.join('') };
}

/** A vector as a strip of bars: see figures/strip.ts. */
import { useMemo } from 'react';
import { stripPaths } from '../../figures/strip.ts';
import { memo } from '../kit/language.ts';

interface Props {
  readonly vector: Float32Array;
  readonly full: number;
}

export const Strip = memo(function Strip({ vector, full }: Props) {
  const { bars, caps } = useMemo(() => stripPaths(vector, full), [vector, full]);
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

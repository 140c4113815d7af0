/** What is drawn beside the list of tokens: arcs, and hatching where the mask lets nothing be read. */

import { useId, useMemo } from 'react';
import { t } from '#say';
import { type Arc, type Arcs, sidesOf } from '../../analysis/attention/arcs.ts';
import type { AttentionView } from '../../analysis/attention/attentionView.ts';
import { arcOpacity, arcWidth } from '../../figures/arcScale.ts';
import {
  ARC_STYLES,
  type ArcGeometry,
  arcShape,
  LANE,
  markPath,
  runsOf,
} from '../../figures/arcShape.ts';
import { qualifierOf, viewName } from '../../sentences/names.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import { nameOf, plain } from '../../sentences/phrase.ts';
import { memo } from '../kit/language.ts';

interface ClosedProps {
  readonly attentionView: AttentionView;
  readonly geometry: ArcGeometry;
  readonly width: number;
}

/** Hatching beside every token that the mask lets read nothing on that side. */
export const Closed = memo(function Closed({ attentionView, geometry, width }: ClosedProps) {
  const pattern = useId();
  const { line, left, right, lanes } = geometry;
  const sides = useMemo(() => sidesOf(attentionView), [attentionView]);
  const after = runsOf(sides.length, (place) => sides[place]!.after === false);
  const before = runsOf(sides.length, (place) => sides[place]!.before === false);
  const margin = lanes * LANE;
  const rect = (
    side: string,
    x: number,
    end: number,
    { from, to }: { from: number; to: number },
  ) => (
    <rect
      key={`${side}${from}`}
      data-closed={side}
      x={x}
      y={from * line}
      width={Math.max(0, end - x)}
      height={(to - from) * line}
      fill={`url(#${pattern})`}
    />
  );
  return (
    <>
      <defs>
        <pattern id={pattern} width="6" height="6" patternUnits="userSpaceOnUse">
          <path className="arcs-hatch" d="M-1,1l2,-2M0,6l6,-6M5,7l2,-2" />
        </pattern>
      </defs>
      {after.map((run) => rect('after', right + margin, width, run))}
      {before.map((run) => rect('before', 0, left - margin, run))}
    </>
  );
});

interface LinesProps {
  readonly lists: readonly Arcs[];
  readonly series: readonly AttentionView[];
  readonly geometry: ArcGeometry;
}

// Not drawn anew while the focus moves over them.
export const Lines = memo(function Lines({ lists, series, geometry }: LinesProps) {
  return lists.map((list, lane) => {
    const attentionView = series[lane]!;
    const style = ARC_STYLES[lane]!;
    return (
      <g key={keyOf(attentionView)} className="arcs-series" data-series={lane}>
        {list.drawn.map((arc) => {
          const { path, x, y } = arcShape(arc, lane, geometry);
          return (
            <g key={`${arc.row}.${arc.column}`} opacity={arcOpacity(arc.weight)}>
              <path
                className="arcs-line"
                d={path}
                strokeWidth={arcWidth(arc.weight)}
                strokeDasharray={style.dash}
              />
              <path className="arcs-mark" d={markPath(style)} transform={`translate(${x},${y})`} />
              <path className="arcs-hit" d={path} data-row={arc.row} data-column={arc.column}>
                <title>{arcTitle(attentionView, arc)}</title>
              </path>
            </g>
          );
        })}
      </g>
    );
  });
});

const keyOf = ({ of, choice: { layer, head } }: AttentionView) => `${of} ${layer}.${head}`;

function arcTitle(view: AttentionView, { row, column, weight }: Arc): string {
  const { tokens } = view;
  const read = row === column ? t`itself` : plain(nameOf(tokens, column));
  const qualifier = qualifierOf(view);
  const [name, reader, share] = [viewName(view), plain(nameOf(tokens, row)), percent(weight)];
  return qualifier
    ? t`${name}: ${reader} reads ${share} from ${read}, ${qualifier}`
    : t`${name}: ${reader} reads ${share} from ${read}`;
}

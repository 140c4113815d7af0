/** Both models side by side: every head at a glance, what is chosen of them large. */
import { memo, useMemo, useState } from 'react';
import { whoStops } from '../../analysis/abilities.ts';
import type { AttentionView, AttentionViews } from '../../analysis/attention/attentionView.ts';
import { axisTokens, type Cell } from '../../analysis/attention/cell.ts';
import type { HeadChoice } from '../../analysis/attention/head.ts';
import type { Comparison, Trace } from '../../model/trace.ts';
import { SIDES, type Side } from '../../text/token.ts';
import type { Colormap } from '../figures/draw.ts';
import type { PageProps } from '../page/props.ts';
import { kindOf } from '../reading/TokenStrip.tsx';
import { Legend } from './Legend.tsx';
import { Masks } from './Masks.tsx';
import { ModelPanel } from './ModelPanel.tsx';
import { useHeadOrder } from './useHeadOrder.ts';
import { ViewOptionsBar } from './ViewOptionsBar.tsx';

export interface Preview {
  readonly side: Side;
  readonly choice: HeadChoice;
}

type Props = Pick<
  PageProps,
  | 'heads'
  | 'onHead'
  | 'locked'
  | 'onFocus'
  | 'onLock'
  | 'hideSpecials'
  | 'onHideSpecials'
  | 'viewOptions'
  | 'onViewOptions'
  | 'sort'
  | 'onSort'
  | 'onBlank'
> & {
  readonly comparison: Comparison;
  readonly colormap: Colormap;
  /** The locked cell, or else the one under the pointer or the keyboard. */
  readonly active: Cell | null;
  readonly attentionViews: AttentionViews;
  /** The chosen heads, or the one under the pointer in an overview. */
  readonly shown: Readonly<Record<Side, HeadChoice>>;
  onPreview(preview: Preview | null): void;
  /** The model whose picture the keyboard is in. */
  readonly walking: Side | null;
  onWalk(side: Side | null): void;
};

export const CompareView = memo(function CompareView(props: Props) {
  const {
    comparison,
    attentionViews,
    heads,
    viewOptions,
    active,
    hideSpecials,
    walking,
    colormap,
  } = props;
  const { left, right } = attentionViews;
  const { positions, labelWidth } = useMemo(() => axesOf([left, right]), [left, right]);
  const orders = useHeadOrder(comparison, props.sort);

  // Arcs go on starting from the token that was last in focus.
  const [last, setLast] = useState<number | null>(null);
  if (active && active.row !== last) setLast(active.row);
  const [longer, shorter] = byLength(comparison);
  const source = last !== null && last < longer.tokens.length ? last : lastWord(shorter);

  return (
    <>
      <ViewOptionsBar
        viewOptions={viewOptions}
        onViewOptions={props.onViewOptions}
        sort={props.sort}
        onSort={props.onSort}
        orders={orders}
      />
      <Legend
        palette={colormap.palette}
        picture={viewOptions.picture}
        hasUnread={whoStops(comparison) !== null}
        hideSpecials={hideSpecials}
        onHideSpecials={props.onHideSpecials}
      />
      <div className="models">
        {SIDES.map((side) => (
          <ModelPanel
            key={side}
            trace={comparison[side]}
            attentionView={attentionViews[side]}
            shown={props.shown[side]}
            chosen={heads[side]}
            viewOptions={viewOptions}
            order={orders?.orders[side] ?? null}
            source={source}
            positions={positions}
            labelWidth={labelWidth}
            active={active}
            locked={props.locked}
            hideSpecials={hideSpecials}
            colormap={colormap}
            walking={walking === side}
            onHead={(choice) => props.onHead(side, choice)}
            onAlso={(also) => props.onViewOptions({ also: { ...viewOptions.also, [side]: also } })}
            onPreview={(choice) => props.onPreview(choice && { side, choice })}
            onFocus={props.onFocus}
            onLock={props.onLock}
            onWalk={(isHere) => props.onWalk(isHere ? side : null)}
            onBlank={props.onBlank}
          />
        ))}
      </div>
      <Masks comparison={comparison} colormap={colormap} />
    </>
  );
});

/** The model that has read more tokens, then the other. */
function byLength({ left, right }: Comparison): readonly [Trace, Trace] {
  return left.tokens.length >= right.tokens.length ? [left, right] : [right, left];
}

/** The last word that a model has read: the one with the most before it. */
export function lastWord({ tokens }: Trace): number {
  for (let position = tokens.length - 1; position > 0; position--) {
    const token = tokens[position]!;
    if (kindOf(token) === 'text' && /[\p{L}\p{N}]/u.test(token.label)) return position;
  }
  return tokens.length - 1;
}

/** Characters of a label before it is cut off. */
const WIDEST_LABEL = 9;

/** What the models' axes share, so that their cells stand at the same places. */
export function axesOf(attentionViews: readonly AttentionView[]): {
  positions: number;
  labelWidth: number;
} {
  const axes = attentionViews.map(axisTokens);
  const longest = Math.max(...axes.flat().map(({ label }) => [...label].length));
  return {
    positions: Math.max(...axes.map(({ length }) => length)),
    labelWidth: Math.min(WIDEST_LABEL, longest),
  };
}

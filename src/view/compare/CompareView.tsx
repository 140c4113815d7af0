/** Both models side by side: every head at a glance, what is chosen of them large. */
import { memo, useMemo, useState } from 'react';
import type { Sight, Sights } from '../../analysis/attention/attentionView.ts';
import { axisTokens, type Cell } from '../../analysis/attention/cell.ts';
import type { HeadChoice } from '../../analysis/attention/head.ts';
import type { Comparison, Trace } from '../../model/trace.ts';
import type { ModelName } from '../../text/token.ts';
import type { Ink } from '../figures/draw.ts';
import type { PageProps } from '../page/props.ts';
import { kindOf } from '../reading/TokenStrip.tsx';
import { Key } from './Legend.tsx';
import { Masks } from './Masks.tsx';
import { ModelPanel } from './ModelPanel.tsx';
import { useHeadOrder } from './useHeadOrder.ts';
import { LensBar } from './ViewOptionsBar.tsx';

const MODELS: readonly ModelName[] = ['bert', 'gpt'];

export interface Preview {
  readonly model: ModelName;
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
  | 'lens'
  | 'onLens'
  | 'sort'
  | 'onSort'
  | 'onBlank'
> & {
  readonly comparison: Comparison;
  readonly ink: Ink;
  /** The locked cell, or else the one under the pointer or the keyboard. */
  readonly active: Cell | null;
  readonly sights: Sights;
  /** The chosen heads, or the one under the pointer in an overview. */
  readonly shown: Readonly<Record<ModelName, HeadChoice>>;
  onPreview(preview: Preview | null): void;
  /** The model whose picture the keyboard is in. */
  readonly walking: ModelName | null;
  onWalk(model: ModelName | null): void;
};

export const CompareView = memo(function CompareView(props: Props) {
  const { comparison, sights, heads, lens, active, hideSpecials, walking, ink } = props;
  const { bert, gpt } = sights;
  const { positions, labelWidth } = useMemo(() => axesOf([bert, gpt]), [bert, gpt]);
  const orders = useHeadOrder(comparison, props.sort);

  // Arcs go on starting from the token that was last in focus.
  const [last, setLast] = useState<number | null>(null);
  if (active && active.row !== last) setLast(active.row);
  const source =
    last !== null && last < comparison.bert.tokens.length ? last : lastWord(comparison.gpt);

  return (
    <>
      <LensBar
        lens={lens}
        onLens={props.onLens}
        sort={props.sort}
        onSort={props.onSort}
        orders={orders}
      />
      <Key
        palette={ink.palette}
        picture={lens.picture}
        hasUnread={comparison.gpt.unread.length > 0}
        hideSpecials={hideSpecials}
        onHideSpecials={props.onHideSpecials}
      />
      <div className="models">
        {MODELS.map((model) => (
          <ModelPanel
            key={model}
            trace={comparison[model]}
            sight={sights[model]}
            shown={props.shown[model]}
            chosen={heads[model]}
            lens={lens}
            order={orders?.orders[model] ?? null}
            source={source}
            positions={positions}
            labelWidth={labelWidth}
            active={active}
            locked={props.locked}
            hideSpecials={hideSpecials}
            ink={ink}
            walking={walking === model}
            onHead={(choice) => props.onHead(model, choice)}
            onAlso={(also) => props.onLens({ also: { ...lens.also, [model]: also } })}
            onPreview={(choice) => props.onPreview(choice && { model, choice })}
            onFocus={props.onFocus}
            onLock={props.onLock}
            onWalk={(isHere) => props.onWalk(isHere ? model : null)}
            onBlank={props.onBlank}
          />
        ))}
      </div>
      <Masks comparison={comparison} ink={ink} />
    </>
  );
});

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
export function axesOf(sights: readonly Sight[]): { positions: number; labelWidth: number } {
  const axes = sights.map(axisTokens);
  const longest = Math.max(...axes.flat().map(({ label }) => [...label].length));
  return {
    positions: Math.max(...axes.map(({ length }) => length)),
    labelWidth: Math.min(WIDEST_LABEL, longest),
  };
}

/** The models side by side: every head at a glance, what is chosen of them large. */

import { Suspense, useMemo, useState } from 'react';
import { t } from '#say';
import { whoStops } from '../../analysis/abilities.ts';
import type { AttentionView } from '../../analysis/attention/attentionView.ts';
import type { HeadChoice } from '../../analysis/attention/head.ts';
import type { Pointed } from '../../analysis/attention/pointed.ts';
import type { Colormap } from '../../figures/colormap.ts';
import { type Comparison, isFull } from '../../model/trace.ts';
import { headsNow, lockedNow, viewOptionsNow } from '../../store/selectors.ts';
import { SIDES, type Side } from '../../text/token.ts';
import { Together } from '../figures/scrollTogether.ts';
import type { KeepChoice } from '../keep/keepable.ts';
import { memo, useSaid } from '../kit/language.ts';
import { useActions, useParameter, useSelector } from '../kit/store.tsx';
import { useActs } from '../kit/useActs.ts';
import { useNameIn } from '../kit/useNameIn.ts';
import { afterPicture } from '../page/afterPicture.ts';
import { Boundary } from '../page/Boundary.tsx';
import { lazily } from '../page/lazily.tsx';
import type { FullScreen } from '../reading/useFullScreen.ts';
import { axesOf } from './axes.ts';
import { Legend } from './Legend.tsx';
import { Looks } from './Looks.tsx';
import { MissingModel } from './MissingModel.tsx';
import { type Beside, ModelPanel } from './ModelPanel.tsx';
import { SizeTools } from './SizeTools.tsx';
import { Turn } from './Turn.tsx';
import { useHeadOrder } from './useHeadOrder.ts';
import { useStart } from './useStart.ts';
import type { Turned } from './useTurned.ts';
import { ViewOptionsBar } from './ViewOptionsBar.tsx';

/** Below the pictures; not drawn anew while the crosshair moves. */
const Masks = memo(lazily(afterPicture(async () => (await import('./Masks.tsx')).Masks)));

/** Fetched when first opened. */
const AllHeads = lazily(async () => (await import('../allHeads/AllHeads.tsx')).AllHeads);

export interface Preview {
  readonly side: Side;
  readonly choice: HeadChoice;
}

interface Props {
  readonly comparison: Comparison;
  readonly colormap: Colormap;
  /** The cell under the pointer or the keyboard, or else the locked one. */
  readonly active: Pointed | null;
  readonly locked: Pointed | null;
  readonly attentionViews: Readonly<Record<Side, AttentionView | null>>;
  /** The chosen heads, or the one under the pointer in an overview. */
  readonly shown: Readonly<Record<Side, HeadChoice>>;
  onPreview(preview: Preview | null): void;
  /** The model whose picture the keyboard is in. */
  readonly walking: Side | null;
  onWalk(side: Side | null): void;
  readonly turned: Turned;
  readonly fullScreen: FullScreen | null;
}

export const CompareView = memo(function CompareView(props: Props) {
  const { comparison, attentionViews, active, walking, colormap } = props;
  const options = useSelector(viewOptionsNow);
  const { picture, by } = options;
  const held = useSelector(lockedNow);
  const chosen = useSelector(headsNow);
  const { chooseHead, linkToText } = useActions();
  const [hideSpecials] = useParameter('specials');
  /** The model from which all heads are shown, large; null while they are not. */
  const [allHeads, setAllHeads] = useState<Side | null>(null);
  const [sort] = useParameter('sort');
  const { left, right } = attentionViews;
  const { turned } = props;
  const actOf = useActs(attentionViews, { onHead: turned.turnTo });
  const { positions, labelWidth } = useMemo(
    () => axesOf([left, right].filter((each) => each !== null)),
    [left, right],
  );
  const orders = useHeadOrder(comparison, sort);
  const names = { left: useNameIn('left'), right: useNameIn('right') };

  const start = useStart(comparison, active);

  const isLong = positions > LONG;
  const tools = useSaid(
    () =>
      picture === 'matrix' ? <SizeTools isLong={isLong} fullScreen={props.fullScreen} /> : null,
    [picture, isLong, props.fullScreen],
  );

  const [together] = useState(() => new Together());
  /** The other model's side of the cell in focus. */
  function besideOf(side: Side): Beside | null {
    const other = attentionViews[otherOf(side)];
    return other && active && { attentionView: other, at: active[other.side] };
  }

  const hasMask = SIDES.some((side) => comparison[side]?.across === undefined);
  // What makes pictures to keep is fetched when one is asked for.
  const keepsOf = (side: Side): KeepChoice[] => [
    {
      label: options.picture === 'matrix' ? t`The matrix` : t`The arcs`,
      keep: async () =>
        (await keeping()).keepAttention(
          { side, comparison, options, hideSpecials, views: attentionViews },
          held,
          start,
        ),
    },
    {
      label: t`All heads`,
      keep: async () => (await keeping()).keepHeads({ side, comparison, options, chosen, orders }),
    },
    ...(hasMask
      ? [{ label: t`The masks`, keep: async () => (await keeping()).keepMasks(comparison) }]
      : []),
  ];

  return (
    <>
      <Looks
        turn={
          <Turn
            sides={SIDES.map((side) => ({
              side,
              name: comparison[side]?.model.name ?? names[side],
            }))}
            front={turned.front}
            onTurn={turned.turnTo}
          />
        }
      >
        <ViewOptionsBar orders={orders} tools={tools} />
        <Legend {...{ colormap, picture, hasMask }} hasUnread={whoStops(comparison) !== null} />
      </Looks>
      <div className="models models-beside" ref={turned.box} onScroll={turned.onScroll}>
        {SIDES.map((side) => {
          const trace = comparison[side];
          const attentionView = attentionViews[side];
          if (!trace || !attentionView) return <MissingModel key={side} side={side} />;
          return (
            <ModelPanel
              key={side}
              trace={trace}
              attentionView={attentionView}
              shown={props.shown[side]}
              order={orders?.orders[side] ?? null}
              source={start[side].row}
              positions={positions}
              labelWidth={labelWidth}
              together={together}
              beside={besideOf(side)}
              active={active?.[side] ?? null}
              locked={props.locked?.[side] ?? null}
              colormap={colormap}
              actOf={actOf}
              walking={walking === side}
              onPreview={(choice) => props.onPreview(choice && { side, choice })}
              onWalk={(isHere) => props.onWalk(isHere ? side : null)}
              onAllHeads={() => setAllHeads(side)}
              keeps={keepsOf(side)}
            />
          );
        })}
      </div>
      {allHeads ? (
        <Suspense fallback={null}>
          <AllHeads
            {...{ comparison, by, colormap, chosen }}
            first={allHeads}
            onHead={chooseHead}
            onClose={() => setAllHeads(null)}
          />
        </Suspense>
      ) : null}
      {isFull(comparison) && hasMask ? (
        <Boundary name="masks" over={comparison} linkToText={linkToText}>
          <Suspense fallback={null}>
            <Masks {...{ comparison, colormap }} />
          </Suspense>
        </Boundary>
      ) : null}
    </>
  );
});

const otherOf = (side: Side): Side => SIDES.find((each) => each !== side)!;

const keeping = () => import('./keep.ts');

/** Of more tokens than this a matrix need not be whole in its panel. */
const LONG = 32;

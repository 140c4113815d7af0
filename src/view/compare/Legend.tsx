/** The key to the pictures: the one scale, the cell states, and the filter that makes one of them. */

import { useCallback } from 'react';
import { msg, t } from '#say';
import type { Picture } from '../../analysis/attention/viewOptions.ts';
import { arcOpacity, arcWidth } from '../../figures/arcScale.ts';
import { type Colormap, colorOf } from '../../figures/colormap.ts';
import { ScaleBar } from '../figures/ScaleBar.tsx';
import { HideSpecials } from '../kit/HideSpecials.tsx';
import { memo } from '../kit/language.ts';
import { Rich } from '../kit/Rich.tsx';
import { useParameter } from '../kit/store.tsx';

interface Props {
  colormap: Colormap;
  picture: Picture;
  /** Whether a model has a mask, which cross-attention has not. */
  hasMask?: boolean;
  /** Whether a model has left a part of the text unread. */
  hasUnread: boolean;
}

const TICKS = [0, 0.5, 1];

export const Legend = memo(function Legend({
  colormap,
  picture,
  hasMask = true,
  hasUnread,
}: Props) {
  const [hideSpecials] = useParameter('specials');
  return (
    <section className="key" aria-label={t`Key`}>
      <div className="key-scale">
        <span className="key-title">
          <Rich
            of={
              picture === 'matrix' && colormap.isCurved
                ? msg`<weight>weight</weight>, drawn as its root`
                : msg`<weight>weight</weight>`
            }
          />
        </span>
        {picture === 'matrix' ? <Ramp colormap={colormap} /> : <LineScale />}
      </div>
      <ul className="key-states">
        <li data-off={picture !== 'matrix' || undefined}>
          <span className="swatch" data-state="zero" />
          {t`near zero`}
        </li>
        <li title={t`forbidden by the mask`} data-off={!hasMask || undefined}>
          <span className="swatch" data-state="forbidden" />
          {t`forbidden`}
        </li>
        <li data-off={!hasUnread || undefined}>
          <span className="swatch" data-state="unread" />
          {t`not read yet`}
        </li>
        <li data-off={!hideSpecials || undefined}>
          <span className="swatch" data-state="hidden" />
          {t`hidden by you`}
        </li>
      </ul>
      <HideSpecials />
    </section>
  );
});

function Ramp({ colormap }: { colormap: Colormap }) {
  const { palette, table } = colormap;
  const inkOf = useCallback((weight: number) => colorOf(table, palette, weight), [table, palette]);
  return (
    <ScaleBar
      from={0}
      to={1}
      ticks={TICKS}
      note={t`from 0, the colour of the page, to 1, full ink; the same for every head of both models`}
      colorOf={inkOf}
      tickText={String}
    />
  );
}

const LINES = [0.1, 0.25, 0.5, 1];

/** How thick and how dark an arc is. */
function LineScale() {
  return (
    <div className="key-lines">
      {LINES.map((weight) => (
        <span key={weight} aria-hidden="true">
          <svg className="arcs-series" width="28" height="12" aria-hidden="true">
            <path
              className="arcs-line"
              d="M0,6H28"
              strokeWidth={arcWidth(weight)}
              opacity={arcOpacity(weight)}
            />
          </svg>
          {weight}
        </span>
      ))}
      <span className="visually-hidden">
        {t`from thin and pale at 0 to thick and dark at 1; the same for every head of both models`}
      </span>
    </div>
  );
}

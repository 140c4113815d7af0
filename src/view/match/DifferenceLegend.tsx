/** The key to the difference: its one scale, why a cell is not compared, and the filter. */
import { t } from '#say';
import type { FullComparison } from '../../model/trace.ts';
import { uncomparedReasons } from '../../sentences/match.ts';
import { ScaleBar } from '../figures/ScaleBar.tsx';
import { HideSpecials } from '../kit/HideSpecials.tsx';
import { useParameter } from '../kit/store.tsx';

interface Props {
  readonly comparison: FullComparison;
  colorOf(difference: number): string;
  /** Which reasons are on the screen. */
  readonly has: { readonly forbidden: boolean; readonly unread: boolean; readonly absent: boolean };
}

const TICKS = [-1, -0.5, 0, 0.5, 1];

/** "−50", "+50": points of weight, the left model's less the right's. */
const tickText = (tick: number) =>
  tick === 0 ? '0' : `${tick < 0 ? '−' : '+'}${Math.abs(tick) * 100}`;

export function DifferenceLegend({ comparison, colorOf, has }: Props) {
  const [hideSpecials] = useParameter('specials');
  const [left, right] = [comparison.left.model.name, comparison.right.model.name];
  const reasons = uncomparedReasons(comparison);
  return (
    <section className="key" aria-label={t`Key to the difference`}>
      <div className="key-scale">
        <span className="key-title match-more" data-side="right">
          {t`${right} reads more`}
        </span>
        <ScaleBar
          from={-1}
          to={1}
          ticks={TICKS}
          note={t`from 100 points more in ${right}, amber, over none, the colour of the page, to 100 points more in ${left}, teal; the same for every pair of heads`}
          colorOf={colorOf}
          tickText={tickText}
        />
        <span className="key-title match-more" data-side="left">
          {t`${left} reads more`}
        </span>
      </div>
      <ul className="key-states">
        <li data-off={!has.forbidden || undefined}>
          <span className="swatch" data-state="forbidden" />
          {reasons.forbidden}
        </li>
        <li data-off={!has.absent || undefined}>
          <span className="swatch" data-state="absent" />
          {reasons.absent}
        </li>
        <li data-off={!has.unread || undefined}>
          <span className="swatch" data-state="unread" />
          {reasons.unread}
        </li>
        <li data-off={!hideSpecials || undefined}>
          <span className="swatch" data-state="hidden" />
          {t`hidden by you`}
        </li>
      </ul>
      <HideSpecials />
    </section>
  );
}

/** The one scale of changes of attention. */
import { useMemo } from 'react';
import { msg, t } from '#say';
import type { Colormap } from '../../figures/colormap.ts';
import { changeScale } from '../../figures/diverging.ts';
import { ScaleBar } from '../../view/figures/ScaleBar.tsx';
import { Rich } from '../../view/kit/Rich.tsx';

const TICKS = [-1, 0, 1];

/** "−100", "+100": points of weight, after less before. */
const tickText = (tick: number) => (tick === 0 ? '0' : `${tick < 0 ? '−' : '+'}100`);

export function ChangeLegend({ colormap }: { colormap: Colormap }) {
  const colorOf = useMemo(() => changeScale(colormap.palette), [colormap]);
  return (
    <section className="key mask-key" aria-label={t`Key to the change of attention`}>
      <div className="key-scale">
        <span className="key-title">{t`less than before`}</span>
        <ScaleBar
          from={-1}
          to={1}
          ticks={TICKS}
          note={t`from 100 points less than before, red, over no change, the colour of the page, to 100 points more, blue; the same for every head of both models`}
          colorOf={colorOf}
          tickText={tickText}
        />
        <span className="key-title">
          <Rich of={msg`more, in points of <weight>weight</weight>`} />
        </span>
      </div>
    </section>
  );
}

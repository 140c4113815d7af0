/** The one scale of changes of hidden states, for both models. */
import { type ReactNode, useMemo } from 'react';
import { msg, t } from '#say';
import type { Colormap } from '../../figures/colormap.ts';
import { colorOf } from '../../figures/colormap.ts';
import { Rich } from '../../view/kit/Rich.tsx';
import { inkOf, SCALE } from './measure.ts';

const STOPS = 17;
const DECADES = SCALE.length - 1;

const FORMULA = {
  formula: (text: ReactNode) => <span className="leak-formula">{text}</span>,
};

export function LeakLegend({ colormap }: { colormap: Colormap }) {
  const gradient = useMemo(() => {
    const at = (share: number) => inkOf(10 ** (DECADES * (share - 1)));
    const stops = Array.from({ length: STOPS }, (_, stop) =>
      colorOf(colormap.table, colormap.palette, at(stop / (STOPS - 1))),
    );
    return `linear-gradient(to right, ${stops.join(', ')})`;
  }, [colormap]);
  return (
    <section className="key" aria-label={t`Key to the change`}>
      <div className="key-scale">
        <span className="key-title">{t`moved by`}</span>
        <div className="key-ramp">
          <div className="key-gradient" style={{ backgroundImage: gradient }} />
          <div className="key-ticks" aria-hidden="true">
            {SCALE.map((tick, index) => (
              <span key={tick} style={{ left: `${(index / DECADES) * 100}%` }}>
                {tick}
              </span>
            ))}
          </div>
          <span className="visually-hidden">
            {t`on a logarithmic scale, from 0.001 and less, faint, to 1 and more, full ink; the same for both models`}
          </span>
        </div>
        <span className="key-title">{t`of its length`}</span>
      </div>
      <ul className="key-states">
        <li>
          <span className="leak-swatch" data-none /> {t`exactly 0`}
        </li>
      </ul>
      <p className="aside">
        <Rich
          of={msg`Each number is <formula>‖h′−h‖ / ‖h‖</formula> of one <token>token</token>’s <hidden>hidden state</hidden> h after one <layer>layer</layer>.`}
          as={FORMULA}
        />
      </p>
    </section>
  );
}

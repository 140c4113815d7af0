/** The one scale of changes of hidden states, for both models. */
import { useMemo } from 'react';
import type { Colormap } from '../../figures/colormap.ts';
import { colorOf } from '../../figures/colormap.ts';
import { inkOf, SCALE } from './measure.ts';

const STOPS = 17;
const DECADES = SCALE.length - 1;

export function LeakLegend({ colormap }: { colormap: Colormap }) {
  const gradient = useMemo(() => {
    const at = (share: number) => inkOf(10 ** (DECADES * (share - 1)));
    const stops = Array.from({ length: STOPS }, (_, stop) =>
      colorOf(colormap.table, colormap.palette, at(stop / (STOPS - 1))),
    );
    return `linear-gradient(to right, ${stops.join(', ')})`;
  }, [colormap]);
  return (
    <section className="key" aria-label="Key to the change">
      <div className="key-scale">
        <span className="key-title">moved by</span>
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
            on a logarithmic scale, from 0.001 and less, faint, to 1 and more, full ink; the same
            for both models
          </span>
        </div>
        <span className="key-title">of its length</span>
      </div>
      <ul className="key-states">
        <li>
          <span className="leak-swatch" data-none /> exactly 0
        </li>
      </ul>
      <p className="aside">
        Each number is <span className="leak-formula">‖h′−h‖ / ‖h‖</span> of one token’s hidden
        state h after one layer.
      </p>
    </section>
  );
}

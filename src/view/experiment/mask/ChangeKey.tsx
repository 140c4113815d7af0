/** The one scale of changes of attention. */
import { useMemo } from 'react';
import type { Ink } from '../../draw.ts';
import { changeScale } from '../../match/diverging.ts';

const TICKS = [-1, 0, 1];
const STOPS = 33;

export function ChangeKey({ ink }: { ink: Ink }) {
  const gradient = useMemo(() => {
    const colorOf = changeScale(ink.palette);
    const stops = Array.from({ length: STOPS }, (_, at) => colorOf((2 * at) / (STOPS - 1) - 1));
    return `linear-gradient(to right, ${stops.join(', ')})`;
  }, [ink]);
  return (
    <section className="key mask-key" aria-label="Key to the change of attention">
      <div className="key-scale">
        <span className="key-title">less than before</span>
        <div className="key-ramp">
          <div className="key-gradient" style={{ backgroundImage: gradient }} />
          <div className="key-ticks" aria-hidden="true">
            {TICKS.map((tick) => (
              <span key={tick} style={{ left: `${(tick + 1) * 50}%` }}>
                {tick === 0 ? '0' : `${tick < 0 ? '−' : '+'}100`}
              </span>
            ))}
          </div>
          <span className="visually-hidden">
            from 100 points less than before, red, over no change, the colour of the page, to 100
            points more, blue; the same for every head of both models
          </span>
        </div>
        <span className="key-title">more, in points of weight</span>
      </div>
    </section>
  );
}

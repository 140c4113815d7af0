/** A colour scale of a key, with its ticks; zero and every other value stand where they are in the scale. */
import { useMemo } from 'react';

interface Props {
  /** The two ends of the scale. */
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
  /** The scale in words, for those who do not see it. */
  readonly note: string;
  colorOf(value: number): string;
  tickText(tick: number): string;
}

const STOPS = 33;

export function ScaleBar({ from, to, ticks, note, colorOf, tickText }: Props) {
  const gradient = useMemo(() => {
    const stops = Array.from({ length: STOPS }, (_, at) =>
      colorOf(from + ((to - from) * at) / (STOPS - 1)),
    );
    return `linear-gradient(to right, ${stops.join(', ')})`;
  }, [from, to, colorOf]);
  return (
    <div className="key-ramp">
      <div className="key-gradient" style={{ backgroundImage: gradient }} />
      <div className="key-ticks" aria-hidden="true">
        {ticks.map((tick) => (
          <span key={tick} style={{ left: `${((tick - from) / (to - from)) * 100}%` }}>
            {tickText(tick)}
          </span>
        ))}
      </div>
      <span className="visually-hidden">{note}</span>
    </div>
  );
}

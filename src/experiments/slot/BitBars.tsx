/** The two models' surprisals one above the other, on one axis in bits. */

import { bitsNumber } from '../../sentences/numbers/bits.ts';
import type { Side } from '../../text/token.ts';
import { ticksOf, topOfBits } from '../../view/experiment/bitAxis.ts';

interface Props {
  readonly label: string;
  readonly vocabulary: number;
  /** How many tokens the surprisals are of. */
  readonly count?: number;
  readonly bars: readonly { readonly side: Side; readonly name: string; readonly bits: number }[];
}

/** Ticks that the narrowest axis has room for. */
const MOST_TICKS = 8;

export function BitBars({ label, vocabulary, count = 1, bars }: Props) {
  const even = count * Math.log2(vocabulary);
  const top = topOfBits([even, ...bars.map(({ bits }) => bits)], vocabulary);
  const place = (bits: number) => `${(bits / top) * 100}%`;
  return (
    <div className="bit-bars">
      <ol className="bars" aria-label={label}>
        {bars.map(({ side, name, bits }) => (
          <li key={side} data-side={side}>
            <span className="bar-label accent">{name}</span>
            <span className="bar-track" aria-hidden="true">
              <span className="bar-fill" style={{ inlineSize: place(bits) }} />
              <span className="bit-even" style={{ insetInlineStart: place(even) }} />
            </span>
            <span className="bar-value">
              {bitsNumber(bits)}
              <span className="visually-hidden"> bits</span>
            </span>
          </li>
        ))}
      </ol>
      <div className="bit-axis" aria-hidden="true">
        {ticksOf(top, MOST_TICKS).map((tick) => (
          <span key={tick} style={{ insetInlineStart: place(tick) }}>
            {tick}
          </span>
        ))}
      </div>
      <p className="bit-note">
        <span className="bit-even" aria-hidden="true" /> {bitsNumber(even)} bits: guessing evenly
        {count > 1 ? `, ${count} tokens` : ''}
      </p>
    </div>
  );
}

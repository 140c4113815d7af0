/** The two models' surprisals one above the other, on one axis in bits. */
import { msg, t } from '#say';
import { bitsNumber } from '../../sentences/numbers/bits.ts';
import type { Side } from '../../text/token.ts';
import { ticksOf, topOfBits } from '../../view/experiment/bitAxis.ts';
import { Rich } from '../../view/kit/Rich.tsx';

/** The surprisal of a word under one model. */
export interface BitBar {
  readonly side: Side;
  readonly name: string;
  readonly bits: number;
  /** How many tokens the word is to the model, and from among how many it chooses each. */
  readonly count: number;
  readonly vocabulary: number;
}

interface Props {
  readonly label: string;
  readonly bars: readonly BitBar[];
}

/** What guessing evenly costs. */
const evenOf = ({ count, vocabulary }: BitBar) => count * Math.log2(vocabulary);

/** Ticks that the narrowest axis has room for. */
const MOST_TICKS = 8;

export function BitBars({ label, bars }: Props) {
  const top = topOfBits(bars.flatMap((bar) => [bar.bits, evenOf(bar)]));
  const place = (bits: number) => `${(bits / top) * 100}%`;
  return (
    <div className="bit-bars">
      <ol className="bars" aria-label={label}>
        {bars.map((bar) => (
          <li key={bar.side} data-side={bar.side}>
            <span className="bar-label accent">{bar.name}</span>
            <span className="bar-track" aria-hidden="true">
              <span className="bar-fill" style={{ inlineSize: place(bar.bits) }} />
              <span className="bit-even" style={{ insetInlineStart: place(evenOf(bar)) }} />
            </span>
            <span className="bar-value">
              <Rich
                of={msg`${bitsNumber(bar.bits)}<hidden> bits</hidden>`}
                as={{ hidden: (text) => <span className="visually-hidden">{text}</span> }}
              />
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
        <span className="bit-even" aria-hidden="true" /> {evenSentence(bars)}
      </p>
    </div>
  );
}

/** "13.0 bits: guessing evenly", of each model by its name where it is not the same for all. */
function evenSentence(bars: readonly BitBar[]): string {
  const said = bars.map((bar) => evenText(bar));
  if (new Set(said).size === 1) return said[0]!;
  return bars
    .map((bar) => evenText(bar, bar.name))
    .reduce((before, after) => t`${before}; ${after}`);
}

/** @param of whose it is, where that is to be said */
function evenText(bar: BitBar, of?: string): string {
  const amount = bitsNumber(evenOf(bar));
  if (bar.count === 1) {
    return of === undefined
      ? t`${amount} bits: guessing evenly`
      : t`${of} ${amount} bits: guessing evenly`;
  }
  return of === undefined
    ? t`${amount} bits: guessing evenly, ${bar.count} tokens`
    : t`${of} ${amount} bits: guessing evenly, ${bar.count} tokens`;
}

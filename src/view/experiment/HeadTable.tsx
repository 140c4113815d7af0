/** One number for each head, layers down and heads across, each with its bar from 0 to 1. */
import type { ReactNode } from 'react';
import { msg, t } from '#say';
import type { Trace } from '../../model/trace.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import { Rich } from '../kit/Rich.tsx';

interface Props {
  readonly trace: Pick<Trace, 'side' | 'layers' | 'heads'>;
  readonly caption: ReactNode;
  /** [L · H], 0 to 1. */
  readonly values: readonly number[];
  /** What a bar would be for a head that does nothing in particular. */
  readonly baseline?: number;
  /** Cells to strike out. */
  readonly isOff?: (layer: number, head: number) => boolean;
}

export function HeadTable({ trace, caption, values, baseline, isOff }: Props) {
  const { layers, heads } = trace;
  return (
    <table className="head-values" data-side={trace.side}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <td />
          {Array.from({ length: heads }, (_, head) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a head is its number
            <th key={head} scope="col">
              <Rich
                of={msg`<word>head </word>${head + 1}`}
                as={{ word: (text) => <span className="head-word">{text}</span> }}
              />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: layers }, (_, layer) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a layer is its number
          <tr key={layer}>
            <th scope="row">{t`layer ${layer + 1}`}</th>
            {values.slice(layer * heads, (layer + 1) * heads).map((value, head) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a head is its number
              <td key={head} data-off={isOff?.(layer, head) || undefined}>
                {value === 0 ? '0' : percent(value)}
                {isOff?.(layer, head) ? (
                  <span className="head-off"> {t({ message: 'off', context: 'a head' })}</span>
                ) : null}
                <span className="bar-track" aria-hidden="true">
                  <span className="bar-fill" style={{ inlineSize: `${value * 100}%` }} />
                  {baseline === undefined ? null : (
                    <span
                      className="head-tick"
                      style={{ insetInlineStart: `${baseline * 100}%` }}
                    />
                  )}
                </span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

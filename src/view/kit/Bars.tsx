/** Named amounts from 0 to 1 as bars on one axis, with the numbers beside them; a bar may be pressed. */
import { type ReactNode, useState } from 'react';
import { percent } from '../../sentences/numbers/percent.ts';
import { type Act, ActButton } from './act.tsx';

export interface Bar {
  readonly key: string | number;
  readonly label: ReactNode;
  readonly value: number;
  /** A sum of others: drawn lighter. */
  readonly rest?: boolean;
  readonly act?: Act;
}

interface Props {
  readonly bars: readonly Bar[];
  readonly label: string;
  readonly tone: 'ink' | 'prediction';
}

export function Bars({ bars, label, tone }: Props) {
  /** The bar that Tab comes to; arrow keys walk those that can be pressed. */
  const [stop, setStop] = useState(0);
  const last = bars.findLastIndex(({ act }) => act);
  return (
    <ol className="bars" aria-label={label} data-tone={tone}>
      {bars.map(({ key, label: name, value, rest, act }, nth) => (
        <li key={key} data-rest={rest || undefined}>
          <span className="bar-label">
            {act ? (
              <ActButton
                className="bar-act"
                act={act}
                isStop={nth === Math.min(stop, last)}
                onFocus={() => setStop(nth)}
                around={barsAround}
              >
                {name}
              </ActButton>
            ) : (
              name
            )}
          </span>
          <span className="bar-track" aria-hidden="true">
            <span
              className="bar-fill"
              style={{ inlineSize: `${Math.min(1, Math.max(0, value)) * 100}%` }}
            />
          </span>
          <span className="bar-value">{percent(value)}</span>
        </li>
      ))}
    </ol>
  );
}

/** All bars of a list that can be pressed, from one of them. */
export const barsAround = (button: HTMLElement) =>
  button.closest('.bars')!.querySelectorAll<HTMLElement>('.bar-act');

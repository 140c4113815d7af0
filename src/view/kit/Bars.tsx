/** Named amounts from 0 to 1 as bars on one axis, with the numbers beside them. */
import type { ReactNode } from 'react';
import { percent } from '../../sentences/numbers/percent.ts';

export interface Bar {
  readonly key: string | number;
  readonly label: ReactNode;
  readonly value: number;
  /** A sum of others: drawn lighter. */
  readonly rest?: boolean;
}

interface Props {
  readonly bars: readonly Bar[];
  readonly label: string;
  readonly tone: 'ink' | 'prediction';
}

export function Bars({ bars, label, tone }: Props) {
  return (
    <ol className="bars" aria-label={label} data-tone={tone}>
      {bars.map(({ key, label, value, rest }) => (
        <li key={key} data-rest={rest || undefined}>
          <span className="bar-label">{label}</span>
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

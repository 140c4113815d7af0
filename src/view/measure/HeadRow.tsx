/** One head's row in the table of all heads: its name and class, and its metrics once they are needed. */
import { memo } from 'react';
import type { HeadChoice } from '../../analysis/attention/head.ts';
import type { ClassLabel } from '../../analysis/metrics/headClasses.ts';
import { METRICS, type MetricName } from '../../analysis/metrics/metricNames.ts';
import { CLASS_TITLES } from '../../sentences/classTitles.ts';
import { headName } from '../../sentences/names.ts';
import { hovers, isWalked } from '../kit/pointing.ts';
import { MetricCell } from './MetricCell.tsx';

type Values = Readonly<Record<MetricName, number | null>>;

interface Props {
  readonly choice: HeadChoice;
  readonly label: ClassLabel;
  readonly values: Values;
  readonly baseline: Values;
  /** The longest distance that a bar of distance shows, in tokens. */
  readonly furthest: number;
  readonly isChosen: boolean;
  /** Whether its numbers are to be there already. */
  readonly isMade: boolean;
  onHead(choice: HeadChoice): void;
  /** The head under the pointer or the keyboard. */
  onPoint(choice: HeadChoice | null): void;
}

// Not rendered again because another head is pointed at.
export const HeadRow = memo(function HeadRow(props: Props) {
  const { choice, label, values, baseline, furthest, isChosen, isMade, onHead, onPoint } = props;
  return (
    // The row's button is what the keyboard presses; its click arrives here too.
    <tr
      data-chosen={isChosen || undefined}
      onClick={() => onHead(choice)}
      onPointerEnter={(event) => hovers(event) && onPoint(choice)}
    >
      <th scope="row">
        <button
          type="button"
          className="measure-head"
          aria-pressed={isChosen}
          tabIndex={isChosen ? 0 : -1}
          onFocus={(event) => isWalked(event) && onPoint(choice)}
          onBlur={() => onPoint(null)}
        >
          <span className="measure-name" aria-hidden="true">
            {choice.layer + 1}.{choice.head + 1}
          </span>
          <span className="visually-hidden">{headName(choice)}, </span>
          <span className="measure-class" data-none={label === 'unclassified' || undefined}>
            {CLASS_TITLES[label]}
          </span>
        </button>
      </th>
      {isMade
        ? METRICS.map((name) => (
            <MetricCell
              key={name}
              name={name}
              value={values[name]}
              baseline={baseline[name]}
              most={name === 'distance' ? furthest : 1}
            />
          ))
        : null}
    </tr>
  );
});

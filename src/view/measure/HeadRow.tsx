/** One head's row in the table of all heads: its name and class, and its metrics. */

import { t } from '#say';
import type { HeadChoice } from '../../analysis/attention/head.ts';
import type { ClassLabel } from '../../analysis/metrics/headClasses.ts';
import { METRICS, type MetricName } from '../../analysis/metrics/metricNames.ts';
import { CLASS_TITLES } from '../../sentences/classTitles.ts';
import { headName } from '../../sentences/names.ts';
import { memo } from '../kit/language.ts';
import { hovers, isWalked } from '../kit/pointing.ts';
import { MetricCell } from './MetricCell.tsx';

type Values = Readonly<Record<MetricName, number | null>>;

interface Props {
  readonly choice: HeadChoice;
  /** The row's place in the table's order. */
  readonly place: number;
  readonly label: ClassLabel;
  readonly values: Values;
  readonly baseline: Values;
  /** The longest distance that a bar of distance shows, in tokens. */
  readonly furthest: number;
  readonly isChosen: boolean;
  /** Which of the table's rows it is, counted from 1, where not all of them are there. */
  readonly rowIndex: number | undefined;
  onHead(choice: HeadChoice): void;
  /** The document's focus has come to the row, by whatever way. */
  onReach(choice: HeadChoice): void;
  /** The head under the pointer or the keyboard. */
  onPoint(choice: HeadChoice | null): void;
}

// Not rendered again because another head is pointed at.
export const HeadRow = memo(function HeadRow(props: Props) {
  const { choice, label, values, baseline, furthest, isChosen, onHead, onReach, onPoint } = props;
  return (
    // The row's button is what the keyboard presses; its click arrives here too.
    <tr
      data-chosen={isChosen || undefined}
      aria-rowindex={props.rowIndex}
      onClick={() => onHead(choice)}
      onPointerEnter={(event) => hovers(event) && onPoint(choice)}
    >
      <th scope="row">
        <button
          type="button"
          className="measure-head"
          aria-pressed={isChosen}
          tabIndex={isChosen ? 0 : -1}
          data-place={props.place}
          onFocus={(event) => {
            onReach(choice);
            if (isWalked(event)) onPoint(choice);
          }}
          onBlur={() => onPoint(null)}
        >
          <span className="measure-name" aria-hidden="true">
            {choice.layer + 1}.{choice.head + 1}
          </span>
          <span className="visually-hidden">{t`${headName(choice)},`} </span>
          <span className="measure-class" data-none={label === 'unclassified' || undefined}>
            {CLASS_TITLES[label]}
          </span>
        </button>
      </th>
      {METRICS.map((name) => (
        <MetricCell
          key={name}
          name={name}
          value={values[name]}
          baseline={baseline[name]}
          most={name === 'distance' ? furthest : 1}
        />
      ))}
    </tr>
  );
});

/** The radios over an overview's canvas, one for each head; of hundreds of heads, for those in sight. */

import { t } from '#say';
import { type HeadChoice, sameHead } from '../../analysis/attention/head.ts';
import type { Subject } from '../../analysis/attention/viewOptions.ts';
import { metricNumber } from '../../sentences/metricNumber.ts';
import { headName } from '../../sentences/names.ts';
import type { HeadOrder } from '../compare/useHeadOrder.ts';
import { memo } from '../kit/language.ts';
import { hovers } from '../kit/pointing.ts';
import type { Rows } from './usePaintedRows.ts';

interface Props {
  readonly choices: readonly HeadChoice[];
  readonly choice: HeadChoice;
  readonly of: Subject;
  readonly also: readonly HeadChoice[];
  readonly order: HeadOrder | null;
  readonly isCaptioned: boolean;
  /** Heads in a row. */
  readonly columns: number;
  /** The rows whose heads have buttons, beside those that are chosen; null for all rows. */
  readonly rows: Rows | null;
  /** A click, with the shift key held or not. */
  onPress(choice: HeadChoice, isShifted: boolean): void;
  onPoint(choice: HeadChoice): void;
}

// Not rendered again because another head is pointed at.
export const HeadButtons = memo(function HeadButtons(props: Props) {
  const { choices, choice, of, also, order, isCaptioned, columns, rows, onPress, onPoint } = props;
  /** Whether a head is part of what is shown large, where that is more than one. */
  const isPart = (each: HeadChoice) =>
    of === 'layer' ? each.layer === choice.layer : of !== 'head';
  return choices.map((each, at) => {
    const isChosen = sameHead(each, choice);
    const beside = also.findIndex((other) => sameHead(other, each));
    const row = Math.floor(at / columns);
    // What has the keyboard's focus, or may have it, stays however far it is scrolled away.
    if (rows && !isChosen && beside < 0 && (row < rows.from || row >= rows.to)) return null;
    const name = headName(each);
    const value = order && valueText(order, each);
    const place = rows && {
      'aria-setsize': choices.length,
      'aria-posinset': at + 1,
      style: { gridArea: `${row + 1} / ${(at % columns) + 1}` },
    };
    return (
      // biome-ignore lint/a11y/useSemanticElements: native radios walk in one dimension only
      <button
        key={`${each.layer}.${each.head}`}
        type="button"
        role="radio"
        aria-checked={isChosen}
        aria-label={value === null ? name : t`${name}, ${value}`}
        title={value === null ? name : t`${name}: ${value}`}
        tabIndex={isChosen ? 0 : -1}
        className="atlas-head"
        data-beside={beside >= 0 ? beside + 1 : undefined}
        data-part={isPart(each) || undefined}
        {...place}
        onClick={(event) => onPress(each, event.shiftKey)}
        onPointerEnter={(event) => hovers(event) && onPoint(each)}
      >
        {isCaptioned ? (
          <span className="atlas-caption">
            <span>{`${each.layer + 1}.${each.head + 1}`}</span>
            {value === null ? null : (
              <span className="atlas-value">{value === unmeasured() ? '–' : value}</span>
            )}
          </span>
        ) : null}
      </button>
    );
  });
});

const unmeasured = (): string => t`not measurable here`;

/** A head's value of the metric that the overview is sorted by. */
function valueText({ metric, metrics }: HeadOrder, { layer, head }: HeadChoice): string {
  const value = metrics[layer]![head]![metric];
  return value === null ? unmeasured() : metricNumber(metric, value);
}

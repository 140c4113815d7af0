/** One metric of one head: the number, and a bar with a tick where even reading would end. */
import { t } from '#say';
import type { MetricName } from '../../analysis/metrics/metricNames.ts';
import { metricNumber } from '../../sentences/metricNumber.ts';
import { notMeasurable } from './notMeasurable.ts';

interface Props {
  readonly name: MetricName;
  readonly value: number | null;
  readonly baseline: number | null;
  /** What the full length of the bar stands for. */
  readonly most: number;
}

const share = (value: number, most: number) => `${Math.min(1, Math.max(0, value / most)) * 100}%`;

export function MetricCell({ name, value, baseline, most }: Props) {
  if (value === null || baseline === null) {
    return (
      <td className="measure-cell" data-state="unmeasured" title={t`not measurable here`}>
        <Unmeasurable />
      </td>
    );
  }
  const number = metricNumber(name, value);
  // Even reading puts something on every legal key: nothing there means that none is legal.
  if (isMass(name) && baseline === 0 && value === 0) {
    return (
      <td className="measure-cell" data-state="forbidden" title={t`0: forbidden by the mask`}>
        {number}
        <span className="visually-hidden">{t`, forbidden by the mask`}</span>
        <span className="measure-bar" aria-hidden="true" />
      </td>
    );
  }
  return (
    <td
      className="measure-cell"
      title={t`${number}; reading evenly ${metricNumber(name, baseline)}`}
    >
      {number}
      <span className="measure-bar" aria-hidden="true">
        <span className="measure-fill" style={{ inlineSize: share(value, most) }} />
        <span className="measure-tick" style={{ insetInlineStart: share(baseline, most) }} />
      </span>
    </td>
  );
}

const isMass = (name: MetricName) => name !== 'entropy' && name !== 'distance';

/** "n/m" for the eye, in full for the ear. */
export function Unmeasurable() {
  return (
    <>
      <span className="measure-unmeasured" aria-hidden="true">
        {notMeasurable()}
      </span>
      <span className="visually-hidden">{t`not measurable here`}</span>
    </>
  );
}

/**
 * The overviews' order by a metric. Heads keep their places while the text changes, so that the eye
 * can follow one: the order is made when the reader chooses the metric, and anew only on demand. It
 * is not in the address, which has the metric: a link sorts by the text that it opens.
 */
import { useMemo, useState } from 'react';
import { type HeadChoice, sameHead } from '../../analysis/attention/head.ts';
import type { MetricName } from '../../analysis/metrics/metricNames.ts';
import type { HeadMetrics } from '../../analysis/metrics/metrics.ts';
import { headsBy } from '../../analysis/metrics/order.ts';
import { askMetrics } from '../../analysis/onDemand/measure.ts';
import { both, made } from '../../analysis/onDemand/question.ts';
import type { Comparison, Trace } from '../../model/trace.ts';
import type { Side } from '../../text/token.ts';
import { useAnswer } from '../kit/useAnswer.ts';

export interface HeadOrder {
  readonly metric: MetricName;
  readonly choices: readonly HeadChoice[];
  /** Of the text on the screen: [layer][head]. */
  readonly metrics: readonly (readonly HeadMetrics[])[];
}

export interface HeadOrders {
  readonly orders: Readonly<Record<Side, HeadOrder>>;
  /** Whether the text on the screen lets the metric be measured of any head. */
  readonly isMeasured: boolean;
  /** Whether the text on the screen would give another order. */
  readonly isOld: boolean;
  sortAgain(): void;
}

interface Frozen {
  /** What the order was made for: another metric, or models of another shape, make it anew. */
  readonly key: string;
  readonly left: readonly HeadChoice[];
  readonly right: readonly HeadChoice[];
}

const same = (a: readonly HeadChoice[], b: readonly HeadChoice[]) =>
  a.every((each, at) => sameHead(each, b[at]!));

const shapeOf = (left: Trace, right: Trace) =>
  [left.layers, left.heads, right.layers, right.heads].join();

/** @returns null where nothing is sorted, and while one of the models is missing */
export function useHeadOrder(comparison: Comparison, sort: MetricName | null): HeadOrders | null {
  const { left, right } = comparison;
  const isSorted = sort !== null;
  const measured = useAnswer(
    () =>
      isSorted && left && right
        ? made(both(askMetrics(left), askMetrics(right)), (of) => ({
            shape: shapeOf(left, right),
            metrics: { left: of[0], right: of[1] },
          }))
        : null,
    [left, right, isSorted],
  );
  const now = useMemo(() => {
    if (sort === null || !left || !right || !measured) return null;
    const { metrics, shape } = measured;
    // While a text is measured, the values of the last are shown, but never those of other models.
    if (shape !== shapeOf(left, right)) return null;
    const frozen: Frozen = {
      key: `${sort} ${shape}`,
      left: headsBy(metrics.left, sort),
      right: headsBy(metrics.right, sort),
    };
    const isMeasured = [...metrics.left, ...metrics.right].some((layer) =>
      layer.some((head) => head[sort] !== null),
    );
    return { sort, metrics, frozen, isMeasured };
  }, [left, right, measured, sort]);
  const [kept, setKept] = useState<Frozen | null>(null);

  // Set while rendering, so that no frame shows one metric's values in another's order.
  const frozen = now && kept?.key === now.frozen.key ? kept : (now?.frozen ?? null);
  if (frozen !== kept) setKept(frozen);
  if (!now || !frozen) return null;

  const orderOf = (side: Side): HeadOrder => ({
    metric: now.sort,
    choices: frozen[side],
    metrics: now.metrics[side],
  });
  return {
    orders: { left: orderOf('left'), right: orderOf('right') },
    isMeasured: now.isMeasured,
    isOld: !same(frozen.left, now.frozen.left) || !same(frozen.right, now.frozen.right),
    sortAgain: () => setKept(now.frozen),
  };
}

/** What Measure shows, as tables to keep: every metric of every head, beside reading evenly. */
import { msg, t } from '#say';
import { headsInOrder } from '../../analysis/attention/head.ts';
import { classOf } from '../../analysis/metrics/headClasses.ts';
import type { ModelMeasure } from '../../analysis/metrics/measureModel.ts';
import { METRICS, type MetricName } from '../../analysis/metrics/metricNames.ts';
import { headsBy } from '../../analysis/metrics/order.ts';
import type { Part } from '../../figures/kept/card.ts';
import type { TableCell } from '../../figures/kept/table.ts';
import type { FullComparison } from '../../model/trace.ts';
import { CLASS_TITLES } from '../../sentences/classTitles.ts';
import { classesSentence } from '../../sentences/headClasses.ts';
import { metricNumber } from '../../sentences/metricNumber.ts';
import { METRIC_MESSAGES, METRIC_TITLES } from '../../sentences/metricTitles.ts';
import { headName } from '../../sentences/names.ts';
import { SIDES, type Side } from '../../text/token.ts';
import type { Keepable } from '../keep/keepable.ts';
import { notMeasurable } from './notMeasurable.ts';

interface Measured {
  /** Whose table is asked for. */
  readonly side: Side;
  readonly comparison: FullComparison;
  readonly measured: Readonly<Record<Side, ModelMeasure>>;
  /** The longest distance that a bar of distance shows, in tokens. */
  readonly furthest: number;
  readonly sort: MetricName | null;
  /** Over how many sentences that come with the page; null for this text. */
  readonly sentences: number | null;
}

/** The table of each model, in the order that it is sorted by. */
export async function keepMeasure(of: Measured): Promise<Keepable> {
  const { side, comparison, measured } = of;
  const made = SIDES.map((each) => {
    const { metrics } = measured[each];
    const classes = metrics.map((heads) => heads.map((one) => classOf(one, measured[each])));
    const { name } = comparison[each].model;
    return { part: partOf(of, each), caption: t`${name}: ${classesSentence(classes)}` };
  });
  const [first = '', ...others] = made.map(({ caption }) => caption);
  return {
    name: 'measure',
    parts: made.map(({ part }) => part),
    asked: SIDES.indexOf(side),
    caption: [others.reduce((before, after) => t`${before} ${after}`, first)],
    captions: made.map(({ caption }) => [caption]),
  };
}

function partOf({ comparison, measured, furthest, sort, sentences }: Measured, side: Side): Part {
  const own = measured[side];
  const { metrics, baseline } = own;
  const shape = { layers: metrics.length, heads: metrics[0]?.length ?? 0 };
  const order = sort === null ? headsInOrder(shape) : headsBy(metrics, sort);
  const numberOf = (name: MetricName, value: number | null): TableCell =>
    value === null ? { text: notMeasurable(), value } : { text: metricNumber(name, value), value };
  const what =
    sentences === null
      ? msg`${order.length} heads, measured over this text`
      : msg`${order.length} heads, measured over ${sentences} probe sentences`;
  return {
    heading: comparison[side].model.name,
    subheading:
      sort === null
        ? t`${what}; n/m: not measurable`
        : t`${what}, most ${METRIC_TITLES[sort]} first; n/m: not measurable`,
    side,
    figure: {
      kind: 'table',
      tone: side,
      tick: t`reading evenly`,
      columns: [msg`head`, msg`class`, ...METRICS.map((name) => METRIC_MESSAGES[name])],
      rows: [
        [t`reading evenly`, '', ...METRICS.map((name) => numberOf(name, baseline[name]))],
        ...order.map((choice) => {
          const values = metrics[choice.layer]![choice.head]!;
          return [
            headName(choice),
            CLASS_TITLES[classOf(values, own).label],
            ...METRICS.map((name): TableCell => {
              const value = values[name];
              const even = baseline[name];
              const most = name === 'distance' ? furthest : 1;
              const number = numberOf(name, value);
              return value === null || even === null
                ? number
                : { ...number, bar: value / most, tick: even / most };
            }),
          ];
        }),
      ],
    },
  };
}

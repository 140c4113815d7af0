/** Every head of one model with its class and its metrics, in the order of one of them. */
import { type KeyboardEvent, useRef } from 'react';
import { type HeadChoice, headsInOrder, sameHead } from '../../analysis/attention/head.ts';
import type { HeadClass } from '../../analysis/metrics/headClasses.ts';
import type { ModelMeasure } from '../../analysis/metrics/measureModel.ts';
import { METRICS, type MetricName } from '../../analysis/metrics/metricNames.ts';
import { headsBy } from '../../analysis/metrics/order.ts';
import { CLASS_TITLES } from '../../sentences/classTitles.ts';
import { METRIC_NOTES, metricNumber } from '../../sentences/metricTexts.ts';
import { METRIC_TITLES } from '../../sentences/metricTitles.ts';
import { headName } from '../../sentences/names.ts';
import { walkGrid } from '../figures/layout.ts';
import { hovers, isWalked } from '../kit/pointing.ts';
import { MetricCell, Unmeasurable } from './MetricCell.tsx';
import { useCut } from './useCut.ts';

interface Props {
  /** What the model is called. */
  readonly name: string;
  readonly measured: ModelMeasure;
  /** [layer][head] */
  readonly classes: readonly (readonly HeadClass[])[];
  readonly chosen: HeadChoice;
  /** The longest distance that a bar of distance shows, in tokens. */
  readonly furthest: number;
  readonly sort: MetricName | null;
  onSort(sort: MetricName | null): void;
  onHead(choice: HeadChoice): void;
  /** The head under the pointer or the keyboard. */
  onPoint(choice: HeadChoice | null): void;
}

export function HeadTable(props: Props) {
  const { measured, classes, chosen, furthest, sort } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const scroll = useRef<HTMLElement>(null);
  const [cut, look] = useCut(scroll);
  const shape = { layers: measured.metrics.length, heads: measured.metrics[0]?.length ?? 0 };
  const order = sort === null ? headsInOrder(shape) : headsBy(measured.metrics, sort);
  const title = `Heads of ${props.name}`;

  function onKeyDown(event: KeyboardEvent, from: number) {
    const to = walkGrid(from, event.key, 1, order.length);
    if (to === null) return;
    event.preventDefault();
    body.current?.querySelectorAll<HTMLElement>('button')[to]?.focus();
  }

  return (
    <div className="measure-frame" data-cut={cut ?? undefined}>
      <section
        className="measure-scroll"
        aria-label={`${title}, table`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        ref={scroll}
        onScroll={look}
      >
        <table className="measure-table" onPointerLeave={() => props.onPoint(null)}>
          <caption className="visually-hidden">
            {title}: metrics beside what reading evenly would give
          </caption>
          <thead>
            <tr>
              <SortHead
                name="head"
                hint="In the order of layers and heads"
                direction={sort === null ? 'ascending' : null}
                onSort={() => props.onSort(null)}
              />
              {METRICS.map((name) => (
                <SortHead
                  key={name}
                  name={METRIC_TITLES[name]}
                  hint={METRIC_NOTES[name]}
                  direction={sort === name ? 'descending' : null}
                  onSort={() => props.onSort(sort === name ? null : name)}
                />
              ))}
            </tr>
            <tr className="measure-even">
              <th scope="row">reading evenly</th>
              {METRICS.map((name) => {
                const value = measured.baseline[name];
                return value === null ? (
                  <td key={name}>
                    <Unmeasurable />
                  </td>
                ) : (
                  <td key={name}>{metricNumber(name, value)}</td>
                );
              })}
            </tr>
          </thead>
          <tbody ref={body}>
            {order.map((choice, at) => {
              const { label } = classes[choice.layer]![choice.head]!;
              const values = measured.metrics[choice.layer]![choice.head]!;
              const isChosen = sameHead(choice, chosen);
              return (
                // The row's button is what the keyboard presses; its click arrives here too.
                <tr
                  key={headName(choice)}
                  data-chosen={isChosen || undefined}
                  onClick={() => props.onHead(choice)}
                  onPointerEnter={(event) => hovers(event) && props.onPoint(choice)}
                >
                  <th scope="row">
                    <button
                      type="button"
                      className="measure-head"
                      aria-pressed={isChosen}
                      tabIndex={isChosen ? 0 : -1}
                      onKeyDown={(event) => onKeyDown(event, at)}
                      onFocus={(event) => isWalked(event) && props.onPoint(choice)}
                      onBlur={() => props.onPoint(null)}
                    >
                      <span className="measure-name" aria-hidden="true">
                        {choice.layer + 1}.{choice.head + 1}
                      </span>
                      <span className="visually-hidden">{headName(choice)}, </span>
                      <span
                        className="measure-class"
                        data-none={label === 'unclassified' || undefined}
                      >
                        {CLASS_TITLES[label]}
                      </span>
                    </button>
                  </th>
                  {METRICS.map((name) => (
                    <MetricCell
                      key={name}
                      name={name}
                      value={values[name]}
                      baseline={measured.baseline[name]}
                      most={name === 'distance' ? furthest : 1}
                    />
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      <p className="measure-more" aria-hidden="true">
        {cut === null ? '' : `${METRICS.length} columns: the table scrolls sideways ↔`}
      </p>
    </div>
  );
}

interface SortHeadProps {
  readonly name: string;
  readonly hint: string;
  readonly direction: 'ascending' | 'descending' | null;
  onSort(): void;
}

function SortHead({ name, hint, direction, onSort }: SortHeadProps) {
  return (
    <th scope="col" aria-sort={direction ?? 'none'}>
      <button type="button" className="measure-sort" title={hint} onClick={onSort}>
        {name}
        <span className="measure-arrow" aria-hidden="true">
          {direction === 'ascending' ? '↑' : direction === 'descending' ? '↓' : ''}
        </span>
      </button>
    </th>
  );
}

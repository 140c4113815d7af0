/** Every head of one model with its class and its metrics, in the order of one of them. */
import { type KeyboardEvent, useCallback, useLayoutEffect, useMemo, useRef } from 'react';
import { type HeadChoice, headsInOrder, sameHead } from '../../analysis/attention/head.ts';
import type { HeadClass } from '../../analysis/metrics/headClasses.ts';
import type { ModelMeasure } from '../../analysis/metrics/measureModel.ts';
import { METRICS, type MetricName } from '../../analysis/metrics/metricNames.ts';
import { headsBy } from '../../analysis/metrics/order.ts';
import { METRIC_NOTES, metricNumber } from '../../sentences/metricTexts.ts';
import { METRIC_TITLES } from '../../sentences/metricTitles.ts';
import { headName } from '../../sentences/names.ts';
import { walkGrid } from '../figures/layout.ts';
import { useRows } from '../kit/useRows.ts';
import { HeadRow } from './HeadRow.tsx';
import { Unmeasurable } from './MetricCell.tsx';
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

/** Of more heads than this only the rows near the box have their numbers. */
const MANY = 64;

export function HeadTable(props: Props) {
  const { measured, classes, chosen, furthest, sort } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const scroll = useRef<HTMLElement>(null);
  const [cut, look] = useCut(scroll);
  const layers = measured.metrics.length;
  const heads = measured.metrics[0]?.length ?? 0;
  const order = useMemo(
    () => (sort === null ? headsInOrder({ layers, heads }) : headsBy(measured.metrics, sort)),
    [measured, layers, heads, sort],
  );
  const isMany = order.length > MANY;
  const isMade = useRows(scroll, order.length, measured, false);
  const title = `Heads of ${props.name}`;

  function onKeyDown(event: KeyboardEvent) {
    const buttons = [...(body.current?.querySelectorAll<HTMLElement>('button') ?? [])];
    const to = walkGrid(buttons.indexOf(event.target as HTMLElement), event.key, 1, order.length);
    if (to === null) return;
    event.preventDefault();
    buttons[to]?.focus();
  }

  const newest = useRef(props);
  useLayoutEffect(() => {
    newest.current = props;
  });
  const onHead = useCallback((choice: HeadChoice) => newest.current.onHead(choice), []);
  const onPoint = useCallback((choice: HeadChoice | null) => newest.current.onPoint(choice), []);

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
          <tbody ref={body} onKeyDown={onKeyDown}>
            {order.map((choice, at) => (
              <HeadRow
                key={headName(choice)}
                choice={choice}
                label={classes[choice.layer]![choice.head]!.label}
                values={measured.metrics[choice.layer]![choice.head]!}
                baseline={measured.baseline}
                furthest={furthest}
                isChosen={sameHead(choice, chosen)}
                isMade={!isMany || isMade(at)}
                onHead={onHead}
                onPoint={onPoint}
              />
            ))}
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

/** Every head of one model with its class and its metrics, in the order of one of them. */
import {
  type CSSProperties,
  Fragment,
  type KeyboardEvent,
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { flushSync } from 'react-dom';
import { t } from '#say';
import { type HeadChoice, headsInOrder, sameHead } from '../../analysis/attention/head.ts';
import type { HeadClass } from '../../analysis/metrics/headClasses.ts';
import type { ModelMeasure } from '../../analysis/metrics/measureModel.ts';
import { METRICS, type MetricName } from '../../analysis/metrics/metricNames.ts';
import { headsBy } from '../../analysis/metrics/order.ts';
import { metricNumber } from '../../sentences/metricNumber.ts';
import { METRIC_NOTES } from '../../sentences/metricTexts.ts';
import { METRIC_TITLES } from '../../sentences/metricTitles.ts';
import { headName } from '../../sentences/names.ts';
import { walkGrid } from '../figures/layout.ts';
import { useRowsInSight } from '../figures/useRowsInSight.ts';
import { useMeasure } from '../kit/hooks.ts';
import { walkedFrom } from '../kit/pointing.ts';
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

/** Of more heads than this only the rows near what is in sight are there. */
const MANY = 64;

/** The height of those rows: room for two lines, whatever a head is called. */
const ROW_REM = 2.3;

/** The rows of the table's head. */
const HEAD_ROWS = 2;

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
  const { width, rem } = useMeasure(scroll);
  const height = ROW_REM * rem;
  const [sight, lookAgain] = useRowsInSight(scroll, isMany && width > 0 ? height : 0);
  const [reached, onReach] = useState<HeadChoice | null>(null);
  const places = order.flatMap((choice, place) => {
    // What has the keyboard's focus, or may have it, stays however far it is scrolled away.
    const stays = sameHead(choice, chosen) || (reached !== null && sameHead(choice, reached));
    return !isMany || stays || (place >= sight.from && place < sight.to) ? place : [];
  });
  const { name: model } = props;

  function onKeyDown(event: KeyboardEvent) {
    const from = walkedFrom(event, 'place', 0);
    const to = walkGrid(from, event.key, 1, order.length);
    if (to === null) return;
    event.preventDefault();
    // It may be a row that is not there yet.
    flushSync(() => onReach(order[to]!));
    body.current?.querySelector<HTMLElement>(`[data-place="${to}"]`)?.focus();
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
        aria-label={t`Heads of ${model}, table`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        ref={scroll}
        onScroll={() => {
          look();
          if (isMany) lookAgain();
        }}
      >
        <table
          className="measure-table"
          data-many={isMany || undefined}
          style={{ '--row': `${ROW_REM}rem` } as CSSProperties}
          aria-rowcount={isMany ? HEAD_ROWS + order.length : undefined}
          onPointerLeave={() => props.onPoint(null)}
        >
          <caption className="visually-hidden">
            {t`Heads of ${model}: metrics beside what reading evenly would give`}
          </caption>
          <thead>
            <tr>
              <SortHead
                name={t`head`}
                hint={t`In the order of layers and heads`}
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
              <th scope="row">{t`reading evenly`}</th>
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
            {places.map((place, at) => {
              const choice = order[place]!;
              return (
                <Fragment key={headName(choice)}>
                  <Gap rows={place - (places[at - 1] ?? -1) - 1} height={height} />
                  <HeadRow
                    choice={choice}
                    place={place}
                    label={classes[choice.layer]![choice.head]!.label}
                    values={measured.metrics[choice.layer]![choice.head]!}
                    baseline={measured.baseline}
                    furthest={furthest}
                    isChosen={sameHead(choice, chosen)}
                    rowIndex={isMany ? HEAD_ROWS + place + 1 : undefined}
                    onHead={onHead}
                    onReach={onReach}
                    onPoint={onPoint}
                  />
                </Fragment>
              );
            })}
            <Gap rows={order.length - (places.at(-1) ?? -1) - 1} height={height} />
          </tbody>
        </table>
      </section>
      <p className="measure-more" aria-hidden="true">
        {cut === null ? '' : t`${METRICS.length} columns: the table scrolls sideways ↔`}
      </p>
    </div>
  );
}

/** In the place of rows that are not there. */
function Gap({ rows, height }: { readonly rows: number; readonly height: number }) {
  if (rows === 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus
    <tr className="measure-gap" aria-hidden="true">
      <td colSpan={METRICS.length + 1} style={{ blockSize: rows * height }} />
    </tr>
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

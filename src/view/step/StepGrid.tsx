/**
 * The numbers of one step in one model: a row for each key, and rows of the chosen word's own. One
 * tab stop; arrow keys walk from number to number, also along a strip.
 */
import {
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react';
import { msg, say, t } from '#say';
import type { HeadRow } from '../../analysis/steps/arithmetic.ts';
import type { StepName } from '../../analysis/steps/stepNames.ts';
import {
  isVector,
  numberAt,
  type Part,
  type Spot,
  STEP_TABLES,
  type VectorPart,
  vectorAt,
} from '../../analysis/steps/stepTable.ts';
import type { StripScales } from '../../analysis/steps/stripScale.ts';
import type { Trace } from '../../model/trace.ts';
import { result } from '../../sentences/numbers/decimal.ts';
import { reasonOf } from '../../sentences/stepSource.ts';
import { scrolled } from '../figures/layout.ts';
import { memo } from '../kit/language.ts';
import { hovers } from '../kit/pointing.ts';
import { Rich } from '../kit/Rich.tsx';
import { Verbatim } from '../kit/Verbatim.tsx';
import { LESSONS } from './lessons.ts';
import { HEADINGS, MASKED, numberText, PLACES } from './parts.ts';
import { Strip } from './Strip.tsx';
import { walkTable } from './walk.ts';

interface Props {
  readonly trace: Trace;
  /** Null while the numbers of the chosen head are still to come. */
  readonly row: HeadRow | null;
  readonly position: number;
  readonly step: StepName;
  readonly scales: StripScales;
  /** The number whose source is shown. */
  readonly spot: Spot;
  /** The key that a click holds. */
  readonly held: number | null;
  isHidden(position: number): boolean;
  /** Null when pointer and keyboard have left. */
  onSpot(spot: Spot | null): void;
  onHold(key: number | null): void;
}

const TONES: Partial<Record<Part, string>> = {
  query: 'query',
  key: 'key',
  value: 'value',
  share: 'value',
  context: 'value',
};

/** Stands where a number is still to come. */
const NONE = '–';

function heading(part: Part, component: number): string {
  const nth = component + 1;
  return part === 'term' ? t`number ${nth}` : say(HEADINGS[part]);
}

export function StepGrid(props: Props) {
  const { trace, row, position, step, scales, spot, held, isHidden, onSpot, onHold } = props;
  const table = STEP_TABLES[step];
  const scroll = useRef<HTMLDivElement>(null);
  const tokens = trace.tokens;
  const own = tokens[position]!.label;
  const widthOf = (part: Part) => (row && isVector(part) ? vectorAt(row, part, 0).length : 1);

  // A long list follows the number in question, unless the pointer itself is on it.
  useLayoutEffect(() => {
    const box = scroll.current;
    const line = box?.querySelector<HTMLElement>(`tr[data-row="${spot.key}"]`);
    if (!box || !line || box.matches(':hover')) return;
    const top = box.querySelector('thead')?.offsetHeight ?? 0;
    const bottom = box.querySelector('tfoot')?.offsetHeight ?? 0;
    const height = box.clientHeight - top - bottom;
    box.scrollTop = scrolled(box.scrollTop, line.offsetTop - top, line.offsetHeight, height);
  }, [spot.key]);

  /** The chosen word's own rows leave the key as it is. */
  function keyOf(cell: HTMLElement): number {
    return table.keys.includes(cell.dataset.part as Part) ? Number(cell.dataset.key) : spot.key;
  }

  function spotUnder(event: PointerEvent | React.MouseEvent): Spot | null {
    const cell = (event.target as Element).closest<HTMLElement>('[data-part]');
    if (!cell || !row) return null;
    const part = cell.dataset.part as Part;
    const key = keyOf(cell);
    if (!isVector(part)) return { part, key, component: spot.component };
    const box = cell.querySelector('svg')?.getBoundingClientRect();
    const width = widthOf(part);
    const at = box ? Math.floor(((event.clientX - box.left) / box.width) * width) : 0;
    return { part, key, component: Math.min(width - 1, Math.max(0, at)) };
  }

  function move(next: Spot | null) {
    if (next && !sameSpot(next, spot)) onSpot(next);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (!row) return;
    if (event.key === 'Escape') {
      onHold(null);
      return;
    }
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      if (table.keys.includes(spot.part)) onHold(spot.key === held ? null : spot.key);
      return;
    }
    const extent = { keys: tokens.length, width: widthOf };
    const next = walkTable(table, extent, spot, event.key);
    if (!next) return;
    event.preventDefault();
    onSpot(next);
    scroll.current
      ?.querySelector<HTMLElement>(cellSelector(next, table.keys.includes(next.part)))
      ?.focus({ preventScroll: true });
  }

  const { title } = LESSONS[step];
  const model = trace.model.name;
  const columns = table.keys.length > 0 ? table.keys : table.before;
  const line = { row, scales, spot, own, columns };
  const marked = spot.part === 'term' ? 'share' : spot.part;
  const marks = {
    '--component': spot.component,
    '--width': widthOf(marked),
  } as CSSProperties;

  return (
    <div className="step-scroll" ref={scroll} data-long={tokens.length > 40 || undefined}>
      <table
        className="step-grid"
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table to walk through
        role="grid"
        aria-label={t`${title} of ${own} in ${model}`}
        aria-busy={row === null}
        data-step={step}
        data-cursor={(row && isVector(marked)) || undefined}
        style={marks}
        onPointerMove={(event) => hovers(event) && move(spotUnder(event))}
        onPointerLeave={(event) => {
          if (!event.currentTarget.contains(document.activeElement)) onSpot(null);
        }}
        onFocus={(event) => {
          const cell = (event.target as Element).closest<HTMLElement>('[data-part]');
          if (cell) move({ ...spot, part: cell.dataset.part as Part, key: keyOf(cell) });
        }}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) onSpot(null);
        }}
        onClick={(event) => {
          const next = spotUnder(event);
          if (!next) return;
          move(next);
          if (table.keys.includes(next.part)) onHold(next.key === held ? null : next.key);
        }}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr>
            <th scope="col" className="step-token">
              <Rich of={msg`<token>token</token>`} />
            </th>
            {columns.map((part) => (
              <th
                key={part}
                scope="col"
                data-tone={table.keys.length > 0 ? TONES[part] : undefined}
                data-kind={kindOf(part)}
              >
                {table.keys.length > 0 ? heading(part, spot.component) : t`vector`}
              </th>
            ))}
          </tr>
          {table.before.map((part) => (
            <OwnRow key={part} {...line} part={part} />
          ))}
        </thead>
        {table.keys.length > 0 ? (
          <tbody>
            {tokens.map((token, key) => (
              <KeyRow
                // biome-ignore lint/suspicious/noArrayIndexKey: a position is what a row stands for
                key={key}
                row={row}
                scales={scales}
                index={key}
                label={token.label}
                parts={table.keys}
                forbidden={MASKED.includes(step) && !trace.mask[position * tokens.length + key]}
                reason={reasonOf({ position }, key)}
                hidden={isHidden(key)}
                isOwn={key === position}
                held={key === held}
                current={spot.key === key && table.keys.includes(spot.part) ? spot.part : null}
                marked={spot.key === key}
                component={table.keys.includes('term') ? spot.component : 0}
              />
            ))}
          </tbody>
        ) : null}
        {table.after.length > 0 || step === 'softmax' ? (
          <tfoot>
            {table.after.map((part) => (
              <OwnRow key={part} {...line} part={part} />
            ))}
            {step === 'softmax' ? (
              <tr>
                <th scope="row" className="step-token">
                  {t`together`}
                </th>
                <td />
                <td data-kind="number" className="step-total">
                  {row ? result(row.weights.reduce((sum, weight) => sum + weight, 0)) : NONE}
                </td>
              </tr>
            ) : null}
          </tfoot>
        ) : null}
      </table>
    </div>
  );
}

interface OwnRowProps {
  readonly part: Part;
  readonly row: HeadRow | null;
  readonly scales: StripScales;
  readonly spot: Spot;
  readonly own: string;
  readonly columns: readonly Part[];
}

/** A strip of the chosen word's own, in line with those of the keys. */
function OwnRow({ part, row, scales, spot, own, columns }: OwnRowProps) {
  const place = Math.max(0, columns.indexOf(PLACES[part] ?? part));
  return (
    <tr className="step-own">
      <th scope="row" className="step-token">
        <Verbatim className="quoted">{own}</Verbatim>{' '}
        <span className="step-part">{say(HEADINGS[part])}</span>
      </th>
      {columns.map((column, index) => {
        if (index === place) {
          return (
            <StripCell
              key={column}
              row={row}
              scales={scales}
              part={part}
              index={spot.key}
              label={own}
              current={spot.part === part}
            />
          );
        }
        // The sum of the terms above it.
        if (column === 'term' && row) {
          return (
            <td key={column} data-kind="number" className="step-total">
              {result(row.context[spot.component]!)}
            </td>
          );
        }
        return <td key={column} />;
      })}
    </tr>
  );
}

interface KeyRowProps {
  readonly row: HeadRow | null;
  readonly scales: StripScales;
  readonly index: number;
  readonly label: string;
  readonly parts: readonly Part[];
  readonly forbidden: boolean;
  readonly reason: string;
  readonly hidden: boolean;
  readonly isOwn: boolean;
  readonly held: boolean;
  readonly marked: boolean;
  /** The part of this row that is the number in question, if any. */
  readonly current: Part | null;
  readonly component: number;
}

// A long text has many rows, of which a move of the pointer changes two.
const KeyRow = memo(function KeyRow(props: KeyRowProps) {
  const { row, scales, index, label, parts, forbidden, current, component } = props;
  return (
    <tr
      data-row={index}
      data-forbidden={forbidden || undefined}
      data-hidden={props.hidden || undefined}
      data-marked={props.marked || undefined}
      data-own={props.isOwn || undefined}
      aria-selected={props.held}
    >
      <th scope="row" className="step-token" title={label} translate="no">
        <Verbatim>{label}</Verbatim>
      </th>
      {parts.map((part) =>
        isVector(part) ? (
          <StripCell
            key={part}
            row={row}
            scales={scales}
            part={part}
            index={index}
            label={label}
            current={current === part}
          />
        ) : (
          <NumberCell
            key={part}
            row={row}
            spot={{ part, key: index, component }}
            forbidden={forbidden}
            reason={props.reason}
            current={current === part}
          />
        ),
      )}
    </tr>
  );
});

interface StripCellProps {
  readonly row: HeadRow | null;
  readonly scales: StripScales;
  readonly part: Part;
  readonly index: number;
  readonly label: string;
  readonly current: boolean;
}

function StripCell({ row, scales, part, index, label, current }: StripCellProps) {
  const vector = useMemo(
    () => (row && isVector(part) ? vectorAt(row, part, index) : null),
    [row, part, index],
  );
  const what = HEADINGS[part];
  return (
    <td
      data-part={part}
      data-key={index}
      data-kind="strip"
      data-tone={TONES[part]}
      data-current={current || undefined}
      tabIndex={current ? 0 : -1}
      aria-label={
        vector
          ? t`${what} of ${label}, ${vector.length} numbers`
          : t`${what} of ${label}, still to come`
      }
    >
      <div className="strip-frame">
        {vector ? <Strip vector={vector} full={scales[part as VectorPart] ?? 1} /> : null}
      </div>
    </td>
  );
}

interface NumberCellProps {
  readonly row: HeadRow | null;
  readonly spot: Spot;
  readonly forbidden: boolean;
  readonly reason: string;
  readonly current: boolean;
}

function NumberCell({ row, spot, forbidden, reason, current }: NumberCellProps) {
  const { part, key } = spot;
  const weight = part === 'weight' && row ? numberAt(row, spot) : null;
  return (
    <td
      data-part={part}
      data-key={key}
      data-kind={kindOf(part)}
      data-current={current || undefined}
      tabIndex={current ? 0 : -1}
    >
      {weight === null ? null : (
        <span className="step-bar">
          {weight === 0 ? null : (
            <span className="bar-fill" style={{ inlineSize: `${weight * 100}%` }} />
          )}
        </span>
      )}
      <span className="step-number">{row ? numberText(row, spot, forbidden) : NONE}</span>
      {row && part === 'mask' && forbidden ? <span className="step-reason">{reason}</span> : null}
    </td>
  );
}

function kindOf(part: Part): 'strip' | 'number' | 'mask' | 'weight' {
  if (isVector(part)) return 'strip';
  return part === 'mask' || part === 'weight' ? part : 'number';
}

function sameSpot(a: Spot, b: Spot): boolean {
  return a.part === b.part && a.key === b.key && a.component === b.component;
}

function cellSelector({ part, key }: Spot, ofKeys: boolean): string {
  return ofKeys ? `[data-part="${part}"][data-key="${key}"]` : `[data-part="${part}"]`;
}

/**
 * A matrix on a canvas between its two axes, of any colours. Pointer and keyboard walk the
 * same cells; the crosshair stands over the canvas, so that moving it draws nothing anew.
 */

import {
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  useCallback,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react';
import { t } from '#say';
import type { Part, Stretch } from '../../analysis/attention/across.ts';
import { type Cell, type PointedCell, sameCell, wholeCell } from '../../analysis/attention/cell.ts';
import type { Along } from '../../analysis/attention/pointed.ts';
import type { HeatmapGeometry } from '../../figures/heatmap.ts';
import { paintCanvas } from '../../figures/paintCanvas.ts';
import type { Item } from '../../figures/scene.ts';
import type { Token } from '../../text/token.ts';
import { useMeasure, usePixelRatio, usePrinting } from '../kit/hooks.ts';
import { hovers, isWalked } from '../kit/pointing.ts';
import { useFollowed } from '../kit/useFollowed.ts';
import { Axis, RUN } from './Axes.tsx';
import { cellAt, cellSize, FINGERTIP, GAP_FROM, scrolled, walk } from './layout.ts';
import type { Mark } from './marks.ts';
import { type Together, useTogether } from './scrollTogether.ts';
import { useRowsInSight } from './useRowsInSight.ts';
import { whenSeen } from './whenSeen.ts';

interface Props {
  readonly label: string;
  /** What stands along both axes. */
  readonly tokens: readonly Token[];
  /** What of them is drawn, as it is of cross-attention; null or absent for all. */
  readonly part?: Part | null;
  /** Positions from here on are in the text but were not read. */
  readonly read: number;
  /** How many cells share the width: more than there are, where two matrices have cells of one size. */
  readonly positions: number;
  /** Width of the labels, in characters. */
  readonly labelWidth: number;
  /** On these axes. */
  readonly active: PointedCell | null;
  readonly locked: PointedCell | null;
  readonly hideSpecials: boolean;
  /** What Enter does, where it does not hold a cell. */
  readonly help?: string;
  /** Whether all of it is shown, however small its cells are. */
  readonly isFitted?: boolean;
  /** Matrices that are scrolled with this one. */
  readonly together?: Together;
  /** What is outlined over the cells. */
  readonly marks?: readonly Mark[];
  /**
   * The cell that stands for a row, or for a column. Where it is given the labels answer for them, and a
   * finger on cells that are smaller than its tip chooses the row first, and then a cell in it.
   */
  readonly cellOf?: (along: Along, place: number) => Cell;
  /** What fills the canvas; called again when it changes, or when the cells change their size. */
  readonly draw: (geometry: HeatmapGeometry) => readonly Item[];
  /** @param along where a label is pointed at, and the cell stands for its row or column */
  onFocus(cell: Cell | null, along?: Along): void;
  onLock(cell: Cell | null): void;
  /** The keyboard has come to this matrix, or has left it. */
  onWalk(walking: boolean): void;
}

/** Labels: size of type in rem, width of a character in em, space around in CSS pixels. */
const LABEL_REM = 0.75;
const CHARACTER_EM = 0.6;
const LABEL_SPACE = 12;

/**
 * Of more cells than this the canvas has so many pixels along either side at most: 9 MB; and only the labels
 * near what is in sight are there.
 */
const MANY = 256;
const MOST_PIXELS = 1536;

/** CSS pixels: a matrix with its labels fits A4 and Letter, with all that stands around it. */
const PAPER_WIDTH = 400;

/** The label that an event is about, if it is about one. */
function labelOf({ target }: React.SyntheticEvent): { along: Along; place: number } | null {
  const label = (target as Element).closest<HTMLElement>('.axis-label');
  if (!label) return null;
  const along = label.parentElement?.matches('.axis-rows') ? 'row' : 'column';
  return { along, place: Number(label.dataset.position) };
}

export function Matrix(props: Props) {
  const { tokens, part } = props;
  const axes = useMemo(() => {
    const along = (stretch: Stretch | undefined) => tokens.slice(stretch?.from, stretch?.to);
    return part
      ? { row: along(part.rows), column: along(part.columns) }
      : { row: tokens, column: tokens };
  }, [tokens, part]);
  return <Plane {...props} {...(part && inPart(props, part))} axes={axes} />;
}

/** What is pointed at of the whole axes, and heard of on them, where a part of them is drawn. */
function inPart(
  { active, locked, cellOf, onFocus, onLock }: Props,
  { rows, columns }: Part,
): Partial<Props> {
  const inside = (pointed: PointedCell | null) =>
    pointed && {
      row: pointed.row === null ? null : pointed.row - rows.from,
      column: pointed.column === null ? null : pointed.column - columns.from,
    };
  const outside = (cell: Cell): Cell => ({
    row: cell.row + rows.from,
    column: cell.column + columns.from,
  });
  const along = { row: rows, column: columns };
  return {
    active: inside(active),
    locked: inside(locked),
    ...(cellOf && {
      cellOf: (axis: Along, place: number) =>
        inside(cellOf(axis, place + along[axis].from)) as Cell,
    }),
    onFocus: (cell, axis) => onFocus(cell && outside(cell), axis),
    onLock: (cell) => onLock(cell && outside(cell)),
  };
}

interface PlaneProps extends Props {
  readonly axes: Readonly<Record<Along, readonly Token[]>>;
}

function Plane(props: PlaneProps) {
  const { axes, read, active, locked, hideSpecials, draw, cellOf } = props;
  const { onFocus, onLock, onWalk } = props;
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const scroll = useRef<HTMLDivElement>(null);
  const plane = useRef<HTMLDivElement>(null);
  const help = useId();
  const isTouched = useRef(false);
  const ratio = usePixelRatio();
  const measured = useMeasure(frame);
  const { rem } = measured;
  // On paper all of it is shown, whatever the screen has room for.
  const isPrinting = usePrinting();
  const width = isPrinting ? PAPER_WIDTH : measured.width;
  const isFitted = isPrinting || props.isFitted;
  useTogether(scroll, props.together ?? null);

  const [across, down] = [axes.column.length, axes.row.length];
  const count = Math.max(across, down);
  const labels = Math.round(props.labelWidth * CHARACTER_EM * LABEL_REM * rem + LABEL_SPACE);
  const available = Math.max(0, width - labels - 2);
  const cell = cellSize(available, props.positions, ratio, isFitted);
  const [wide, high] = [across * cell, down * cell];

  // Hundreds of tokens are drawn in fewer pixels, which the browser makes larger.
  const isMany = count > MANY;
  const full = Math.round(cell * ratio);
  const most = isMany ? Math.max(1, Math.floor(MOST_PIXELS / count)) : full;
  const drawn = Math.min(full, most);
  const isEnlarged = drawn < full;

  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    const scale = drawn / cell;
    const geometry = {
      cell: drawn,
      gap: cell > GAP_FROM ? Math.max(1, Math.round(ratio)) : 0,
      count,
      hatch: Math.round(6 * (isEnlarged ? scale : ratio)),
      line: Math.max(1, Math.round(isEnlarged ? scale : ratio)),
    };
    const paint = () => paintCanvas(context, draw(geometry));
    if (isMany) return whenSeen(element, paint);
    paint();
  }, [draw, cell, drawn, isEnlarged, count, isMany, ratio]);

  const pitch = isMany && width > 0 ? RUN * cell : 0;
  const [rows, lookDown] = useRowsInSight(scroll, pitch);
  const [columns, lookAcross] = useRowsInSight(scroll, pitch, 'across');

  // Where the picture scrolls it follows the cell, unless the pointer itself is on it.
  const follow = useCallback(
    ({ row, column }: PointedCell) => {
      const box = scroll.current;
      if (!box || width === 0 || plane.current?.matches(':hover')) return;
      const view = { width: box.clientWidth - labels, height: box.clientHeight - labels };
      if (column !== null)
        box.scrollLeft = scrolled(box.scrollLeft, column * cell, cell, view.width);
      if (row !== null) box.scrollTop = scrolled(box.scrollTop, row * cell, cell, view.height);
    },
    [cell, labels, width],
  );
  useFollowed(active, locked, follow);

  const { row, column } = active ?? { row: null, column: null };
  const size = { rows: down, columns: across };

  function cellUnder(event: PointerEvent | React.MouseEvent): Cell | null {
    const box = canvas.current?.getBoundingClientRect();
    return box ? cellAt(event.clientX - box.left, event.clientY - box.top, cell, size) : null;
  }

  function onPointerMove(event: PointerEvent) {
    if (!hovers(event)) return;
    const next = cellUnder(event);
    if (!sameCell(next, active)) onFocus(next);
  }

  function onClick(event: React.MouseEvent) {
    const next = cellUnder(event);
    if (!next) return;
    const isCoarse = isTouched.current && cell < FINGERTIP;
    if (cellOf && isCoarse && next.row !== locked?.row) onLock(cellOf('row', next.row));
    else onLock(sameCell(next, locked) ? null : next);
  }

  // The labels, which may be hundreds, are heard of in one place.
  const labelled = cellOf && {
    onPointerOver(event: PointerEvent) {
      const label = labelOf(event);
      if (label && hovers(event)) onFocus(cellOf(label.along, label.place), label.along);
    },
    onPointerOut(event: PointerEvent) {
      if (labelOf(event)) onFocus(null);
    },
    onClick(event: React.MouseEvent) {
      const label = labelOf(event);
      if (!label) return;
      const next = cellOf(label.along, label.place);
      onLock(sameCell(next, locked) ? null : next);
    },
  };

  function onKeyDown(event: KeyboardEvent) {
    // What these tokens do not have comes after them.
    const from = {
      row: active ? (row ?? down - 1) : 0,
      column: active ? (column ?? across - 1) : 0,
    };
    if (event.key === 'Escape') {
      if (locked) onLock(null);
      else onFocus(null);
      return;
    }
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onLock(locked ? null : from);
      return;
    }
    const next = walk(from, event.key, event.ctrlKey || event.metaKey, size);
    if (!next) return;
    event.preventDefault();
    // Released, the keyboard is where it has come to.
    onFocus(next);
    if (locked) onLock(next);
  }

  const lengths = {
    '--cell': `${cell}px`,
    '--labels': `${labels}px`,
    '--wide': `${wide}px`,
    '--high': `${high}px`,
    // The text of a part is that of a file, which stays as it is: no room is kept for a longer one.
    '--reserved': `${props.part ? high : available}px`,
  } as CSSProperties;
  const enter = props.help ?? t`Enter holds a cell, Escape releases it.`;
  const axis = { read, cell, line: LABEL_REM * rem, hideSpecials };

  return (
    <div className="heatmap" ref={frame} style={lengths}>
      {/* Long texts scroll in here; the plane inside takes the keyboard. */}
      <div
        className="heatmap-scroll"
        ref={scroll}
        onScroll={
          isMany
            ? () => {
                lookDown();
                lookAcross();
              }
            : undefined
        }
      >
        <div className="heatmap-grid" data-labelled={labelled && true} {...labelled}>
          <div className="heatmap-corner" aria-hidden="true">
            <span>{t`reads ↓`}</span>
            <span>{t`from →`}</span>
          </div>
          <Axis
            axis="column"
            tokens={axes.column}
            marked={column}
            sight={isMany ? columns : null}
            {...axis}
          />
          <Axis axis="row" tokens={axes.row} marked={row} sight={isMany ? rows : null} {...axis} />
          {/* biome-ignore-start lint/a11y: the plane is one widget that handles its own keys; its cells are spoken by the readout beside it */}
          <div
            className="heatmap-plane"
            role="application"
            aria-roledescription={t`heatmap`}
            aria-label={t`${props.label}: ${down} by ${across} cells, rows read from columns`}
            aria-describedby={help}
            tabIndex={0}
            ref={plane}
            data-locked={locked !== null || undefined}
            onPointerMove={onPointerMove}
            onPointerLeave={() => onFocus(null)}
            onPointerDown={(event) => {
              isTouched.current = !hovers(event);
            }}
            onClick={onClick}
            onFocus={(event) => {
              onWalk(true);
              if (!active && isWalked(event)) onFocus({ row: 0, column: 0 });
            }}
            onBlur={() => {
              onWalk(false);
              onFocus(null);
            }}
            onKeyDown={onKeyDown}
          >
            <canvas
              ref={canvas}
              width={isEnlarged ? across * drawn : Math.round(wide * ratio)}
              height={isEnlarged ? down * drawn : Math.round(high * ratio)}
              style={{ width: wide, height: high }}
              data-enlarged={isEnlarged || undefined}
            />
            {row === null ? null : (
              <div className="band band-row" style={{ top: row * cell, height: cell }} />
            )}
            {column === null ? null : (
              <div className="band band-column" style={{ left: column * cell, width: cell }} />
            )}
            {[wholeCell(active), sameCell(active, locked) ? null : wholeCell(locked)].map(
              (at, nth) =>
                at && (
                  <div
                    key={nth === 0 ? 'active' : 'held'}
                    className="cursor"
                    data-held={sameCell(at, locked) || undefined}
                    style={{
                      top: at.row * cell,
                      left: at.column * cell,
                      width: cell,
                      height: cell,
                    }}
                  />
                ),
            )}
            {props.marks?.length ? (
              <svg
                className="marks"
                viewBox={`0 0 ${across} ${down}`}
                width={wide}
                height={high}
                aria-hidden="true"
              >
                {props.marks.map(({ key, path, isStrong }) => (
                  <path key={key} d={path} data-mark={key} data-strong={isStrong || undefined} />
                ))}
              </svg>
            ) : null}
          </div>
          {/* biome-ignore-end lint/a11y: end of the plane */}
        </div>
      </div>
      <p id={help} hidden>
        {t`Arrow keys walk the cells; Home, End, Page Up and Page Down go further; ${enter}`}
      </p>
    </div>
  );
}

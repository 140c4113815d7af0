/**
 * An attention view as arcs beside the list of its tokens: on the left to what comes before, on the right to
 * what comes after. Where the mask lets nothing be read after a token, that side is hatched.
 */

import { type CSSProperties, type KeyboardEvent, useCallback, useId, useMemo, useRef } from 'react';
import { select, t } from '#say';
import { type Arc, type Arcs as ArcList, arcsOf, sidesOf } from '../../analysis/attention/arcs.ts';
import type { AttentionView } from '../../analysis/attention/attentionView.ts';
import {
  axisTokens,
  type Cell,
  type PointedCell,
  sameCell,
} from '../../analysis/attention/cell.ts';
import { topKeysOfRow } from '../../analysis/attention/topKeys.ts';
import { ARC_THRESHOLDS } from '../../figures/arcScale.ts';
import { type ArcGeometry, LANE } from '../../figures/arcShape.ts';
import { arcsSentence } from '../../sentences/arcs.ts';
import { hiddenIn } from '../../sentences/captions.ts';
import { titleOf } from '../../sentences/names.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import { useMeasure } from '../kit/hooks.ts';
import { PhraseText } from '../kit/PhraseText.tsx';
import { hovers, isWalked, walkedFrom } from '../kit/pointing.ts';
import { useFollowed } from '../kit/useFollowed.ts';
import { labelOf } from '../kit/Verbatim.tsx';
import { Closed, Lines } from './ArcLines.tsx';
import { scrolled, walkGrid } from './layout.ts';

interface Props {
  readonly attentionView: AttentionView;
  /** Other heads' arcs over the same tokens. */
  readonly others: readonly AttentionView[];
  readonly fromAll: boolean;
  /** The place that arcs start from while none is in focus; null where this model does not have it. */
  readonly source: number | null;
  readonly positions: number;
  /** Width of the labels, in characters. */
  readonly labelWidth: number;
  readonly active: PointedCell | null;
  readonly locked: PointedCell | null;
  readonly hideSpecials: boolean;
  onFocus(cell: Cell | null): void;
  onLock(cell: Cell | null): void;
  onWalk(walking: boolean): void;
}

/** Height of a line and size of type in rem, width of a character in em, space around in CSS pixels. */
const LINE_REM = 1.375;
const LABEL_REM = 0.8125;
const CHARACTER_EM = 0.6;
const LABEL_SPACE = 14;

/** How far PageUp and PageDown go. */
const PAGE = 8;

export function Arcs(props: Props) {
  const { attentionView, others, fromAll, active, locked, hideSpecials, onFocus, onLock } = props;
  const frame = useRef<HTMLDivElement>(null);
  const scroll = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const help = useId();
  const { width, rem } = useMeasure(frame);

  const axis = useMemo(() => axisTokens(attentionView), [attentionView]);
  const count = axis.length;
  const read = attentionView.tokens.length;
  const { unit } = attentionView;
  const line = Math.round(LINE_REM * rem);
  const labels = Math.round(props.labelWidth * CHARACTER_EM * LABEL_REM * rem + LABEL_SPACE);
  const reach = Math.max(0, (width - labels) / 2);
  const lanes = others.length + 1;
  const geometry = useMemo<ArcGeometry>(
    () => ({ line, count: props.positions, left: reach, right: reach + labels, reach, lanes }),
    [line, props.positions, reach, labels, lanes],
  );

  // From past the last there is nothing to draw: what this model does not have reads nothing.
  const source = (place: number | null) => place ?? count;
  const row = active ? source(active.row) : fromAll ? null : source(props.source);
  const current = Math.min(row ?? source(props.source), count - 1);
  const threshold = ARC_THRESHOLDS[fromAll ? 'all-arcs' : 'arcs'];
  const series = useMemo(() => [attentionView, ...others], [attentionView, others]);
  const isHidden = useMemo(
    () => hiddenIn(attentionView, hideSpecials),
    [attentionView, hideSpecials],
  );
  const fromEach = useMemo(
    () =>
      fromAll ? series.map((each) => arcsOf(each, null, threshold, isHidden)) : ([] as ArcList[]),
    [series, fromAll, threshold, isHidden],
  );
  const fromOne = useMemo(
    () => (row === null ? [] : series.map((each) => arcsOf(each, row, threshold, isHidden))),
    [series, row, threshold, isHidden],
  );

  // A list that scrolls follows the token, unless the pointer itself is on it.
  const follow = useCallback(
    ({ row: at }: PointedCell) => {
      const box = scroll.current;
      if (!box || at === null || width === 0 || list.current?.matches(':hover')) return;
      const head = box.scrollHeight - count * line;
      box.scrollTop = scrolled(box.scrollTop, at * line, line, box.clientHeight - head);
    },
    [line, count, width],
  );
  useFollowed(active, locked, follow);

  /** All that a place may read, most first and what is hidden last. */
  function ranked(place: number): number[] {
    const reads = topKeysOfRow(attentionView.weights, attentionView.mask, place, isHidden).entries;
    const hidden = topKeysOfRow(
      attentionView.weights,
      attentionView.mask,
      place,
      (each) => !isHidden(each),
    ).entries;
    return [...reads, ...hidden].map(({ position }) => position);
  }

  function cellOf(place: number): Cell {
    const most = place < read ? ranked(place)[0] : undefined;
    return { row: place, column: most ?? place };
  }

  function show(cell: Cell) {
    // Released, the keyboard is where it has come to.
    if (!sameCell(cell, active)) onFocus(cell);
    if (locked) onLock(cell);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape') {
      if (locked) onLock(null);
      else onFocus(null);
      return;
    }
    const from = walkedFrom(event, 'place', current);
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      event.preventDefault();
      const columns = from < read ? ranked(from) : [from];
      const at = columns.indexOf(active?.column ?? -1);
      const to = at + (event.key === 'ArrowRight' ? 1 : -1);
      show({ row: from, column: columns[Math.max(0, Math.min(columns.length - 1, to))]! });
      return;
    }
    const next = pageStep(from, event.key, count) ?? walkGrid(from, event.key, 1, count);
    if (next === null) return;
    event.preventDefault();
    show(cellOf(next));
    list.current?.querySelector<HTMLElement>(`[data-place="${next}"]`)?.focus();
  }

  const size = {
    '--line': `${line}px`,
    '--labels': `${labels}px`,
    '--reach': `${reach}px`,
    '--lanes': `${lanes * LANE}px`,
    '--reserved': `${props.positions * line}px`,
  } as CSSProperties;
  const drawn = lanes === 1 && row !== null ? (fromOne[0]?.drawn ?? []) : [];
  const numbers = drawn.filter((arc) => numberSide(arc, drawn) !== null);

  return (
    <div className="arcs" ref={frame} style={size}>
      <div className="arcs-scroll" ref={scroll}>
        <Sides attentionView={attentionView} />
        <div
          className="arcs-plane"
          style={{ blockSize: count * line }}
          onPointerLeave={() => onFocus(null)}
        >
          <svg
            className="arcs-lines"
            width={width}
            height={count * line}
            aria-hidden="true"
            onPointerOver={(event) => {
              const { row: from, column } = (event.target as SVGElement).dataset;
              if (!hovers(event) || from === undefined) return;
              onFocus({ row: Number(from), column: Number(column) });
            }}
          >
            <Closed attentionView={attentionView} geometry={geometry} width={width} />
            {width === 0 ? null : (
              <>
                <g className="arcs-all" data-behind={row !== null || undefined}>
                  <Lines lists={fromEach} series={series} geometry={geometry} />
                </g>
                <Lines lists={fromOne} series={series} geometry={geometry} />
              </>
            )}
          </svg>
          <div
            className="arcs-tokens"
            role="toolbar"
            aria-orientation="vertical"
            aria-label={t`Arcs of ${attentionView.model.name}, ${titleOf(attentionView)}`}
            aria-describedby={help}
            ref={list}
            onKeyDown={onKeyDown}
          >
            {axis.map((token, place) => (
              <button
                // biome-ignore lint/suspicious/noArrayIndexKey: a place is what a button stands for
                key={place}
                type="button"
                className="arcs-token"
                data-place={place}
                data-special={token.special || undefined}
                data-hidden={(hideSpecials && token.special) || undefined}
                data-unread={place >= read || undefined}
                data-from={place === row || undefined}
                data-read={place === active?.column || undefined}
                aria-pressed={locked?.row === place}
                tabIndex={place === current ? 0 : -1}
                title={token.label}
                translate="no"
                onFocus={(event) => {
                  props.onWalk(true);
                  if (isWalked(event) && active?.row !== place) onFocus(cellOf(place));
                }}
                onBlur={() => {
                  props.onWalk(false);
                  onFocus(null);
                }}
                onPointerEnter={(event) => hovers(event) && onFocus(cellOf(place))}
                onClick={() => onLock(locked?.row === place ? null : cellOf(place))}
              >
                {labelOf(token.label)}
              </button>
            ))}
          </div>
          {numbers.map((arc) => (
            <span
              key={arc.column}
              className="arcs-number"
              data-side={numberSide(arc, numbers)}
              style={{ insetBlockStart: arc.column * line }}
              aria-hidden="true"
            >
              {percent(arc.weight)}
            </span>
          ))}
        </div>
      </div>
      <p className="arcs-note">
        <PhraseText
          phrase={arcsSentence(attentionView, row, row === null ? fromEach : fromOne, threshold)}
        />
      </p>
      <p id={help} hidden>
        {t`Up and down walk the ${select(unit, { words: 'words', other: 'tokens' })}; left and right walk what the ${select(unit, { words: 'word', other: 'token' })} reads, most first; Enter holds it, Escape releases it.`}
      </p>
    </div>
  );
}

/** Where a weight has room: on the side that no arc from the same token touches there. */
function numberSide({ row, column }: Arc, drawn: readonly Arc[]): 'before' | 'after' | null {
  if (column < row) return 'after';
  if (column > row) return 'before';
  return drawn.some((arc) => arc.column > row) ? null : 'after';
}

function pageStep(from: number, key: string, count: number): number | null {
  if (key === 'PageUp') return Math.max(0, from - PAGE);
  if (key === 'PageDown') return Math.min(count - 1, from + PAGE);
  return null;
}

/** Which side is which, and whether the mask closes it. */
function Sides({ attentionView }: { attentionView: AttentionView }) {
  const sides = useMemo(() => sidesOf(attentionView), [attentionView]);
  const isClosed = (side: 'before' | 'after') => {
    const known = sides.map((each) => each[side]).filter((open) => open !== null);
    return known.length > 0 && !known.includes(true);
  };
  if (attentionView.across !== undefined) {
    return (
      <p className="arcs-sides">
        <span>{t`← reads the other text`}</span>
      </p>
    );
  }
  return (
    <p className="arcs-sides">
      <span>{isClosed('before') ? t`before: forbidden by the mask` : t`← reads before`}</span>
      <span>{isClosed('after') ? t`after: forbidden by the mask` : t`reads after →`}</span>
    </p>
  );
}

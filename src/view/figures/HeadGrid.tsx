/**
 * Every head of one model at a glance, all in one canvas: layers as rows and heads as columns, or
 * all heads in the order of a metric. The canvas is for the eye; a radio group of the same geometry
 * lies over it for pointer and keyboard.
 */

import { type KeyboardEvent, useCallback, useLayoutEffect, useMemo, useRef } from 'react';
import { t } from '#say';
import { axesBy } from '../../analysis/attention/attentionView.ts';
import { type HeadChoice, headsInOrder, sameHead } from '../../analysis/attention/head.ts';
import type { Subject, Unit } from '../../analysis/attention/viewOptions.ts';
import { isHeld } from '../../analysis/onDemand/question.ts';
import { thumbnailsHere } from '../../analysis/onDemand/thumbnails.ts';
import type { Colormap } from '../../figures/colormap.ts';
import { headGridFor } from '../../figures/headGrid.ts';
import { paintCanvas } from '../../figures/paintCanvas.ts';
import type { Trace } from '../../model/trace.ts';
import { METRIC_TITLES } from '../../sentences/metricTitles.ts';
import type { HeadOrder } from '../compare/useHeadOrder.ts';
import { useMeasure, usePixelRatio } from '../kit/hooks.ts';
import { HeadButtons } from './HeadButtons.tsx';
import { walkGrid } from './layout.ts';
import { usePaintedRows } from './usePaintedRows.ts';
import { useRowsInSight } from './useRowsInSight.ts';

interface Props {
  readonly trace: Trace;
  readonly choice: HeadChoice;
  /** What is shown large: the chosen head, its layer, or all heads are marked. */
  readonly of: Subject;
  readonly by: Unit;
  /** Heads whose arcs are drawn beside the chosen one's. */
  readonly also: readonly HeadChoice[];
  /** The order and the metric that made it; null for the model's own order. */
  readonly order: HeadOrder | null;
  readonly colormap: Colormap;
  onHead(choice: HeadChoice): void;
  /** Adds a head's arcs or takes them away; null where a single head is shown. */
  readonly onToggle: ((choice: HeadChoice) => void) | null;
  /** The head under the pointer, shown large for as long as it stays there. */
  onPreview(choice: HeadChoice | null): void;
}

/** Between two heads, in CSS pixels; below a head's picture, in rem, its name and its value. */
const SPACE = 5;
const CAPTION_REM = 2;
const NAME_REM = 1;

/**
 * No head is smaller than so many CSS pixels: where more of them stand in a row, or one below the other,
 * they scroll inside of the overview.
 */
const LEAST = 48;
const ACROSS = 4;
const DOWN = 6;

export function HeadGrid(props: Props) {
  const { trace, choice, of, by, also, order, colormap, onHead, onToggle, onPreview } = props;
  const stage = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const walks = useRef(false);
  const ratio = usePixelRatio();
  const { width, rem } = useMeasure(stage);
  const { layers, heads } = trace;
  const plain = useMemo(() => headsInOrder({ layers, heads }), [layers, heads]);
  const choices = order?.choices ?? plain;

  const isMany = heads > ACROSS || layers > DOWN;
  const captionRem = order ? CAPTION_REM : isMany ? NAME_REM : 0;
  const space = Math.round(SPACE * ratio);
  const below = space + Math.round(captionRem * rem * ratio);
  const fitting = Math.floor((width * ratio - space * (heads - 1)) / heads);
  const thumb = width > 0 ? Math.max(fitting, Math.ceil(LEAST * ratio)) : fitting;
  const across = Math.max(1, heads * thumb + (heads - 1) * space);
  const down = Math.max(1, layers * (thumb + below) - space);

  const rows = useMemo(
    () =>
      Array.from({ length: Math.ceil(choices.length / heads) }, (_, row) =>
        choices.slice(row * heads, (row + 1) * heads),
      ),
    [choices, heads],
  );
  const draw = useMemo(() => {
    if (thumb < 1) return null;
    const { mask, across } = axesBy(trace, by);
    const geometry = { columns: heads, thumb, space, below, hatch: 4 * ratio, line: ratio };
    return headGridFor(mask, geometry, colormap, across);
  }, [trace, by, heads, thumb, space, below, ratio, colormap]);
  const paint = useCallback(
    (row: number, thumbnails: readonly Float32Array[]) => {
      const context = canvas.current?.getContext('2d');
      if (!context || !draw) return;
      context.save();
      context.translate(0, row * (thumb + below));
      context.clearRect(0, 0, context.canvas.width, thumb);
      paintCanvas(context, draw(thumbnails));
      context.restore();
    },
    [draw, thumb, below],
  );
  // Heads that are here are drawn in the frame that they belong to; others as they come into sight.
  useLayoutEffect(() => {
    if (!isHeld(trace) || thumb < 1) return;
    for (const [row, each] of rows.entries()) paint(row, thumbnailsHere(trace, each, by, thumb));
  }, [trace, rows, by, thumb, paint]);
  const [sight, look] = useRowsInSight(stage, thumb < 1 ? 0 : (thumb + below) / ratio);
  usePaintedRows(trace, rows, by, thumb, isHeld(trace) ? null : sight, paint);

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const from = choices.findIndex((each) => sameHead(each, choice));
    const to = walkGrid(from, event.key, heads, choices.length);
    if (to === null) return;
    event.preventDefault();
    walks.current = to !== from;
    onHead(choices[to]!);
  }

  // The head that the keyboard has come to may have got its button only now.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once another head is chosen
  useLayoutEffect(() => {
    if (walks.current) stage.current?.querySelector<HTMLElement>('[aria-checked="true"]')?.focus();
    walks.current = false;
  }, [choice]);

  const newest = useRef({ onHead, onToggle, onPreview });
  useLayoutEffect(() => {
    newest.current = { onHead, onToggle, onPreview };
  });
  const onPress = useCallback((each: HeadChoice, isShifted: boolean) => {
    const { onHead, onToggle } = newest.current;
    if (isShifted && onToggle) onToggle(each);
    else onHead(each);
  }, []);
  const onPoint = useCallback((each: HeadChoice) => newest.current.onPreview(each), []);

  return (
    <section
      className="atlas"
      data-sorted={order !== null || undefined}
      data-many={isMany || undefined}
    >
      {order ? (
        <p className="atlas-order" aria-hidden="true">
          {METRIC_TITLES[order.metric]} ↓
        </p>
      ) : isMany ? null : (
        <Margins layers={layers} heads={heads} />
      )}
      <div
        className="atlas-stage"
        role="radiogroup"
        aria-label={
          order
            ? t`Heads of ${trace.model.name}, by ${METRIC_TITLES[order.metric]}`
            : t`Heads of ${trace.model.name}`
        }
        ref={stage}
        onKeyDown={onKeyDown}
        onScroll={isMany ? look : undefined}
        onPointerLeave={() => onPreview(null)}
      >
        <canvas
          ref={canvas}
          width={across}
          height={down}
          style={{ width: across / ratio, height: down / ratio }}
        />
        <div
          className="atlas-heads"
          style={{
            gridTemplateColumns: `repeat(${heads}, ${thumb / ratio}px)`,
            gridAutoRows: `${thumb / ratio}px`,
            gap: `${below / ratio}px ${space / ratio}px`,
          }}
        >
          <HeadButtons
            {...{ choices, choice, of, also, order, onPress, onPoint }}
            isCaptioned={captionRem > 0}
            columns={heads}
            rows={isMany ? sight : null}
          />
        </div>
      </div>
    </section>
  );
}

/** The numbers of heads and layers along the two edges. */
function Margins({ layers, heads }: Pick<Trace, 'layers' | 'heads'>) {
  return (
    <>
      <span className="atlas-corner" aria-hidden="true" />
      <div className="atlas-columns" aria-hidden="true">
        {Array.from({ length: heads }, (_, head) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: heads have no other name
          <span key={head}>{head === 0 ? t`head 1` : head + 1}</span>
        ))}
      </div>
      <div className="atlas-rows" aria-hidden="true">
        {Array.from({ length: layers }, (_, layer) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: layers have no other name
          <span key={layer}>{layer === 0 ? t`layer 1` : layer + 1}</span>
        ))}
      </div>
    </>
  );
}

/** A bar on its track, from nothing at the left to all at the right. */
import type { Box, Item } from '../scene.ts';
import type { Style } from './style.ts';

/** Whose bar it is: what is drawn in ink, in the colour of predictions, or in a model's accent. */
export type Tone = 'ink' | 'prediction' | 'left' | 'right';

export const toneOf = (tone: Tone, { colormap, prediction, accents }: Style): string =>
  ({ ink: colormap.palette.ink, prediction, ...accents })[tone];

interface Bar {
  /** 0 to 1; what is not a number is drawn as a full bar in the colour of alarm. */
  readonly share: number;
  readonly fill: string;
  /** 1 by default. */
  readonly opacity?: number;
  /** Where a bar would end that says nothing in particular, 0 to 1. */
  readonly tick?: number | undefined;
}

export const clamped = (share: number): number => Math.min(1, Math.max(0, share));

export function trackItems(
  box: Box,
  { share, fill, opacity = 1, tick }: Bar,
  style: Style,
): Item[] {
  const [left, top, width, height] = box;
  const { palette } = style.colormap;
  const isNone = Number.isNaN(share);
  const wide = (isNone ? 1 : clamped(share)) * width;
  return [
    { kind: 'boxes', boxes: [box], fill: palette.grid },
    {
      kind: 'path',
      d: `M${left},${top}h${wide}v${height}h${-wide}Z`,
      fill: isNone ? palette.alarm : fill,
      opacity,
    },
    ...(tick === undefined || Number.isNaN(tick) ? [] : [tickItem(box, tick, style)]),
  ];
}

/** A line across a track, on paper so that it shows on the bar. */
function tickItem([left, top, width, height]: Box, at: number, { colormap }: Style): Item {
  const x = left + clamped(at) * width;
  const { ink, page } = colormap.palette;
  return {
    kind: 'group',
    x: 0,
    y: 0,
    items: [
      { kind: 'boxes', boxes: [[x - 2, top - 2, 4, height + 4]], fill: page },
      { kind: 'boxes', boxes: [[x - 1, top - 3, 2, height + 6]], fill: ink },
    ],
  };
}

/**
 * The page's paper and ink, and the one ramp that draws every weight.
 *
 * Zero is the colour of the page and one is full ink; between them the ramp is a straight line in
 * CIELAB, so that equal steps of weight are equal steps of lightness, in either theme.
 */
import { interpolateLab, rgb } from 'd3';
import { type Pixel, pixelOf, pixelsOf } from './pixels.ts';

export type ResolvedTheme = 'light' | 'dark';

export interface Palette {
  readonly page: string;
  readonly ink: string;
  /** Hairlines between cells. */
  readonly grid: string;
  /** Hatching of forbidden cells. */
  readonly hatch: string;
  /** Outlines of cells that the reader has hidden, dots of cells that were not read. */
  readonly outline: string;
  /** Cells that hold no number at all. */
  readonly alarm: string;
}

/** What canvases draw with; `css/tokens.css` gives the same page and ink to everything else. */
export const PALETTES: Readonly<Record<ResolvedTheme, Palette>> = {
  light: {
    page: '#fbf9f4',
    ink: '#1d1b18',
    grid: '#e6e1d6',
    hatch: '#cbc4b4',
    outline: '#a89f8c',
    alarm: '#c2185b',
  },
  dark: {
    page: '#171613',
    ink: '#f2eee3',
    grid: '#2d2a25',
    hatch: '#5a554a',
    outline: '#6f6a5d',
    alarm: '#ff5c93',
  },
};

/** Black on white: what is printed. */
export const PAPER: Palette = {
  page: '#ffffff',
  ink: '#000000',
  grid: '#dddddd',
  hatch: '#b4b4b4',
  outline: '#8c8c8c',
  alarm: '#c2185b',
};

/** A palette with its ramp as a table. */
export interface Colormap {
  readonly palette: Palette;
  /** [256, 4] RGBA bytes. */
  readonly table: Uint8ClampedArray;
  /** Whether small weights are drawn stronger than they are: see {@link contrastCurve}. */
  readonly isCurved?: boolean;
}

/** Lifts small weights where a projector loses them: 1% is drawn as 10%, 25% as 50%, 0 and 1 as they are. */
export const contrastCurve = (weight: number): number => Math.sqrt(weight);

const STEPS = 256;

/** The ramp at a weight from 0 to 1. */
export function ramp(palette: Palette): (weight: number) => string {
  return interpolateLab(palette.page, palette.ink);
}

/** The ramp as a table, [256, 4] RGBA bytes. @param curve of weights before they are drawn; none by default */
export function lookUpTable(
  palette: Palette,
  curve: (weight: number) => number = (weight) => weight,
): Uint8ClampedArray {
  const at = ramp(palette);
  const table = new Uint8ClampedArray(STEPS * 4);
  for (let step = 0; step < STEPS; step++) {
    const { r, g, b } = rgb(at(curve(step / (STEPS - 1))));
    table.set([r, g, b, 255], step * 4);
  }
  return table;
}

/** The row of the table for a weight; weights outside 0–1 take the nearest end; NaN for NaN. */
export function stepOf(weight: number): number {
  return Math.round(Math.min(1, Math.max(0, weight)) * (STEPS - 1));
}

/** The colour of a weight: from the table, or the alarm colour for what is not a number. */
export function colorOf(table: Uint8ClampedArray, palette: Palette, weight: number): string {
  const at = stepOf(weight) * 4;
  if (Number.isNaN(at)) return palette.alarm;
  return `rgb(${table[at]}, ${table[at + 1]}, ${table[at + 2]})`;
}

/** The pixel of a weight: from the ramp, or the alarm colour for what is not a number. */
export function inksOf({ palette, table }: Colormap): (weight: number) => Pixel {
  const pixels = pixelsOf(table);
  const alarm = pixelOf(palette.alarm);
  return (weight) => pixels[stepOf(weight)] ?? alarm;
}

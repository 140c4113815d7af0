/**
 * The scale of differences: GPT's amber at −1, paper at 0, BERT's teal at 1, straight lines in
 * CIELAB between them, so that equal steps of difference are equal steps of lightness on both sides.
 * Blue-green against orange-brown stays apart for every common kind of colour blindness.
 */
import { interpolateLab, piecewise, scaleDiverging } from 'd3';
import { PALETTES, type Palette } from './colormap.ts';

/** As `--left` and `--right` in css/tokens.css. */
export const ACCENTS = {
  light: { left: '#0b6a63', right: '#8c5000' },
  dark: { left: '#5fc9bd', right: '#f0b45a' },
} as const;

/** The ends of a scale for a change of one model, which no model's accent may stand for. */
export const CHANGES = {
  light: { less: '#b0303a', more: '#1f5aa8' },
  dark: { less: '#f2938f', more: '#86b8f2' },
} as const;

const themeOf = (palette: Palette) => (palette === PALETTES.dark ? 'dark' : 'light');

/**
 * The colour of a difference from −1, GPT's accent, to 1, BERT's; the alarm colour for what is not a
 * number.
 */
export function divergingScale(palette: Palette): (difference: number) => string {
  const { left, right } = ACCENTS[themeOf(palette)];
  return scaleBetween(right, left, palette);
}

/** The colour of a change from −1, less than before, to 1, more. */
export function changeScale(palette: Palette): (change: number) => string {
  const { less, more } = CHANGES[themeOf(palette)];
  return scaleBetween(less, more, palette);
}

function scaleBetween(least: string, most: string, palette: Palette): (value: number) => string {
  return scaleDiverging(piecewise(interpolateLab, [least, palette.page, most]))
    .domain([-1, 0, 1])
    .clamp(true)
    .unknown(palette.alarm);
}

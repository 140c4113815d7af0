/**
 * The scale of differences: GPT's amber at −1, paper at 0, BERT's teal at 1, straight lines in
 * CIELAB between them, so that equal steps of difference are equal steps of lightness on both sides.
 * Blue-green against orange-brown stays apart for every common kind of colour blindness.
 */
import { interpolateLab, piecewise, scaleDiverging } from 'd3';
import { PALETTES, type Palette } from '../color.ts';

/** As `--bert` and `--gpt` in css/tokens.css. */
export const ACCENTS = {
  light: { bert: '#0b6a63', gpt: '#8c5000' },
  dark: { bert: '#5fc9bd', gpt: '#f0b45a' },
} as const;

/** The colour of a difference from −1 to 1; the alarm colour for what is not a number. */
export function divergingScale(palette: Palette): (difference: number) => string {
  const { bert, gpt } = ACCENTS[palette === PALETTES.dark ? 'dark' : 'light'];
  return scaleDiverging(piecewise(interpolateLab, [gpt, palette.page, bert]))
    .domain([-1, 0, 1])
    .clamp(true)
    .unknown(palette.alarm);
}

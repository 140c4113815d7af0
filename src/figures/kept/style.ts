/** How a kept picture looks: as the page does by day or by night, or black on white paper. */
import { type Colormap, lookUpTable, PALETTES, PAPER } from '../colormap.ts';
import { ACCENTS } from '../diverging.ts';
import type { Type } from '../scene.ts';
import type { MeasureText } from '../type.ts';

export const LOOKS = ['light', 'dark', 'print'] as const;
export type Look = (typeof LOOKS)[number];

/** As `--ink-soft`, `--prediction` and the arcs' colours in css/tokens.css. */
const INKS = {
  light: { soft: '#5c574d', prediction: '#6b3fa0', arcs: ['#a02f70', '#6d6a12', '#85705a'] },
  dark: { soft: '#b5aea0', prediction: '#c3a5f5', arcs: ['#f29ac4', '#d3cf5c', '#b8a590'] },
  print: { soft: '#444444', prediction: '#6b3fa0', arcs: ['#a02f70', '#6d6a12', '#85705a'] },
} as const;

export interface Style {
  readonly colormap: Colormap;
  /** Of headings, by a model's place. */
  readonly accents: { readonly left: string; readonly right: string };
  readonly soft: string;
  readonly prediction: string;
  /** Of the arcs of several heads: the first is ink. */
  readonly arcs: readonly string[];
  readonly measure: MeasureText;
}

export function styleOf(look: Look, measure: MeasureText): Style {
  const palette = look === 'print' ? PAPER : PALETTES[look];
  const { soft, prediction, arcs } = INKS[look];
  return {
    colormap: { palette, table: lookUpTable(palette) },
    accents: ACCENTS[look === 'dark' ? 'dark' : 'light'],
    soft,
    prediction,
    arcs: [palette.ink, ...arcs],
    measure,
  };
}

export const TYPE = {
  sentence: { face: 'serif', size: 20 },
  caption: { face: 'sans', size: 13.5 },
  heading: { face: 'serif', size: 17, weight: 600 },
  subheading: { face: 'sans', size: 13 },
  label: { face: 'mono', size: 12 },
  note: { face: 'sans', size: 11.5 },
  link: { face: 'mono', size: 10.5 },
} as const satisfies Record<string, Type>;
